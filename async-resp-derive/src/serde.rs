//! What serde's attributes on a struct tell: whether a field is read by its type's own `Deserialize`.
//!
//! Derives do not see each other, only each other's attributes. Without any of them the author may read the struct by
//! hand, so nothing is taken for granted.

use crate::ast::Input;
use proc_macro2::TokenTree;
use syn::{Attribute, Field, Meta};

/// Words on a field after which its type's own `Deserialize` does not decide what is read.
const ON_FIELD: &[&str] = &["deserialize_with", "with", "skip", "skip_deserializing"];
/// Words on the struct after which another type is what is read.
const ON_STRUCT: &[&str] = &["from", "try_from", "remote"];

/// Serde's attributes on a struct.
pub(crate) struct Serde {
    /// Whether serde's derive reads the struct, as far as can be seen.
    reads: bool,
}

impl Serde {
    pub(crate) fn of(input: &Input<'_>) -> Self {
        let on_struct = &input.original.attrs;
        let derived = on_struct.iter().chain(input.inner_attributes()).any(is_serde);
        Serde { reads: derived && !has_any(on_struct, ON_STRUCT) }
    }

    /// Whether the field is read by its type's own `Deserialize`, for sure.
    pub(crate) fn reads(&self, field: &Field) -> bool {
        self.reads && !has_any(&field.attrs, ON_FIELD)
    }
}

fn is_serde(attribute: &Attribute) -> bool {
    attribute.path().is_ident("serde")
}

/// Whether one of the words stands in serde's attributes. Their values are literals and lists in parentheses.
fn has_any(attributes: &[Attribute], words: &[&str]) -> bool {
    attributes.iter().filter(|attribute| is_serde(attribute)).any(|attribute| match &attribute.meta {
        Meta::List(list) => list.tokens.clone().into_iter().any(|token| match token {
            TokenTree::Ident(ident) => words.iter().any(|word| ident == word),
            _ => false,
        }),
        _ => false,
    })
}
