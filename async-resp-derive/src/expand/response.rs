//! The impls of replies with fields of the author's own.
//!
//! A part is asked for through the library, which says what its type can be: see `Place` and the traits beside it.

use super::{Detailed, Parts, Response, Source, Target, batch};
use crate::path::Root;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Member;
use syn::spanned::Spanned;

/// `AsyncResponse` of a single reply or of an entry.
pub(crate) fn response(response: &Response<'_>) -> TokenStream {
    let Response { root, target, parts } = response;
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
    let constant = constant(root, target, &implementation);
    let import = root.import();
    quote!(#import #constant)
}

/// `BatchResponse` of a reply with a `Detail`.
pub(crate) fn detailed(reply: &Detailed<'_>) -> TokenStream {
    let Detailed { root, target, source, operation } = reply;
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
    // Each mention of a type would ask for its trait: the impl takes it for granted, and one constant asks. Of the struct
    // itself too, which else would be asked for `Debug` again.
    let mut demanding = target.demanding(&ty, &of_field);
    let (plain, generic) = (!target.is_generic(), target.generics.type_params().next().is_some());
    if plain || generic {
        demanding = demanding.demanding(target.ty(), quote!(#root::AsyncResponse));
    }
    let asked = plain.then(|| {
        let of_field = quote_spanned!(span=> #root_of_field::holds_entries::<#ty>());
        // Of a stand-in only the faults are told that made it one.
        let of_struct = source.as_ref().map(|_| {
            let ident = target.ident;
            let root = root.at(ident.span());
            quote_spanned!(ident.span()=> #root::is_reply::<#ident>();)
        });
        let (of_target, of_root) = (target.allowances(), root.allowances());
        quote!(#of_target #of_root const _: () = { #of_struct #of_field; };)
    });
    let implementation = demanding.implement(
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
    let constant = constant(root, target, &implementation);
    let import = root.import();
    quote!(#import #constant #asked)
}

fn constant(root: &Root, target: &Target<'_>, implementation: &TokenStream) -> TokenStream {
    let (of_target, of_root) = (target.allowances(), root.allowances());
    quote! {
        #of_target
        #of_root
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
    let at = At::new(root, source.span());
    let At { span, root, this, .. } = &at;
    match (&source.members[..], &source.ty) {
        ([member], Some(ty)) if source.reads_itself => {
            quote_spanned!(*span=> #root::#read::<#ty>(&#this.#member))
        }
        (members, _) => {
            let chain = chain(&at, members);
            quote_spanned!(*span=> #root::#held(#chain))
        }
    }
}

fn code(root: &Root, source: &Source<'_>) -> TokenStream {
    let At { span, root, this, .. } = At::new(root, source.span());
    let members = &source.members;
    let of_type = source.ty.as_ref().map(|ty| quote!(::<#ty>));
    quote_spanned!(span=> #root::code #of_type (&#this.#(#members).*))
}

/// The option of what stands at the end of these fields. Asked of `*__held`, whatever `__held` is, since the compiler leaves
/// out an error that says the same as one before.
fn chain(at: &At, members: &[Member]) -> TokenStream {
    let At { span, root, this, held } = at;
    let mut members = members.iter();
    let first = members.next().map(|first| quote_spanned!(*span=> #root::Place::of(&#this.#first).held()));
    let rest =
        members.map(|member| quote_spanned!(*span=> .and_then(|#held| #root::Place::of(&(*#held).#member).held())));
    quote!(#first #(#rest)*)
}

fn detail(root: &Root, source: &Source<'_>, ty: &TokenStream) -> TokenStream {
    let at = At::new(root, source.span());
    let At { span, root, this, held } = &at;
    match source.members.as_slice() {
        [outer @ .., last] if !outer.is_empty() => {
            let chain = chain(&at, outer);
            let found = quote_spanned!(*span=> <_ as #root::DetailWithin<#ty>>::detail(&(*#held).#last));
            quote_spanned!(*span=> #root::detail(#chain.map(|#held| #found)))
        }
        members => quote_spanned!(*span=> <#ty as #root::DetailField>::detail(&#this.#(#members).*)),
    }
}

fn take_detail(root: &Root, source: &Source<'_>, ty: &TokenStream) -> TokenStream {
    let At { span, root, this, held } = At::new(root, source.span());
    match source.members.as_slice() {
        [outer @ .., last] if !outer.is_empty() => {
            let taken = quote_spanned!(span=> <_ as #root::DetailWithin<#ty>>::take(&mut (*#held).#last));
            // From the inside out: what a place holds is borrowed from it, so that it has to outlive what is done with it.
            outer.iter().enumerate().rev().fold(taken, |inner, (depth, member)| {
                let holder = if depth == 0 { &this } else { &held };
                quote_spanned! {span=>
                    #root::PlaceMut::of(&mut (*#holder).#member).held().map(|#held| #inner).unwrap_or_default()
                }
            })
        }
        members => quote_spanned!(span=> <#ty as #root::DetailField>::take(&mut #this.#(#members).*)),
    }
}

/// Names for code that the compiler's errors are to point at a part for.
///
/// Those of variables are found where they are written, and only looked at there: an author's macro may have given the
/// part's tokens a scope of their own.
struct At {
    span: Span,
    root: Root,
    /// `self`
    this: Ident,
    held: Ident,
}

impl At {
    fn new(root: &Root, span: Span) -> Self {
        let local = |name| Ident::new(name, Span::call_site().located_at(span));
        At { span, root: root.at(span), this: local("self"), held: local("__held") }
    }
}

impl Source<'_> {
    /// Where the compiler's errors about it belong: at the names in front of the type, or at the field's type.
    fn span(&self) -> Span {
        let field = self.field.map(|field| field.ty.span());
        let span = field.or_else(|| self.members.last().map(Spanned::span));
        span.unwrap_or_else(Span::call_site)
    }
}
