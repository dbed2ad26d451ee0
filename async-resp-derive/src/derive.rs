//! One input's way through the stages, from tokens to tokens.
//!
//! Here rather than in the crate root because what the compiler calls can run nowhere else: these functions are tested
//! as they are.

use crate::ast::{Input, Shape};
use crate::ctxt::Ctxt;
use crate::{attr, check, expand, fallback};
use proc_macro2::TokenStream;
use syn::{DeriveInput, FieldsNamed};

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
    match input.shape {
        Shape::Named(fields) if !check::is_newtype_in_braces(fields) => detailed(&input, fields),
        _ => newtype(&input),
    }
}

fn newtype(input: &Input<'_>) -> TokenStream {
    let cx = Ctxt::default();
    let attrs = attr::of_reply(&cx, input);
    attr::no_response(&cx, input);
    let reply = check::reply(&cx, input, &attrs);
    match cx.finish() {
        None => expand::reply(&reply),
        Some(errors) => fallback::reply(&errors, reply),
    }
}

fn detailed(input: &Input<'_>, fields: &FieldsNamed) -> TokenStream {
    let cx = Ctxt::default();
    let batch = attr::of_reply(&cx, input);
    let attrs = attr::of_response(&cx, input, fields);
    let reply = check::detailed(&cx, input, fields, &attrs, &batch);
    match cx.finish() {
        None => expand::detailed(&reply),
        Some(errors) => fallback::detailed(&errors, &reply),
    }
}

/// `#[derive(AsyncResponse)]`
pub(crate) fn async_response(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let input = Input::from_syn(&input);
    let cx = Ctxt::default();
    let named = check::named(&cx, &input);
    let attrs = named.map(|fields| attr::of_response(&cx, &input, fields));
    let response = check::response(&cx, &input, named.zip(attrs.as_ref()));
    match cx.finish() {
        None => expand::response(&response),
        // The other derive gives the trait: an impl here too would be one more error.
        Some(errors) if check::wraps_reply(&input) => errors.into_compile_error(),
        Some(errors) => fallback::response(&errors, response),
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
