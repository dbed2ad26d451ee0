//! Ids that hold text, and the stand-in for ids whose content could not be made out.

use super::{Own, method, resource_id};
use crate::expand::{Id, Wrapped};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn impls(id: &Id<'_>, wrapped: Option<&Wrapped<'_>>) -> Own {
    let Id { root, .. } = id;
    let as_str = id.body(wrapped.map_or_else(
        TokenStream::new,
        |Wrapped { ty, member, .. }| quote!(<#ty as #root::IdText>::text(&self.#member)),
    ));
    let as_str = method(&id.target, " The id as text.", &quote!(fn as_str(&self) -> &#root::str), &as_str);
    let traits = text_traits(id);
    Own {
        parse: id.body(wrapped.map_or_else(TokenStream::new, |wrapped| parse(id, wrapped))),
        resource_id: text_id(id),
        show: quote!(#root::Display::fmt(Self::as_str(self), __formatter)),
        write: quote!(#root::Serializer::serialize_str(__serializer, Self::as_str(self))),
        read: quote!(#root::deserialize_id(__deserializer)),
        others: quote!(#as_str #traits),
    }
}

fn parse(id: &Id<'_>, wrapped: &Wrapped<'_>) -> TokenStream {
    let Id { root, validate, .. } = id;
    let ty = wrapped.ty;
    let constructor = wrapped.constructor(root);
    validate.as_ref().map_or_else(
        || quote!(<#ty as #root::IdText>::parse_id::<Self>(__text, #constructor)),
        |rule| quote!(<#ty as #root::IdText>::parse_checked_id::<Self>(__text, #rule, #constructor)),
    )
}

/// What `ResourceId` follows from. With parameters that trait itself: where they lack what it asks for, errors can tell
/// only so.
fn text_id(id: &Id<'_>) -> TokenStream {
    let Id { root, target, kind, fields, prefixes, validate, .. } = id;
    let prefixes = (!prefixes.is_empty()).then(|| quote!(&[#(#prefixes),*]));
    if !target.is_generic() {
        let beginnings = prefixes.map(|list| quote!(const BEGINNINGS: &'static [&'static #root::str] = #list;));
        let has_rule = validate.is_some().then(|| quote!(const HAS_RULE: #root::bool = true;));
        let items = quote! {
            const NOUN: &'static #root::str = #kind;
            const MEMBERS: &'static [&'static #root::str] = &[#(#fields),*];
            #beginnings
            #has_rule
        };
        return target.implement(quote!(#root::TextId), items);
    }
    // Whether a text is an id is known without making one, unless the author has a rule.
    let accepts = validate.is_none().then(|| {
        quote! {
            fn accepts(__text: &#root::str) -> #root::bool {
                #root::accepts_text::<Self>(__text)
            }
        }
    });
    let text = quote! {
        #accepts
        fn as_text(&self) -> #root::Option<&#root::str> {
            #root::Option::Some(Self::as_str(self))
        }
    };
    resource_id(id, prefixes.as_ref(), Some(&text))
}

/// The traits that show the id's text to others.
fn text_traits(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let as_ref = target.implement(
        quote!(#root::AsRef<#root::str>),
        quote! {
            fn as_ref(&self) -> &#root::str {
                Self::as_str(self)
            }
        },
    );
    let borrow = target.implement(
        quote!(#root::Borrow<#root::str>),
        quote! {
            fn borrow(&self) -> &#root::str {
                Self::as_str(self)
            }
        },
    );
    let eq_str = target.implement(
        quote!(#root::PartialEq<#root::str>),
        quote! {
            fn eq(&self, __other: &#root::str) -> #root::bool {
                #root::same_text(Self::as_str(self), __other)
            }
        },
    );
    let eq_str_ref = target.implement(
        quote!(#root::PartialEq<&#root::str>),
        quote! {
            fn eq(&self, __other: &&#root::str) -> #root::bool {
                #root::same_text(Self::as_str(self), __other)
            }
        },
    );
    quote!(#as_ref #borrow #eq_str #eq_str_ref)
}
