//! What an id is made of, as the output needs it.

use crate::path::Root;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Member, Type};

/// What an id is made of.
pub(crate) enum Content<'a> {
    /// A field that holds text.
    Text(Wrapped<'a>),
    /// A field that holds an integer.
    Integer(Wrapped<'a>),
    /// The ids of several kinds.
    Variants(Vec<Variant<'a>>),
    /// Nothing that could be made out: only for stand-ins.
    Unknown,
}

/// The field of a struct.
pub(crate) struct Wrapped<'a> {
    pub(crate) ty: &'a Type,
    pub(crate) member: Member,
    /// The fields beside it, each a `PhantomData`.
    pub(crate) markers: Vec<Member>,
}

/// A variant of an enum, over an id of its own.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// Whether the enum is made `From` the type: not where that is text that nobody has checked.
    pub(crate) converts: bool,
}

impl Wrapped<'_> {
    /// The struct around a value.
    pub(crate) fn wrap(&self, root: &Root, value: impl ToTokens) -> TokenStream {
        let Wrapped { member, markers, .. } = self;
        if self.is_tuple_of_one() {
            return quote!(Self(#value));
        }
        quote!(Self { #member: #value, #(#markers: #root::PhantomData),* })
    }

    /// The same as a function, to map results with.
    pub(crate) fn constructor(&self, root: &Root) -> TokenStream {
        if self.is_tuple_of_one() {
            return quote!(Self);
        }
        let wrap = self.wrap(root, quote!(__value));
        quote!(|__value| #wrap)
    }

    fn is_tuple_of_one(&self) -> bool {
        matches!(self.member, Member::Unnamed(_)) && self.markers.is_empty()
    }
}
