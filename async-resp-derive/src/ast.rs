//! The input as the derives look at it: a borrowed mirror of syn's tree.
//!
//! Every node keeps what it was made from, so that any stage can point at the source. Judging it is for
//! [`check`](crate::check).

use syn::{Attribute, Data, DeriveInput, Fields, Generics, Ident, Type, Visibility};

/// The item that the derive stands on.
pub(crate) struct Input<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    pub(crate) generics: &'a Generics,
    pub(crate) shape: Shape<'a>,
}

/// What kind of item it is, as far as the derives care.
pub(crate) enum Shape<'a> {
    /// `struct A(B);`
    Newtype(Field<'a>),
    /// `struct A { b: B }` with any number of fields
    Named(&'a syn::FieldsNamed),
    /// `struct A(B, C);` or `struct A();`
    Tuple(&'a syn::FieldsUnnamed),
    /// `struct A;`
    Unit,
    /// `enum A { … }`
    Enum(&'a syn::DataEnum),
    /// `union A { … }`
    Union(&'a syn::DataUnion),
}

/// The only field of a newtype.
pub(crate) struct Field<'a> {
    pub(crate) ty: &'a Type,
}

impl<'a> Input<'a> {
    pub(crate) fn from_syn(original: &'a DeriveInput) -> Self {
        Input {
            original,
            ident: &original.ident,
            vis: &original.vis,
            generics: &original.generics,
            shape: Shape::from_syn(&original.data),
        }
    }

    /// The attributes of everything inside the item: fields, variants and their fields.
    pub(crate) fn inner_attributes(&self) -> impl Iterator<Item = &'a Attribute> {
        let (variants, fields): (Vec<&syn::Variant>, Vec<&syn::Field>) = match &self.original.data {
            Data::Struct(data) => (Vec::new(), data.fields.iter().collect()),
            Data::Union(data) => (Vec::new(), data.fields.named.iter().collect()),
            Data::Enum(data) => {
                let fields = data.variants.iter().flat_map(|variant| variant.fields.iter()).collect();
                (data.variants.iter().collect(), fields)
            }
        };
        let of_variants = variants.into_iter().flat_map(|variant| &variant.attrs);
        of_variants.chain(fields.into_iter().flat_map(|field| &field.attrs))
    }

    /// Whether rustc would warn where generated code names the type, a variant or a field.
    pub(crate) fn is_deprecated(&self) -> bool {
        let mut attributes = self.original.attrs.iter().chain(self.inner_attributes());
        attributes.any(|attribute| attribute.path().is_ident("deprecated"))
    }
}

impl<'a> Shape<'a> {
    fn from_syn(data: &'a Data) -> Self {
        match data {
            Data::Enum(data) => Shape::Enum(data),
            Data::Union(data) => Shape::Union(data),
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => Shape::Named(fields),
                Fields::Unit => Shape::Unit,
                Fields::Unnamed(fields) => match (fields.unnamed.first(), fields.unnamed.len()) {
                    (Some(field), 1) => Shape::Newtype(Field { ty: &field.ty }),
                    _ => Shape::Tuple(fields),
                },
            },
        }
    }
}
