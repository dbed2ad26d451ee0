//! The impls of a reply type, and the reply types that are made beside an id.

use super::{Id, Lists, OfId, Operation, Reply, Target, generic};
use crate::path::Root;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Index, Type};

/// What the impls are written from: the author's newtype and the one beside an id differ in nothing else.
struct Newtype<'a> {
    root: &'a Root,
    target: &'a Target<'a>,
    /// The wrapped type.
    inner: TokenStream,
    /// The same, as the author wrote it.
    inner_type: Option<&'a Type>,
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
    let target = &reply.inner.map_or_else(|| target.bounded([]), |ty| generic::bounded_reply(root, target, ty));
    impls(&Newtype { root, target, inner, inner_type: reply.inner, id: None, operation, wraps: reply.inner.is_some() })
}

/// The definition of a reply type beside its id, and all its impls.
pub(super) fn reply_of_id(of: &Id<'_>, reply: &OfId) -> TokenStream {
    let Id { root, target, .. } = of;
    let OfId { reply, operation } = reply;
    let vis = target.vis;
    let id = generic::id_argument(of);
    let inner = quote!(#root::BatchReply<#id>);
    let doc = doc(target, operation);
    let allowances = target.allowances();
    let reply = Target { ident: reply, vis, generics: generic::of_reply(of), deprecated: target.deprecated };
    let bounded = reply.bounded([quote!(#id: #root::ResourceId)]);
    let (derives, standard) = generic::standard_impls(root, &bounded, &inner);
    let impls = impls(&Newtype {
        root,
        target: &bounded,
        inner: inner.clone(),
        inner_type: None,
        id: Some(id.clone()),
        operation,
        wraps: true,
    });
    let Target { ident, generics, .. } = &reply;
    let bounds = &generics.where_clause;
    // From end to end at the name, because the compiler points here where the author has another type of this name.
    let here = root.at(ident.span());
    let held = quote_spanned!(ident.span()=> #here::BatchReply<#id>);
    let end = quote_spanned!(ident.span()=> ;);
    let opening = quote!(#vis struct).into_iter().map(|mut token| {
        token.set_span(ident.span());
        token
    });
    quote! {
        #[doc = #doc]
        #allowances
        #derives
        #(#opening)* #ident #generics (#held) #bounds #end
        #standard
        #impls
    }
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

    /// The wrapped reply, at the name: where the author has another type of this name, it is what has no such field.
    fn field(&self) -> Index {
        Index { index: 0, span: self.target.ident.span() }
    }

    /// The type around a reply.
    fn wrap(&self, reply: &TokenStream) -> TokenStream {
        let field = self.field();
        quote!(Self { #field: #reply })
    }

    /// A function without arguments that asks the wrapped reply.
    fn ask(&self, of_trait: &TokenStream, function: &TokenStream) -> TokenStream {
        let inner = &self.inner;
        let field = self.field();
        self.body(quote!(<#inner as #of_trait>::#function(&self.#field)))
    }

    /// The type, its impls to hold only where the entries have the trait, which an author's own may lack.
    fn with_entries(&self, of_trait: &TokenStream) -> Target<'_> {
        let entry = self.inner_type.and_then(|ty| generic::entry_of(self.target, ty));
        self.target.bounded(entry.map(|entry| quote!(#entry: #of_trait)))
    }
}

fn responses(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let field = newtype.field();
    let of_async = quote!(#root::AsyncResponse);
    let of_batch = quote!(#root::BatchResponse);
    let code = newtype.ask(&of_async, &quote!(code));
    let message = newtype.ask(&of_async, &quote!(message));
    let code_desc = newtype.ask(&of_async, &quote!(code_desc));
    let task_id = newtype.ask(&of_async, &quote!(task_id));
    let detail = newtype.ask(&of_batch, &quote!(detail));
    let take_detail = newtype.body(quote!(<#inner as #of_batch>::take_detail(&mut self.#field)));
    let operation = operation(root, newtype.operation);
    let detail_type = quote!(#root::Detail<<Self as #of_batch>::Id, <Self as #of_batch>::Entry>);
    // An id without the std derives is reported where it is defined. Asking for it here keeps each reply from
    // repeating that.
    let demanding = newtype.id.as_ref().filter(|_| !target.is_generic());
    let demanding = demanding.map(|id| target.demanding(id, quote!(#root::ResourceId)));
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
    let field = newtype.field();
    let write = newtype.body(quote!(<#inner as #root::Serialize>::serialize(&self.#field, __serializer)));
    let wrap = newtype.wrap(&quote!(__reply));
    let read = newtype.body(quote! {
        <#inner as #root::Deserialize<'__de>>::deserialize(__deserializer).map(|__reply| #wrap)
    });
    let serialize = newtype.with_entries(&quote!(#root::Serialize)).implement(
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
    let deserialize = newtype.with_entries(&quote!(#root::Deserialize<'__de>)).implement_for(
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
    let field = newtype.field();
    let ty = target.ty();
    let wrap = newtype.body(newtype.wrap(&quote!(__reply)));
    let unwrap = newtype.body(quote!(__reply.#field));
    let collect = newtype.body(newtype.wrap(&quote!(#root::collect::<Self, __I>(__pairs))));
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
    let field = newtype.field();
    let of_trait = quote!(#root::IntoIterator);
    let ty = target.ty();
    let owned = newtype.body(quote!(<#inner as #of_trait>::into_iter(self.#field)));
    let by_ref = newtype.body(quote!(<&'__a #inner as #of_trait>::into_iter(&self.#field)));
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
