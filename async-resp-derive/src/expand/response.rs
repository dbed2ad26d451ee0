//! The impls of replies with fields of the author's own.
//!
//! A part is asked for through the library, which says what its type can be: see `Place` and the traits beside it.

use super::{Detailed, Parts, Response, Source, batch};
use crate::path::Root;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Member;
use syn::spanned::Spanned;

/// `AsyncResponse` of a single reply or of an entry.
pub(crate) fn response(response: &Response<'_>) -> TokenStream {
    let Response { root, target, parts } = response;
    let allowances = target.allowances();
    let Bodies { code, message, code_desc, task_id } = match parts {
        Some(parts) => Bodies::of(root, parts),
        None => Bodies::never(),
    };
    let code_desc = code_desc.map(|code_desc| {
        quote! {
            fn code_desc(&self) -> #root::Option<&#root::str> {
                #code_desc
            }
        }
    });
    // `Debug` may hold for some parameters only.
    let generic = target.generics.type_params().next().is_some();
    let demanding = generic.then(|| target.demanding(target.ty(), quote!(#root::Debug)));
    let implementation = demanding.as_ref().unwrap_or(target).implement(
        quote!(#root::AsyncResponse),
        quote! {
            fn code(&self) -> #root::Code {
                #code
            }
            fn message(&self) -> #root::Option<&#root::str> {
                #message
            }
            #code_desc
            fn task_id(&self) -> #root::Option<&#root::TaskId> {
                #task_id
            }
        },
    );
    constant(allowances.as_ref(), &implementation)
}

/// `BatchResponse` of a reply with a `Detail`.
pub(crate) fn detailed(reply: &Detailed<'_>) -> TokenStream {
    let Detailed { root, target, source, operation } = reply;
    let allowances = target.allowances();
    let of_batch = quote!(#root::BatchResponse);
    let operation = batch::operation(root, operation);
    let ty = source.as_ref().and_then(|source| source.ty.clone());
    let ty = ty.unwrap_or_else(|| quote!(#root::Detail<#root::String>));
    let span = ty.span();
    let root_of_field = root.at(span);
    let of_field = quote_spanned!(span=> #root_of_field::DetailField);
    // Not by way of `Self`, which would ask for its other impls once more.
    let (id, entry) = (quote_spanned!(span=> <#ty as #of_field>::Id), quote_spanned!(span=> <#ty as #of_field>::Entry));
    let detail_type = quote!(#root::Detail<#id, #entry>);
    let (detail, take_detail) = match source {
        Some(source) => (detail(root, source, &ty), take_detail(root, source, &ty)),
        None => (quote!(loop {}), quote!(loop {})),
    };
    let generic = target.generics.type_params().next().is_some();
    let demanding = generic.then(|| {
        let target = target.demanding(target.ty(), quote!(#root::AsyncResponse));
        target.demanding(&ty, &of_field)
    });
    let implementation = demanding.as_ref().unwrap_or(target).implement(
        &of_batch,
        quote! {
            type Id = #id;
            type Entry = #entry;
            const OPERATION: #root::Operation = #operation;
            fn detail(&self) -> &#detail_type {
                #detail
            }
            fn take_detail(&mut self) -> #detail_type {
                #take_detail
            }
        },
    );
    constant(allowances.as_ref(), &implementation)
}

fn constant(allowances: Option<&TokenStream>, implementation: &TokenStream) -> TokenStream {
    quote! {
        #allowances
        const _: () = {
            #implementation
        };
    }
}

/// What the functions of `AsyncResponse` do.
struct Bodies {
    code: TokenStream,
    message: TokenStream,
    code_desc: Option<TokenStream>,
    task_id: TokenStream,
}

impl Bodies {
    fn of(root: &Root, parts: &Parts<'_>) -> Self {
        let none = || quote!(#root::Option::None);
        let ask = |source: &Option<Source<'_>>, read: TokenStream, held: TokenStream| {
            source.as_ref().map(|source| ask(root, source, &read, &held))
        };
        Bodies {
            code: code(root, &parts.code),
            message: ask(&parts.message, quote!(read_message), quote!(text)).unwrap_or_else(none),
            code_desc: ask(&parts.code_desc, quote!(read_code_desc), quote!(text)),
            task_id: ask(&parts.task_id, quote!(read_task), quote!(task)).unwrap_or_else(none),
        }
    }

    /// Of a stand-in that only type-checks.
    fn never() -> Self {
        let never = || quote!(loop {});
        Bodies { code: never(), message: never(), code_desc: None, task_id: never() }
    }
}

/// Asks for a part: of a field that is read by its own `Deserialize` by `read`, which knows what that reads, else what is
/// held there by `held`.
fn ask(root: &Root, source: &Source<'_>, read: &TokenStream, held: &TokenStream) -> TokenStream {
    let span = source.span();
    let root = &root.at(span);
    match (&source.members[..], &source.ty) {
        ([member], Some(ty)) if source.reads_itself => quote_spanned!(span=> #root::#read::<#ty>(&self.#member)),
        (members, _) => {
            let chain = chain(root, members, span);
            quote_spanned!(span=> #root::#held(#chain))
        }
    }
}

fn code(root: &Root, source: &Source<'_>) -> TokenStream {
    let (span, members) = (source.span(), &source.members);
    let root = root.at(span);
    let of_type = source.ty.as_ref().map(|ty| quote!(::<#ty>));
    quote_spanned!(span=> #root::code #of_type (&self.#(#members).*))
}

/// The option of what stands at the end of these fields.
fn chain(root: &Root, members: &[Member], span: Span) -> TokenStream {
    let mut members = members.iter();
    let first = members.next().map(|first| quote_spanned!(span=> #root::Place::of(&self.#first).held()));
    let rest = members.map(|member| {
        let span = member.span();
        let root = root.at(span);
        quote_spanned!(span=> .and_then(|__held| #root::Place::of(&__held.#member).held()))
    });
    quote!(#first #(#rest)*)
}

fn detail(root: &Root, source: &Source<'_>, ty: &TokenStream) -> TokenStream {
    match source.members.as_slice() {
        [outer @ .., last] if !outer.is_empty() => {
            let span = last.span();
            let root = root.at(span);
            let chain = chain(&root, outer, span);
            quote_spanned!(span=> #root::detail::<#ty>(#chain.map(|__held| &__held.#last)))
        }
        members => {
            let span = ty.span();
            let root = root.at(span);
            quote_spanned!(span=> <#ty as #root::DetailField>::detail(&self.#(#members).*))
        }
    }
}

fn take_detail(root: &Root, source: &Source<'_>, ty: &TokenStream) -> TokenStream {
    match source.members.as_slice() {
        [outer @ .., last] if !outer.is_empty() => {
            let span = last.span();
            let root = root.at(span);
            let taken = quote_spanned!(span=> <#ty as #root::DetailField>::take(&mut __held.#last));
            // From the inside out: what a place holds is borrowed from it, so that it has to outlive what is done with it.
            outer.iter().enumerate().rev().fold(taken, |inner, (depth, member)| {
                let holder = if depth == 0 { quote!(self) } else { quote!(__held) };
                let place = quote!(#root::PlaceMut::of(&mut #holder.#member));
                quote!(#place.held().map(|__held| #inner).unwrap_or_default())
            })
        }
        members => {
            let span = ty.span();
            let root = root.at(span);
            quote_spanned!(span=> <#ty as #root::DetailField>::take(&mut self.#(#members).*))
        }
    }
}

impl Source<'_> {
    /// Where the compiler's errors about it belong: at the type where that is seen, else at the last name.
    fn span(&self) -> Span {
        let of_type = self.ty.as_ref().map(Spanned::span);
        let span = of_type.or_else(|| self.members.last().map(|member| member.to_token_stream().span()));
        span.unwrap_or_else(Span::call_site)
    }
}
