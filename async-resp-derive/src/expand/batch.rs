//! The impls of a reply type, and the reply types that are made beside an id.

use super::{Id, Lists, OfId, Operation, Reply, Target};
use crate::path::Root;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Generics;
use syn::ext::IdentExt;

/// What the impls are written from: the author's newtype and the one beside an id differ in nothing else.
struct Newtype<'a> {
    root: &'a Root,
    target: &'a Target<'a>,
    /// The wrapped type.
    inner: TokenStream,
    /// The id that the type is made beside.
    id: Option<TokenStream>,
    operation: &'a Operation,
    /// Whether the field is there, or this is a stand-in that only type-checks.
    wraps: bool,
}

/// All impls of the author's own reply type.
pub(crate) fn reply(reply: &Reply<'_>) -> TokenStream {
    let Reply { root, target, operation, .. } = reply;
    let inner = reply.inner.map_or_else(|| quote!(#root::BatchReply<#root::String>), ToTokens::to_token_stream);
    impls(&Newtype { root, target, inner, id: None, operation, wraps: reply.inner.is_some() })
}

/// The definition of a reply type beside its id, and all its impls.
pub(super) fn reply_of_id(of: &Id<'_>, reply: &OfId) -> TokenStream {
    let Id { root, target, .. } = of;
    let OfId { reply, operation } = reply;
    let vis = target.vis;
    let id = id_argument(of);
    let inner = quote!(#root::BatchReply<#id>);
    let doc = doc(target, operation);
    let allowances = target.allowances();
    let reply_target = Target { ident: reply, vis, generics: Generics::default(), deprecated: target.deprecated };
    let impls =
        impls(&Newtype { root, target: &reply_target, inner: inner.clone(), id: Some(id), operation, wraps: true });
    quote! {
        #[doc = #doc]
        #allowances
        #[derive(#root::Debug, #root::Clone, #root::PartialEq, #root::Eq)]
        #vis struct #reply(#inner);
        #impls
    }
}

/// The id type as an argument. Only a stand-in has parameters: its replies hold for any lifetime, and where a type
/// would have to be made up, for plain text.
fn id_argument(of: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = of;
    let ident = target.ident;
    let generics = &target.generics;
    if generics.params.is_empty() {
        return quote!(#ident);
    }
    if generics.lifetimes().count() < generics.params.len() {
        return quote!(#root::String);
    }
    let lifetimes = generics.lifetimes().map(|_| quote!('static));
    quote!(#ident<#(#lifetimes),*>)
}

fn doc(target: &Target<'_>, operation: &Operation) -> String {
    let id = target.ident;
    let text = id.unraw();
    let link = if *id == text { format!("[`{text}`]") } else { format!("[`{text}`]({id})") };
    let name = &operation.name;
    format!(" The reply to the batch operation `{name}`: an entry for each {link}, and what else the server said.")
}

fn impls(newtype: &Newtype<'_>) -> TokenStream {
    let impls = [responses(newtype), serde(newtype), conversions(newtype), iteration(newtype)];
    let allowances = newtype.target.allowances();
    quote! {
        #allowances
        const _: () = {
            #(#impls)*
        };
    }
}

impl Newtype<'_> {
    /// The body of a function, or of one that is never run.
    fn body(&self, body: TokenStream) -> TokenStream {
        if self.wraps { body } else { quote!(loop {}) }
    }

    /// A function without arguments that asks the wrapped reply.
    fn ask(&self, of_trait: &TokenStream, function: &TokenStream) -> TokenStream {
        let inner = &self.inner;
        self.body(quote!(<#inner as #of_trait>::#function(&self.0)))
    }
}

fn responses(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let of_async = quote!(#root::AsyncResponse);
    let of_batch = quote!(#root::BatchResponse);
    let code = newtype.ask(&of_async, &quote!(code));
    let message = newtype.ask(&of_async, &quote!(message));
    let code_desc = newtype.ask(&of_async, &quote!(code_desc));
    let task_id = newtype.ask(&of_async, &quote!(task_id));
    let detail = newtype.ask(&of_batch, &quote!(detail));
    let take_detail = newtype.body(quote!(<#inner as #of_batch>::take_detail(&mut self.0)));
    let operation = operation(root, newtype.operation);
    let detail_type = quote!(#root::Detail<<Self as #of_batch>::Id, <Self as #of_batch>::Entry>);
    // An id without the std derives is reported where it is defined. Asking for it here keeps each reply from
    // repeating that.
    let demanding = newtype.id.as_ref().map(|id| target.demanding(id, quote!(#root::ResourceId)));
    let id = newtype.id.clone().unwrap_or_else(|| quote!(<#inner as #of_batch>::Id));
    let response = target.implement(
        &of_async,
        quote! {
            fn code(&self) -> #root::Code {
                #code
            }
            fn message(&self) -> #root::Option<&#root::str> {
                #message
            }
            fn code_desc(&self) -> #root::Option<&#root::str> {
                #code_desc
            }
            fn task_id(&self) -> #root::Option<&#root::TaskId> {
                #task_id
            }
        },
    );
    let batch = demanding.as_ref().unwrap_or(target).implement(
        &of_batch,
        quote! {
            type Id = #id;
            type Entry = <#inner as #of_batch>::Entry;
            const OPERATION: #root::Operation = #operation;
            fn detail(&self) -> &#detail_type {
                #detail
            }
            fn take_detail(&mut self) -> #detail_type {
                #take_detail
            }
        },
    );
    quote!(#response #batch)
}

pub(super) fn operation(root: &Root, operation: &Operation) -> TokenStream {
    let name = &operation.name;
    let limit = operation.limit.map(|limit| {
        let limit = Literal::u32_unsuffixed(limit);
        quote!(.with_limit(#root::limit(#limit)))
    });
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let accept = codes(root, &operation.accept).map(|codes| quote!(.with_accept(#codes)));
    let retry = codes(root, &operation.retry).map(|codes| quote!(.with_retry(#codes)));
    let partial = operation.partial.map(|partial| {
        let partial = code(root, partial);
        quote!(.with_partial(#partial))
    });
    let all_failed = operation.all_failed.map(|all_failed| {
        let all_failed = code(root, all_failed);
        quote!(.with_all_failed(#all_failed))
    });
    let one_task = operation.one_task.then(|| quote!(.with_one_task()));
    let lists = operation.lists.map(|lists| {
        let lists = match lists {
            Lists::Failures => quote!(#root::Lists::Failures),
        };
        quote!(.with_lists(#lists))
    });
    quote! {
        #root::Operation::new(#name) #limit #idempotent #accept #retry #partial #all_failed #one_task #lists
    }
}

fn codes(root: &Root, values: &[i64]) -> Option<TokenStream> {
    let codes = values.iter().map(|value| code(root, *value));
    (!values.is_empty()).then(|| quote!(&[#(#codes),*]))
}

fn code(root: &Root, value: i64) -> TokenStream {
    // A literal has no sign of its own in token streams.
    let sign = (value < 0).then(|| quote!(-));
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    quote!(#root::Code::new(#sign #digits))
}

fn serde(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let write = newtype.body(quote!(<#inner as #root::Serialize>::serialize(&self.0, __serializer)));
    let read = newtype.body(quote! {
        <#inner as #root::Deserialize<'__de>>::deserialize(__deserializer).map(Self)
    });
    let serialize = target.implement(
        quote!(#root::Serialize),
        quote! {
            fn serialize<__S>(
                &self,
                __serializer: __S,
            ) -> #root::Result<<__S as #root::Serializer>::Ok, <__S as #root::Serializer>::Error>
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
            ) -> #root::Result<Self, <__D as #root::Deserializer<'__de>>::Error>
            where
                __D: #root::Deserializer<'__de>,
            {
                #read
            }
        },
    );
    quote!(#serialize #deserialize)
}

fn conversions(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let ty = target.ty();
    let wrap = newtype.body(quote!(Self(__reply)));
    let unwrap = newtype.body(quote!(__reply.0));
    let collect = newtype.body(quote!(Self(#root::collect::<Self, __I>(__pairs))));
    let wrapping = target.implement(
        quote!(#root::From<#inner>),
        quote! {
            fn from(__reply: #inner) -> Self {
                #wrap
            }
        },
    );
    let unwrapping = target.implement_for(
        None,
        quote!(#root::From<#ty>),
        inner,
        quote! {
            fn from(__reply: #ty) -> Self {
                #unwrap
            }
        },
    );
    let pair = quote!((<Self as #root::BatchResponse>::Id, <Self as #root::BatchResponse>::Entry));
    let collecting = target.implement(
        quote!(#root::FromIterator<#pair>),
        quote! {
            fn from_iter<__I>(__pairs: __I) -> Self
            where
                __I: #root::IntoIterator<Item = #pair>,
            {
                #collect
            }
        },
    );
    quote!(#wrapping #unwrapping #collecting)
}

fn iteration(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let of_trait = quote!(#root::IntoIterator);
    let ty = target.ty();
    let owned = newtype.body(quote!(<#inner as #of_trait>::into_iter(self.0)));
    let by_ref = newtype.body(quote!(<&'__a #inner as #of_trait>::into_iter(&self.0)));
    let items = |of: TokenStream, body: TokenStream| {
        quote! {
            type Item = <#of as #of_trait>::Item;
            type IntoIter = <#of as #of_trait>::IntoIter;
            fn into_iter(self) -> <Self as #of_trait>::IntoIter {
                #body
            }
        }
    };
    let owned = target.implement(&of_trait, items(quote!(#inner), owned));
    let by_ref = target.implement_for(Some("'__a"), &of_trait, quote!(&'__a #ty), items(quote!(&'__a #inner), by_ref));
    quote!(#owned #by_ref)
}
