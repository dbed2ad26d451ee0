//! The output after errors: the errors, and enough of what the derive promised that uses elsewhere add none.
//!
//! Without it each mention of the id's methods or of a reply type would give an error of its own, and bury the one that
//! matters.

use crate::expand::{self, Detailed, Id, Reply, Response};
use proc_macro2::TokenStream;
use quote::quote;

/// The errors of an id, with impls that are never run and the reply types whose names are known.
pub(crate) fn id(errors: &syn::Error, id: Id<'_>) -> TokenStream {
    let Id { root, target, .. } = &id;
    // The std derives may be missing too, or hold for some parameters only.
    let bounds = quote!(#root::Clone + #root::Debug + #root::Eq + #root::Ord);
    let target = target.demanding(target.ty(), bounds);
    output(errors, &expand::id(Id { target, stands_in: true, ..id }))
}

/// The errors of a reply type, with its impls as far as its form allows.
pub(crate) fn reply(errors: &syn::Error, reply: Reply<'_>) -> TokenStream {
    let Reply { root, target, .. } = &reply;
    let target = target.demanding(target.ty(), quote!(#root::Debug));
    output(errors, &expand::reply(&Reply { target, ..reply }))
}

/// The errors of a single reply or an entry, with its impl.
pub(crate) fn response(errors: &syn::Error, response: Response<'_>) -> TokenStream {
    let Response { root, target, .. } = &response;
    let target = target.demanding(target.ty(), quote!(#root::Debug));
    output(errors, &expand::response(&Response { target, parts: None, ..response }))
}

/// The errors of a batch reply with fields of its own, with its impl.
pub(crate) fn detailed(errors: &syn::Error, reply: &Detailed<'_>) -> TokenStream {
    output(errors, &expand::detailed(reply))
}

fn output(errors: &syn::Error, stand_in: &TokenStream) -> TokenStream {
    let errors = errors.to_compile_error();
    quote!(#errors #stand_in)
}
