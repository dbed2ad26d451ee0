//! The impls of an id type that every id has; what differs stands in a module for each content.

mod integer;
mod text;
mod variants;

use super::{Content, Id, Target, batch, generic};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

/// All impls of an id, and the reply types beside it.
pub(crate) fn id(mut id: Id<'_>) -> TokenStream {
    let replies: Vec<TokenStream> = id.replies.iter().map(|reply| batch::reply_of_id(&id, reply)).collect();
    if !id.stands_in {
        id.target = generic::bounded_id(&id);
    }
    let own = match &id.content {
        Content::Text(wrapped) => text::impls(&id, Some(wrapped)),
        Content::Integer(wrapped) => integer::impls(&id, wrapped),
        Content::Variants(variants) => variants::impls(&id, variants),
        Content::Unknown => text::impls(&id, None),
    };
    let Own { parse, resource_id, show, write, read, others } = own;
    let impls = [resource_id, parsing(&id, &parse), display(&id, &show), serde(&id, &write, &read), others];
    let import = id.root.import();
    quote!(#import #(#impls)* #(#replies)*)
}

/// What differs between ids by what they are made of.
struct Own {
    /// The id of `__text`.
    parse: TokenStream,
    /// The impl of the trait that tells what such ids are.
    resource_id: TokenStream,
    /// Shows the id by `__formatter`.
    show: TokenStream,
    /// Writes the id by `__serializer`.
    write: TokenStream,
    /// Reads an id from `__deserializer`.
    read: TokenStream,
    /// Impls that only such ids have.
    others: TokenStream,
}

impl Id<'_> {
    /// The body of a function, or of one that is never run.
    fn body(&self, body: TokenStream) -> TokenStream {
        if self.stands_in { quote!(loop {}) } else { body }
    }
}

/// The trait itself, with what an id that holds text says of it beside.
fn resource_id(id: &Id<'_>, prefixes: Option<&TokenStream>, text: Option<&TokenStream>) -> TokenStream {
    let Id { root, kind, fields, .. } = id;
    let prefixes = prefixes.map(|prefixes| quote!(const PREFIXES: &'static [&'static #root::str] = #prefixes;));
    id.target.implement(
        quote!(#root::ResourceId),
        quote! {
            const KIND: &'static #root::str = #kind;
            const FIELDS: &'static [&'static #root::str] = &[#(#fields),*];
            #prefixes
            fn parse(__text: &#root::str) -> #root::Parsed<Self> {
                <Self as #root::FromStr>::from_str(__text)
            }
            #text
        },
    )
}

/// The traits that make an id of text. All go through `FromStr`, because it asks for no other trait: where the std
/// derives are missing, each mention of `ResourceId::parse` would be one more error about it.
fn parsing(id: &Id<'_>, parse: &TokenStream) -> TokenStream {
    let Id { root, target, .. } = id;
    let result = quote!(#root::Parsed<Self>);
    let from_str = quote!(<Self as #root::FromStr>::from_str);
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

fn display(id: &Id<'_>, show: &TokenStream) -> TokenStream {
    let Id { root, target, .. } = id;
    target.implement(
        quote!(#root::Display),
        quote! {
            fn fmt(&self, __formatter: &mut #root::Formatter<'_>) -> #root::FmtResult {
                #show
            }
        },
    )
}

fn serde(id: &Id<'_>, write: &TokenStream, read: &TokenStream) -> TokenStream {
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
                #write
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
                #read
            }
        },
    );
    quote!(#serialize #deserialize)
}

/// A method of the id itself, as visible as the type.
fn method(target: &Target<'_>, doc: &str, signature: &TokenStream, body: &TokenStream) -> TokenStream {
    let (parameters, _, bounds) = target.generics.split_for_impl();
    let (ty, vis) = (target.ty(), target.vis);
    let allowances = target.allowances();
    quote! {
        #allowances
        impl #parameters #ty #bounds {
            #[doc = #doc]
            #[allow(dead_code, reason = "every id has it, and not every author calls it")]
            #[must_use]
            #vis #signature {
                #body
            }
        }
    }
}

/// `impl From<from> for to`, for a value called `name`.
fn from(id: &Id<'_>, from: &Type, name: &TokenStream, body: TokenStream) -> TokenStream {
    let Id { root, target, .. } = id;
    let body = id.body(body);
    target.implement(
        quote!(#root::From<#from>),
        quote! {
            fn from(#name: #from) -> Self {
                #body
            }
        },
    )
}
