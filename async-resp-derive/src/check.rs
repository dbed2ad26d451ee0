//! What the settings mean, alone and together, and which items are supported.
//!
//! The result is always whole: what is at fault is reported and left out, so that [`fallback`](crate::fallback) can
//! stand in for the rest. Spelling and form of the attributes were looked at before, by [`attr`](crate::attr).

mod content;
mod operation;
mod response;
mod shape;

pub(crate) use response::{detailed, response};
pub(crate) use shape::{is_newtype_in_braces, named, wraps_reply};

use crate::ast::Input;
use crate::attr::{Attr, BatchAttrs, NamedBatch, ResourceAttrs};
use crate::case;
use crate::ctxt::Ctxt;
use crate::expand::{Id, OfId, Reply, Target};
use crate::path::Root;
use syn::LitStr;
use syn::ext::IdentExt;

/// Members of an entry that say something else than its id.
const NO_ID_FIELDS: &[&str] = &["code", "codeDesc", "message", "msg", "requestId"];

/// An id and the reply types made beside it.
pub(crate) fn id<'a>(cx: &Ctxt, input: &Input<'a>, resource: ResourceAttrs, batches: Vec<NamedBatch>) -> Id<'a> {
    let content = content::of_id(cx, input);
    content::settings(cx, &content, &resource);
    let type_name = input.ident.unraw().to_string();
    let kind = resource.kind.and_then(|kind| kind_text(cx, &kind));
    let fields = distinct(cx, resource.fields.as_ref());
    for field in fields.iter().filter(|field| NO_ID_FIELDS.contains(&field.value().as_str())) {
        let field_name = field.value();
        let message = format!("`fields` cannot name `{field_name}`: this member of an entry holds no id");
        cx.error(field, message);
    }
    let fields = match fields.as_slice() {
        [] => vec![case::field(&type_name)],
        fields => fields.iter().map(LitStr::value).collect(),
    };
    Id {
        root: Root::new(resource.root.as_ref().map(|root| &root.value), "resource_id", input.ident),
        target: Target::from_input(input),
        content,
        stands_in: false,
        kind: kind.unwrap_or_else(|| case::kind(&type_name)),
        fields,
        prefixes: distinct(cx, resource.prefix.as_ref()).iter().map(LitStr::value).collect(),
        validate: resource.validate.map(|validate| validate.value),
        replies: replies(cx, input, batches),
    }
}

/// A reply type of the author's own.
pub(crate) fn reply<'a>(cx: &Ctxt, input: &Input<'a>, attrs: &BatchAttrs) -> Reply<'a> {
    Reply {
        root: Root::new(attrs.root.as_ref().map(|root| &root.value), "batch_response", input.ident),
        target: Target::from_input(input),
        inner: shape::of_reply(cx, input),
        operation: operation::check(cx, attrs, input.ident, "#[batch("),
    }
}

fn replies(cx: &Ctxt, input: &Input<'_>, batches: Vec<NamedBatch>) -> Vec<OfId> {
    let mut replies: Vec<OfId> = Vec::new();
    for NamedBatch { reply, attrs } in batches {
        let operation = operation::check(cx, &attrs, &reply, &format!("#[batch({reply}, "));
        if reply.unraw() == input.ident.unraw() {
            let message = format!("the reply type `{reply}` conflicts with the id, which has this name");
            cx.error(&reply, message);
        } else if replies.iter().any(|earlier| earlier.reply.unraw() == reply.unraw()) {
            cx.error(&reply, format!("duplicate reply type `{reply}`"));
        } else {
            replies.push(OfId { reply, operation });
        }
    }
    replies
}

fn kind_text(cx: &Ctxt, kind: &Attr<LitStr>) -> Option<String> {
    let text = kind.value.value();
    if text.trim().is_empty() {
        let message = "`kind` cannot be empty: it names the resource in error texts, as in `kind = \"disk\"`";
        cx.error(&kind.value, message);
        return None;
    }
    Some(text)
}

/// The texts of a list, each once and none empty.
fn distinct(cx: &Ctxt, list: Option<&Attr<Vec<LitStr>>>) -> Vec<LitStr> {
    let mut kept: Vec<LitStr> = Vec::new();
    if let Some(Attr { key, value }) = list {
        for text in value {
            if text.value().is_empty() {
                cx.error(text, format!("`{key}` cannot hold an empty text"));
            } else if kept.iter().any(|earlier| earlier.value() == text.value()) {
                cx.error(text, format!("duplicate \"{}\" in `{key}`", text.value()));
            } else {
                kept.push(text.clone());
            }
        }
    }
    kept
}
