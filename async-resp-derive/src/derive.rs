//! One input's way through the stages, from tokens to tokens.
//!
//! Here rather than in the crate root because what the compiler calls can run nowhere else: these functions are tested
//! as they are.

use crate::ast::Input;
use crate::ctxt::Ctxt;
use crate::{attr, check, expand, fallback};
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// `#[derive(ResourceId)]`
pub(crate) fn resource_id(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let input = Input::from_syn(&input);
    let cx = Ctxt::default();
    let (resource, batches) = attr::of_id(&cx, &input);
    let id = check::id(&cx, &input, resource, batches);
    match cx.finish() {
        None => expand::id(id),
        Some(errors) => fallback::id(&errors, id),
    }
}

/// `#[derive(BatchResponse)]`
pub(crate) fn batch_response(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let input = Input::from_syn(&input);
    let cx = Ctxt::default();
    let attrs = attr::of_reply(&cx, &input);
    let reply = check::reply(&cx, &input, &attrs);
    match cx.finish() {
        None => expand::reply(&reply),
        Some(errors) => fallback::reply(&errors, reply),
    }
}

#[cfg(test)]
mod tests;
