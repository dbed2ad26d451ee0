//! Ids that hold an integer.
//!
//! They show no `&str`, having none; and no `Borrow<str>`, because integers are in another order than their texts.

use super::{Own, from, method, resource_id};
use crate::expand::{Id, Wrapped};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn impls(id: &Id<'_>, wrapped: &Wrapped<'_>) -> Own {
    let root = &id.root;
    let Wrapped { ty, member, .. } = wrapped;
    let get = id.body(quote!(self.#member));
    let get = method(&id.target, " The id as an integer.", &quote!(const fn get(&self) -> #ty), &get);
    let conversions = conversions(id, wrapped);
    Own {
        parse: id.body(parse(id, wrapped)),
        resource_id: resource_id(id, Some(&quote!(<#ty as #root::IdInteger>::PREFIXES)), None),
        show: id.body(quote!(<#ty as #root::Display>::fmt(&self.#member, __formatter))),
        write: id.body(quote!(#root::serialize_integer::<#ty, __S>(&self.#member, __serializer))),
        read: quote!(#root::deserialize_text_or_integer::<Self, __D>(__deserializer)),
        others: quote!(#get #conversions),
    }
}

fn parse(id: &Id<'_>, wrapped: &Wrapped<'_>) -> TokenStream {
    let root = &id.root;
    let ty = wrapped.ty;
    let integer = quote!(#root::parse_integer::<Self, #ty>(__text));
    if id.validate.is_some() {
        // One place where the author's rule is asked: that of integers.
        return quote!(#integer.and_then(<Self as #root::TryFrom<#ty>>::try_from));
    }
    let constructor = wrapped.constructor(root);
    quote!(#integer.map(#constructor))
}

/// Every integer is an id, unless the author has a rule: then it is tried.
fn conversions(id: &Id<'_>, wrapped: &Wrapped<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let Wrapped { ty, member, .. } = wrapped;
    let id_type = target.ty();
    let into_id = if let Some(validate) = &id.validate {
        let constructor = wrapped.constructor(root);
        let body = id.body(quote!(#root::check_integer::<Self, #ty>(__integer, #validate).map(#constructor)));
        target.implement(
            quote!(#root::TryFrom<#ty>),
            quote! {
                type Error = #root::InvalidId;
                fn try_from(__integer: #ty) -> #root::Result<Self, #root::InvalidId> {
                    #body
                }
            },
        )
    } else {
        from(id, ty, &quote!(__integer), wrapped.wrap(root, quote!(__integer)))
    };
    let body = id.body(quote!(__id.#member));
    let into_integer = target.implement_for(
        None,
        quote!(#root::From<#id_type>),
        ty,
        quote! {
            fn from(__id: #id_type) -> Self {
                #body
            }
        },
    );
    quote!(#into_id #into_integer)
}
