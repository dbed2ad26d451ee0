//! `#[resource(…)]`, `#[batch(…)]` and `#[response(…)]`, read into structs of options.
//!
//! Finds unknown words, second occurrences and values of a wrong form, and keeps where each setting was written.
//! Whether the settings make sense, alone or together, is for [`check`](crate::check).

mod response;

pub(crate) use response::{Mark, ResponseAttrs, no_response, of_response};

use crate::ast::Input;
use crate::ctxt::Ctxt;
use crate::item::{self, Item, Segment};
use crate::suggest;
use crate::symbol::{self, Key, Takes, Vocabulary, Word};
use crate::value::{self, Number};
use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, LitStr, Meta, Path};

/// A setting and the word that set it.
pub(crate) struct Attr<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// `#[resource(…)]`, all of them together.
#[derive(Default)]
pub(crate) struct ResourceAttrs {
    pub(crate) kind: Option<Attr<LitStr>>,
    pub(crate) prefix: Option<Attr<Vec<LitStr>>>,
    pub(crate) fields: Option<Attr<Vec<LitStr>>>,
    pub(crate) validate: Option<Attr<Path>>,
    pub(crate) root: Option<Attr<Path>>,
    seen: Vec<Key>,
}

/// `#[batch(…)]`: one of an id, or all of a reply type together.
#[derive(Default)]
pub(crate) struct BatchAttrs {
    pub(crate) limit: Option<Attr<Number<u32>>>,
    pub(crate) idempotent: Option<Attr<()>>,
    pub(crate) name: Option<Attr<LitStr>>,
    pub(crate) accept: Option<Attr<Vec<Number<i64>>>>,
    pub(crate) retry: Option<Attr<Vec<Number<i64>>>>,
    pub(crate) one_task: Option<Attr<()>>,
    pub(crate) lists: Option<Attr<LitStr>>,
    pub(crate) partial: Option<Attr<Number<i64>>>,
    pub(crate) all_failed: Option<Attr<Number<i64>>>,
    pub(crate) root: Option<Attr<Path>>,
    seen: Vec<Key>,
}

/// A `#[batch(Name, …)]` whose name could be read.
pub(crate) struct NamedBatch {
    pub(crate) reply: Ident,
    pub(crate) attrs: BatchAttrs,
}

/// The attributes of an id.
pub(crate) fn of_id(cx: &Ctxt, input: &Input<'_>) -> (ResourceAttrs, Vec<NamedBatch>) {
    misplaced(cx, input, &[symbol::RESOURCE, symbol::BATCH]);
    let mut resource = ResourceAttrs::default();
    let mut batches = Vec::new();
    for attribute in &input.original.attrs {
        if attribute.path().is_ident(symbol::RESOURCE) {
            for segment in item::segments(cx, attribute, &symbol::ON_ID).unwrap_or_default() {
                resource.read(cx, segment);
            }
        } else if attribute.path().is_ident(symbol::BATCH) {
            batches.extend(named_batch(cx, attribute));
        }
    }
    (resource, batches)
}

/// The attributes of a reply type.
pub(crate) fn of_reply(cx: &Ctxt, input: &Input<'_>) -> BatchAttrs {
    misplaced(cx, input, &[symbol::BATCH]);
    let vocabulary = &symbol::BATCH_ON_REPLY;
    let mut attrs = BatchAttrs::default();
    for attribute in &input.original.attrs {
        if attribute.path().is_ident(symbol::BATCH) {
            let segments = item::segments(cx, attribute, vocabulary).unwrap_or_default();
            let mut segments = segments.into_iter().peekable();
            if let Some(segment) = segments.next_if(|first| is_name(first, vocabulary)) {
                let message = "the reply type has its name already: `#[batch]` on it starts with the first setting, \
                               as in `#[batch(limit = 100)]`";
                cx.error(segment.first, message);
            }
            for segment in segments {
                attrs.read(cx, segment, vocabulary);
            }
        }
    }
    attrs
}

fn misplaced(cx: &Ctxt, input: &Input<'_>, attributes: &[&str]) {
    for attribute in input.inner_attributes() {
        if let Some(name) = attributes.iter().find(|name| attribute.path().is_ident(name)) {
            let type_name = input.ident;
            let message = format!("`#[{name}]` belongs in front of the type `{type_name}`, not inside of it");
            cx.error(&attribute.meta, message);
        }
    }
}

/// Reads the settings even where the name cannot be read, for their faults.
fn named_batch(cx: &Ctxt, attribute: &Attribute) -> Option<NamedBatch> {
    let vocabulary = &symbol::BATCH_ON_ID;
    let segments = match &attribute.meta {
        Meta::Path(_) => Vec::new(),
        _ => item::segments(cx, attribute, vocabulary)?,
    };
    let mut segments = segments.into_iter().peekable();
    let mut attrs = BatchAttrs::default();
    let reply = if let Some(mut first) = segments.next_if(|first| stands_for_name(first, vocabulary)) {
        // `Name(settings)`, the same as `Name, settings`.
        let settings = first.take_list().map(|list| item::segments_within(cx, &list, vocabulary));
        for segment in settings.into_iter().flatten() {
            attrs.read(cx, segment, vocabulary);
        }
        read_name(cx, first)
    } else {
        let sample = vocabulary.sample;
        let message = format!("missing the name of the reply type, which comes first, as in `{sample}`");
        cx.none(attribute.path(), message)
    };
    for segment in segments {
        attrs.read(cx, segment, vocabulary);
    }
    reply.map(|reply| NamedBatch { reply, attrs })
}

/// Whether the first item stands where the name does: everything but a setting.
fn stands_for_name(first: &Segment, vocabulary: &Vocabulary) -> bool {
    match &first.first {
        TokenTree::Ident(_) if first.rest.is_empty() => is_name(first, vocabulary),
        TokenTree::Ident(ident) => is_type_like(ident) || first.is_path(),
        _ => true,
    }
}

/// Whether it is one bare identifier that is not meant as a setting.
fn is_name(segment: &Segment, vocabulary: &Vocabulary) -> bool {
    let TokenTree::Ident(ident) = &segment.first else {
        return false;
    };
    let text = ident.to_string();
    segment.rest.is_empty()
        && vocabulary.find(&text).is_none()
        && (is_type_like(ident) || nearest(&text, vocabulary).is_none())
}

fn is_type_like(ident: &Ident) -> bool {
    ident.unraw().to_string().starts_with(char::is_uppercase)
}

fn read_name(cx: &Ctxt, segment: Segment) -> Option<Ident> {
    let sample = symbol::BATCH_ON_ID.sample;
    let expected = format!("expected the name of the reply type, as in `{sample}`");
    if segment.is_path() {
        let message = "expected a name, not a path: the reply type is made beside the id";
        return cx.none(segment.into_tokens(), message);
    }
    match (&segment.first, segment.rest.first()) {
        (TokenTree::Ident(name), next) => {
            if let Some(next) = next {
                cx.error(next, format!("expected `,` behind `{name}`, as in `{sample}`"));
            }
            syn::parse2(name.to_token_stream())
                .map_err(|_| cx.error(name, format!("`{name}` is a keyword; {expected}")))
                .ok()
        }
        (TokenTree::Literal(literal), None) => {
            let written = literal.to_string();
            let bare = syn::parse_str::<Ident>(written.trim_matches('"'));
            let hint = bare.map(|bare| format!(": write `{bare}` without quotes"));
            cx.none(literal, hint.map_or(expected, |hint| format!("expected the name of the reply type{hint}")))
        }
        _ => cx.none(segment.into_tokens(), expected),
    }
}

impl ResourceAttrs {
    fn read(&mut self, cx: &Ctxt, segment: Segment) {
        let Some(found) = Found::read(cx, segment, &symbol::ON_ID) else {
            return;
        };
        let seen = &mut self.seen;
        match found.word.key {
            Key::Kind => found.set(cx, seen, &mut self.kind, value::text),
            Key::Prefix => found.set(cx, seen, &mut self.prefix, value::texts),
            Key::Fields => found.set(cx, seen, &mut self.fields, value::texts),
            Key::Validate => found.set(cx, seen, &mut self.validate, value::function),
            Key::Crate => found.set(cx, seen, &mut self.root, value::module),
            // Not in the table of this attribute, so it was not found.
            _ => {}
        }
    }
}

impl BatchAttrs {
    fn read(&mut self, cx: &Ctxt, segment: Segment, vocabulary: &Vocabulary) {
        let Some(found) = Found::read(cx, segment, vocabulary) else {
            return;
        };
        let seen = &mut self.seen;
        match found.word.key {
            Key::Limit => found.set(cx, seen, &mut self.limit, value::count),
            Key::Idempotent => found.set(cx, seen, &mut self.idempotent, value::flag),
            Key::Name => found.set(cx, seen, &mut self.name, value::text),
            Key::Accept => found.set(cx, seen, &mut self.accept, value::codes),
            Key::Retry => found.set(cx, seen, &mut self.retry, value::codes),
            Key::OneTask => found.set(cx, seen, &mut self.one_task, value::flag),
            Key::Lists => found.set(cx, seen, &mut self.lists, value::text),
            Key::Partial => found.set(cx, seen, &mut self.partial, value::code),
            Key::AllFailed => found.set(cx, seen, &mut self.all_failed, value::code),
            Key::Crate => found.set(cx, seen, &mut self.root, value::module),
            // Not in the table of this attribute, so it was not found.
            _ => {}
        }
    }
}

/// An item and the row of the table that it is.
struct Found {
    item: Item,
    word: &'static Word,
    attribute: &'static str,
}

impl Found {
    fn read(cx: &Ctxt, segment: Segment, vocabulary: &Vocabulary) -> Option<Self> {
        let item = match segment.into_item() {
            Ok(item) => item,
            Err(segment) => {
                let message = format!("expected one of {}", vocabulary.list());
                return cx.none(segment.into_tokens(), message);
            }
        };
        let attribute = vocabulary.attribute;
        let name = item.key.to_string();
        if let Some(word) = vocabulary.find(&name) {
            return Some(Found { item, word, attribute });
        }
        let hint = match (vocabulary.elsewhere(&name), nearest(&name, vocabulary)) {
            (Some(place), _) => format!("write {place}"),
            (None, Some(meant)) => format!("did you mean `{meant}`?"),
            (None, None) => format!("expected one of {}", vocabulary.list()),
        };
        cx.none(&item.key, format!("unknown `{attribute}` attribute `{name}`; {hint}"))
    }

    /// The first occurrence counts, be its value readable or not; a second one is reported, and read for its own
    /// faults.
    fn set<T>(
        &self,
        cx: &Ctxt,
        seen: &mut Vec<Key>,
        slot: &mut Option<Attr<T>>,
        read: fn(&Ctxt, &Item, &Word) -> Option<T>,
    ) {
        let Found { item, word, attribute } = self;
        let value = read(cx, item, word);
        if seen.contains(&word.key) {
            let advice = match word.takes {
                Takes::Texts | Takes::Codes => "; put all values in one list",
                _ => "",
            };
            cx.error(&item.key, format!("duplicate `{attribute}` attribute `{}`{advice}", word.name));
            return;
        }
        seen.push(word.key);
        *slot = value.map(|value| Attr { key: item.key.clone(), value });
    }
}

fn nearest(name: &str, vocabulary: &Vocabulary) -> Option<&'static str> {
    suggest::nearest(name, vocabulary.words.iter().map(|word| word.name))
}
