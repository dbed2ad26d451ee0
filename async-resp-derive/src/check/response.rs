//! Where the parts of a reply stand in a struct of the author's own.
//!
//! Which types can hold a part is for the compiler, by traits of the library; what can be told from tokens alone is told
//! here.

use super::shape;
use crate::ast::Input;
use crate::attr::{Attr, BatchAttrs, Mark, ResponseAttrs};
use crate::ctxt::Ctxt;
use crate::expand::{Detailed, Parts, Response, Source, Target};
use crate::path::Root;
use crate::serde::Serde;
use crate::suggest;
use crate::symbol::Key;
use crate::value::Place;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Field, FieldsNamed, Member};

/// A part of a reply: what it is called in the attribute and in prose, and the names of fields that tell it.
struct Part {
    key: Key,
    word: &'static str,
    prose: &'static str,
    /// Whatever their case: `request_id`, `requestId`.
    names: &'static [&'static str],
}

const CODE: Part = Part { key: Key::Code, word: "code", prose: "the code", names: &["code"] };
const MESSAGE: Part = Part { key: Key::Message, word: "message", prose: "the message", names: &["message", "msg"] };
const CODE_DESC: Part =
    Part { key: Key::CodeDesc, word: "code_desc", prose: "the code in words", names: &["code_desc"] };
const TASK_ID: Part =
    Part { key: Key::TaskId, word: "task_id", prose: "the task's number", names: &["task_id", "request_id"] };
const DETAIL: Part = Part { key: Key::Detail, word: "detail", prose: "the entries", names: &["detail"] };

/// A single reply, or an entry.
pub(crate) fn response<'a>(
    cx: &Ctxt,
    input: &Input<'a>,
    named: Option<(&'a FieldsNamed, &ResponseAttrs)>,
) -> Response<'a> {
    let root = named.and_then(|(_, attrs)| attrs.root.as_ref());
    Response {
        root: Root::new(root.map(|root| &root.value), "async_response", input.ident),
        target: Target::from_input(input),
        parts: named.and_then(|(fields, attrs)| Finder::new(cx, input, fields, attrs).parts()),
    }
}

/// A batch reply with fields of its own.
pub(crate) fn detailed<'a>(
    cx: &Ctxt,
    input: &Input<'a>,
    fields: &'a FieldsNamed,
    attrs: &ResponseAttrs,
    batch: &BatchAttrs,
) -> Detailed<'a> {
    let root = batch.root.as_ref().or(attrs.root.as_ref());
    Detailed {
        root: Root::new(root.map(|root| &root.value), "batch_response", input.ident),
        target: Target::from_input(input),
        source: Finder::new(cx, input, fields, attrs).detail(),
        operation: super::operation::check(cx, batch, input.ident, "#[batch("),
    }
}

/// Looks for parts, and reports what keeps them from being found.
struct Finder<'c, 'a> {
    cx: &'c Ctxt,
    type_name: &'a Ident,
    fields: Vec<&'a Field>,
    attrs: &'c ResponseAttrs,
    serde: Serde,
}

impl<'c, 'a> Finder<'c, 'a> {
    fn new(cx: &'c Ctxt, input: &Input<'a>, fields: &'a FieldsNamed, attrs: &'c ResponseAttrs) -> Self {
        let finder = Finder {
            cx,
            type_name: input.ident,
            fields: fields.named.iter().collect(),
            attrs,
            serde: Serde::of(input),
        };
        finder.one_part_a_field();
        finder
    }

    fn parts(&self) -> Option<Parts<'a>> {
        let code = self.find(&CODE);
        let message = self.find(&MESSAGE);
        self.borrows_no_message(message.as_ref());
        let (code_desc, task_id) = (self.find(&CODE_DESC), self.find(&TASK_ID));
        if code.is_none() && !self.mentions(&CODE) {
            self.missing(&CODE, "Code");
        }
        Some(Parts { code: code?, message, code_desc, task_id })
    }

    fn detail(&self) -> Option<Source<'a>> {
        let source = self.find(&DETAIL);
        match (&source, self.fields.iter().find(|field| shape::is_of(&field.ty, "BatchReply"))) {
            (None, _) if self.mentions(&DETAIL) => {}
            (None, Some(field)) => self.cx.error(
                &field.ty,
                "a `BatchReply` is a whole reply: beside fields of your own write its parts, as in `code: Code` and \
                 `detail: Detail<InstanceId>`, and derive `AsyncResponse` and serde's `Deserialize` too",
            ),
            (None, None) => self.missing(&DETAIL, "Detail"),
            (Some(Source { members, ty: None, .. }), _) => {
                let place =
                    self.attrs.detail.as_ref().map_or_else(|| join(members), |place| join(&place.value.members));
                let message = format!(
                    "missing the type of `{place}`, which a derive cannot see: \
                     write `detail = {place}: Detail<InstanceId>`"
                );
                let original = self.attrs.detail.as_ref().map(|place| &place.value.original);
                return self.cx.none(original, message);
            }
            (Some(Source { field: Some(field), .. }), _) => {
                if let Some(message) = shape::no_detail(&field.ty) {
                    return self.cx.none(&field.ty, message);
                }
            }
            (Some(_), _) => {}
        }
        source
    }

    /// Reports a part that is not there, at the field that is one by its type, if there is such a field.
    fn missing(&self, part: &Part, of_type: &str) {
        let Part { word, prose, .. } = part;
        let field = self.fields.iter().find(|field| shape::is_of(&field.ty, of_type));
        if let Some(name) = field.and_then(|field| field.ident.as_ref()) {
            let message = format!("missing {prose}: write `#[response({word})]` on `{name}`, or call it `{word}`");
            self.cx.error(name, message);
        } else {
            let message = format!(
                "missing {prose}: call a field of type `{of_type}` `{word}`, or write `#[response({word})]` on it"
            );
            self.cx.error(self.type_name, message);
        }
    }

    /// Reports a field that is said to be several parts.
    fn one_part_a_field(&self) {
        let marks = &self.attrs.marks;
        for (index, (field, mark)) in marks.iter().enumerate() {
            let earlier = marks.iter().take(index).find(|(other, _)| other == field);
            if let Some((_, earlier)) = earlier {
                let (key, other) = (&mark.key, &earlier.key);
                self.cx.error(key, format!("`{key}` conflicts with `{other}`: a field is one part of the reply"));
            }
        }
    }

    /// Whether the author said where the part is, be it understood or not.
    fn mentions(&self, part: &Part) -> bool {
        self.attrs.places(part.key) || self.marked(part).next().is_some() || self.named(part).next().is_some()
    }

    fn marked(&self, part: &Part) -> impl Iterator<Item = (&'a Field, &'c Mark)> {
        let key = part.key;
        let marks = self.attrs.marks.iter().filter(move |(_, mark)| mark.part == key);
        marks.filter_map(|(index, mark)| Some((*self.fields.get(*index)?, mark)))
    }

    /// The fields that have the name of the part and are not said to be another.
    fn named(&self, part: &Part) -> impl Iterator<Item = (&'a Field, &'a Ident)> {
        let names = part.names;
        let fields = self.fields.iter().enumerate();
        fields.filter(|(index, _)| self.attrs.marks.iter().all(|(marked, _)| marked != index)).filter_map(
            move |(_, field)| {
                let ident = field.ident.as_ref()?;
                let written = ident.unraw().to_string();
                names.iter().any(|name| suggest::same(name, &written)).then_some((*field, ident))
            },
        )
    }

    fn find(&self, part: &Part) -> Option<Source<'a>> {
        let word = part.word;
        let mut marked = self.marked(part);
        let first = marked.next();
        for (_, Mark { key, .. }) in marked {
            self.cx.error(key, format!("duplicate `{word}`: another field is {} already", part.prose));
        }
        match (first, self.attrs.place(part.key)) {
            (Some((field, _)), Some(place)) => {
                let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                let message = format!("`{word}` conflicts with `#[response({word})]` on the field `{name}`");
                self.cx.error(&place.key, message);
                Some(self.source(field))
            }
            (Some((field, _)), None) => Some(self.source(field)),
            (None, Some(place)) => self.at(place),
            // Its value was reported.
            (None, None) if self.attrs.places(part.key) => None,
            (None, None) => self.by_name(part),
        }
    }

    fn by_name(&self, part: &Part) -> Option<Source<'a>> {
        let mut named = self.named(part);
        let (field, first) = named.next()?;
        for (_, second) in named {
            let word = part.word;
            let message = format!(
                "`{first}` and `{second}` could both be {}: write `#[response({word})]` on the one that is",
                part.prose
            );
            self.cx.error(second, message);
        }
        Some(self.source(field))
    }

    fn source(&self, field: &'a Field) -> Source<'a> {
        let members = field.ident.iter().cloned().map(Member::Named).collect();
        Source {
            members,
            ty: Some(field.ty.to_token_stream()),
            field: Some(field),
            reads_itself: self.serde.reads(field),
        }
    }

    /// What the attribute in front of the type names.
    fn at(&self, place: &Attr<Place>) -> Option<Source<'a>> {
        let Place { members, ty, .. } = &place.value;
        let first = members.first()?;
        let is_first = |field: &&&Field| matches!(first, Member::Named(name) if field.ident.as_ref() == Some(name));
        let Some(field) = self.fields.iter().find(is_first) else {
            let (type_name, written) = (self.type_name, first.to_token_stream().to_string());
            let names: Vec<String> =
                self.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string())).collect();
            let hint = suggest::nearest(&written, names.iter().map(String::as_str));
            let hint = hint.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            return self.cx.none(first, format!("`{type_name}` has no field `{written}`{hint}"));
        };
        if members.len() == 1 {
            return Some(self.source(field));
        }
        let ty = ty.as_ref().map(ToTokens::to_token_stream);
        Some(Source { members: members.clone(), ty, field: None, reads_itself: false })
    }

    /// An escape in a JSON text, such as servers write for every Chinese character, makes it one that cannot be borrowed.
    fn borrows_no_message(&self, message: Option<&Source<'a>>) {
        let Some(field) = message.filter(|source| source.reads_itself).and_then(|source| source.field) else {
            return;
        };
        if shape::borrows(&field.ty) {
            let message = "borrowed text does not read every message that servers send: one with an escape, such as \
                           `\\u6210`, would be an error; use `Remark`, or a `Cow`";
            self.cx.error(&field.ty, message);
        }
    }
}

fn join(members: &[Member]) -> String {
    let names: Vec<String> = members.iter().map(|member| member.to_token_stream().to_string()).collect();
    names.join(".")
}
