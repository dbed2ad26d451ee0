//! The impls of an id type.

use super::{Id, batch};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// All impls of an id, and the reply types beside it.
pub(crate) fn id(id: &Id<'_>) -> TokenStream {
    let impls = [resource_id(id), parsing(id), as_str(id), text_traits(id), serde(id)];
    let replies = id.replies.iter().map(|reply| batch::reply_of_id(id, reply));
    quote!(#(#impls)* #(#replies)*)
}

fn resource_id(id: &Id<'_>) -> TokenStream {
    let Id { root, kind, fields, prefixes, .. } = id;
    let prefixes =
        (!prefixes.is_empty()).then(|| quote!(const PREFIXES: &'static [&'static #root::str] = &[#(#prefixes),*];));
    id.target.implement(
        quote!(#root::ResourceId),
        quote! {
            const KIND: &'static #root::str = #kind;
            const FIELDS: &'static [&'static #root::str] = &[#(#fields),*];
            #prefixes
            fn parse(__text: &#root::str) -> #root::Parsed<Self> {
                <Self as #root::FromStr>::from_str(__text)
            }
        },
    )
}

fn as_str(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let (parameters, _, bounds) = target.generics.split_for_impl();
    let (ty, vis) = (target.ty(), target.vis);
    let allowances = target.allowances();
    let body = id.text.map_or_else(|| quote!(loop {}), |text| quote!(#root::as_text::<#text>(&self.0)));
    quote! {
        #allowances
        impl #parameters #ty #bounds {
            /// The id as text.
            // One method of the set that every id has; it need not be called.
            #[allow(dead_code)]
            #[must_use]
            #vis fn as_str(&self) -> &#root::str {
                #body
            }
        }
    }
}

/// The traits that show the id's text to others.
fn text_traits(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let display = target.implement(
        quote!(#root::Display),
        quote! {
            fn fmt(&self, __formatter: &mut #root::Formatter<'_>) -> #root::FmtResult {
                #root::Display::fmt(Self::as_str(self), __formatter)
            }
        },
    );
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
    quote!(#display #as_ref #borrow #eq_str #eq_str_ref)
}

/// The traits that make an id of text. All go through `FromStr`, because it asks for no other trait: where the std
/// derives are missing, each mention of `ResourceId::parse` would be one more error about it.
fn parsing(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let result = quote!(#root::Parsed<Self>);
    let from_str = quote!(<Self as #root::FromStr>::from_str);
    let parse = parse(id);
    let from_text = target.implement(
        quote!(#root::FromStr),
        quote! {
            type Err = #root::InvalidId;
            fn from_str(__text: &#root::str) -> #result {
                #parse
            }
        },
    );
    let from_ref = target.implement(
        quote!(#root::TryFrom<&#root::str>),
        quote! {
            type Error = #root::InvalidId;
            fn try_from(__text: &#root::str) -> #result {
                #from_str(__text)
            }
        },
    );
    let from_string = target.implement(
        quote!(#root::TryFrom<#root::String>),
        quote! {
            type Error = #root::InvalidId;
            fn try_from(__text: #root::String) -> #result {
                #from_str(&__text)
            }
        },
    );
    quote!(#from_text #from_ref #from_string)
}

fn parse(id: &Id<'_>) -> TokenStream {
    let Id { root, .. } = id;
    let Some(text) = id.text else {
        return quote!(loop {});
    };
    let validate = id.validate.as_ref().map_or_else(
        || quote!(#root::Option::None),
        |function| {
            // A function of another signature is reported here, at the author's path.
            let signature = quote_spanned! {function.span()=>
                fn(&#root::str) -> #root::Result<(), &'static #root::str>
            };
            quote! {
                #root::Option::Some({
                    let __validate: #signature = #function;
                    __validate
                })
            }
        },
    );
    quote!(#root::parse_id::<Self, #text>(__text, #validate, Self))
}

fn serde(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let serialize = target.implement(
        quote!(#root::Serialize),
        quote! {
            fn serialize<__S>(
                &self,
                __serializer: __S,
            ) -> #root::Written<__S>
            where
                __S: #root::Serializer,
            {
                #root::Serializer::serialize_str(__serializer, Self::as_str(self))
            }
        },
    );
    let deserialize = target.implement_for(
        Some("'__de"),
        quote!(#root::Deserialize<'__de>),
        target.ty(),
        quote! {
            fn deserialize<__D>(
                __deserializer: __D,
            ) -> #root::Read<'__de, Self, __D>
            where
                __D: #root::Deserializer<'__de>,
            {
                #root::deserialize_id(__deserializer)
            }
        },
    );
    quote!(#serialize #deserialize)
}
