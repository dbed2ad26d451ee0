//! `#[response(…)]`, on a reply with named fields and on the fields.

use super::{Attr, Found};
use crate::ast::Input;
use crate::ctxt::Ctxt;
use crate::item;
use crate::symbol::{self, Key, Vocabulary};
use crate::value::{self, Place};
use proc_macro2::Ident;
use syn::{Attribute, Path};

/// `#[response(…)]` of a reply and of its fields, all of them together.
#[derive(Default)]
pub(crate) struct ResponseAttrs {
    pub(crate) code: Option<Attr<Place>>,
    pub(crate) message: Option<Attr<Place>>,
    pub(crate) code_desc: Option<Attr<Place>>,
    pub(crate) task_id: Option<Attr<Place>>,
    pub(crate) detail: Option<Attr<Place>>,
    pub(crate) root: Option<Attr<Path>>,
    /// The fields that say which part they are, by their place in the struct.
    pub(crate) marks: Vec<(usize, Mark)>,
    seen: Vec<Key>,
}

/// A word on a field: it is this part of the reply.
pub(crate) struct Mark {
    pub(crate) key: Ident,
    pub(crate) part: Key,
}

/// The attributes of a reply with named fields.
pub(crate) fn of_response(cx: &Ctxt, input: &Input<'_>, fields: &syn::FieldsNamed) -> ResponseAttrs {
    let mut attrs = ResponseAttrs::default();
    for found in all(cx, &input.original.attrs, &symbol::ON_RESPONSE) {
        attrs.read(cx, &found);
    }
    for (index, field) in fields.named.iter().enumerate() {
        let mut seen = Vec::new();
        for found in all(cx, &field.attrs, &symbol::ON_RESPONSE_FIELD) {
            let (part, known) = (found.word.key, seen.len());
            found.set(cx, &mut seen, &mut None, value::flag);
            if seen.len() > known {
                attrs.marks.push((index, Mark { key: found.item.key, part }));
            }
        }
    }
    attrs
}

/// Reports the attribute where no field has a name, so that it can say nothing.
pub(crate) fn no_response(cx: &Ctxt, input: &Input<'_>) {
    for attribute in input.original.attrs.iter().chain(input.inner_attributes()) {
        if attribute.path().is_ident(symbol::RESPONSE) {
            let message = "`#[response]` is for a struct with named fields: a newtype over a `BatchReply` has all parts \
                           of the reply in it";
            cx.error(&attribute.meta, message);
        }
    }
}

fn all(cx: &Ctxt, attributes: &[Attribute], vocabulary: &Vocabulary) -> Vec<Found> {
    let attributes = attributes.iter().filter(|attribute| attribute.path().is_ident(symbol::RESPONSE));
    let segments = attributes.filter_map(|attribute| item::segments(cx, attribute, vocabulary)).flatten();
    segments.filter_map(|segment| Found::read(cx, segment, vocabulary)).collect()
}

impl ResponseAttrs {
    /// Whether the attribute in front of the type has the word, be its value readable or not.
    pub(crate) fn places(&self, part: Key) -> bool {
        self.seen.contains(&part)
    }

    /// Where the attribute in front of the type says that the part is.
    pub(crate) fn place(&self, part: Key) -> Option<&Attr<Place>> {
        match part {
            Key::Code => self.code.as_ref(),
            Key::Message => self.message.as_ref(),
            Key::CodeDesc => self.code_desc.as_ref(),
            Key::TaskId => self.task_id.as_ref(),
            Key::Detail => self.detail.as_ref(),
            _ => None,
        }
    }

    fn read(&mut self, cx: &Ctxt, found: &Found) {
        let seen = &mut self.seen;
        match found.word.key {
            Key::Code => found.set(cx, seen, &mut self.code, value::place),
            Key::Message => found.set(cx, seen, &mut self.message, value::place),
            Key::CodeDesc => found.set(cx, seen, &mut self.code_desc, value::place),
            Key::TaskId => found.set(cx, seen, &mut self.task_id, value::place),
            Key::Detail => found.set(cx, seen, &mut self.detail, value::typed_place),
            Key::Crate => found.set(cx, seen, &mut self.root, value::module),
            // Not in the table of this attribute, so it was not found.
            _ => {}
        }
    }
}
