//! The impls of a reply type, and the reply types that are made beside an id.

use super::{Id, Lists, OfId, Operation, Reply, Target, generic};
use crate::path::Root;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
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
    let bounded = &reply.inner.map_or_else(|| target.bounded([]), |ty| generic::bounded_reply(root, target, ty));
    let newtype = Newtype {
        root,
        target: bounded,
        inner,
        inner_type: reply.inner,
        id: None,
        operation,
        wraps: reply.inner.is_some(),
    };
    let impls = impls(&newtype);
    // The impls take for granted what they ask of the wrapped type, and one constant asks.
    let asked = reply.inner.filter(|_| !target.is_generic()).map(|inner| {
        let span = inner.span();
        let here = root.at(span);
        let asked = quote_spanned!(span=> #here::holds_reply::<#inner>());
        let allowances = root.allowances();
        quote!(#allowances const _: () = #asked;)
    });
    let import = root.import();
    quote!(#import #impls #asked)
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
    let newtype = Newtype {
        root,
        target: &bounded,
        inner: inner.clone(),
        inner_type: None,
        id: Some(id.clone()),
        operation,
        wraps: true,
    };
    let standard = generic::standard_impls(root, &bounded, &inner, &newtype.field());
    let impls = impls(&newtype);
    let Target { ident, generics, .. } = &reply;
    let bounds = &generics.where_clause;
    // From end to end at the name, because the compiler points here where the author has another type of this name.
    let here = root.at(ident.span());
    // But for one word, which is the macro's: else lints take the path for one that the author could shorten.
    let batch_reply = Ident::new("BatchReply", Span::call_site().located_at(ident.span()));
    let held = quote_spanned!(ident.span()=> #here::#batch_reply<#id>);
    let end = quote_spanned!(ident.span()=> ;);
    let opening = quote!(#vis struct).into_iter().map(|mut token| {
        token.set_span(ident.span());
        token
    });
    quote! {
        #[doc = #doc]
        #allowances
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
    quote!(#(#impls)*)
}

impl Newtype<'_> {
    /// The body of a function, or of one that is never run.
    fn body(&self, body: TokenStream) -> TokenStream {
        if self.wraps { body } else { quote!(loop {}) }
    }

    /// The wrapped reply, at the name: where the author has another type of this name, it is what has no such field. Asked
    /// of `*self`, whatever `self` is, since the compiler leaves out an error that says the same as one before.
    fn field(&self) -> Index {
        Index { index: 0, span: self.target.ident.span() }
    }

    /// The type around a reply.
    fn wrap(&self, reply: &TokenStream) -> TokenStream {
        let field = self.field();
        quote!(Self { #field: #reply })
    }

    /// A pair of its id and its entry. Where both are known they are written out: the compiler need not look for them.
    fn pair(&self) -> TokenStream {
        let Newtype { root, inner, id, .. } = self;
        id.as_ref().map_or_else(|| quote!(<#inner as #root::IntoIterator>::Item), |id| quote!((#id, #root::TaskReply)))
    }

    /// The type, its impls to hold only where the reply inside of an author's own has the trait.
    fn where_inner(&self, of_trait: &TokenStream) -> Target<'_> {
        self.inner_type.map_or_else(|| self.target.bounded([]), |inner| self.target.demanding(inner, of_trait))
    }

    /// An associated type, at the type that an author's own wraps: there the compiler reports one that is private.
    fn associated(&self, name: &str, ty: &TokenStream) -> TokenStream {
        let span = self.inner_type.map_or_else(Span::call_site, |inner| Span::call_site().located_at(inner.span()));
        let name = Ident::new(name, span);
        quote_spanned!(span=> type #name = #ty;)
    }
}

/// What `AsyncResponse` and `BatchResponse` follow from.
fn responses(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let field = newtype.field();
    let by_ref = newtype.body(quote!(&(*self).#field));
    let by_mut = newtype.body(quote!(&mut (*self).#field));
    let operation = operation(root, newtype.operation);
    let of_inner = newtype.associated("Inner", inner);
    target.implement(
        quote!(#root::Wraps),
        quote! {
            #of_inner
            type Access = #root::Owned;
            const OPERATION: #root::Operation = #operation;
            fn inner(&self) -> &#inner {
                #by_ref
            }
            fn inner_mut(&mut self) -> &mut #inner {
                #by_mut
            }
        },
    )
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
    let write = newtype.body(quote!(#root::Serialize::serialize(&(*self).#field, __serializer)));
    let read = newtype.body(quote!(#root::deserialize_reply::<Self, #inner, __D>(__deserializer)));
    let serialize = newtype.where_inner(&quote!(#root::Serialize)).implement(
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
    let deserialize = newtype.where_inner(&quote!(#root::Deserialize<'__de>)).implement_for(
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

/// From the wrapped reply and from pairs. The way back is an impl of the library, for all such types.
fn conversions(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, .. } = newtype;
    let wrap = newtype.body(newtype.wrap(&quote!(__reply)));
    let wrapped = quote!(#root::Wrapped);
    let collect = newtype.body(newtype.wrap(&quote!(<#inner as #wrapped>::collect::<Self>(__pairs))));
    let wrapping = target.implement(
        quote!(#root::From<#inner>),
        quote! {
            fn from(__reply: #inner) -> Self {
                #wrap
            }
        },
    );
    let pair = newtype.pair();
    let collecting = newtype.where_inner(&wrapped).implement(
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
    quote!(#wrapping #collecting)
}

fn iteration(newtype: &Newtype<'_>) -> TokenStream {
    let Newtype { root, target, inner, id, .. } = newtype;
    let field = newtype.field();
    let of_trait = quote!(#root::IntoIterator);
    let ty = target.ty();
    let owned = newtype.body(quote!(#of_trait::into_iter(self.#field)));
    let by_ref = newtype.body(quote!(#of_trait::into_iter(&(*self).#field)));
    let of_owned = id.as_ref().map_or_else(
        || [quote!(<#inner as #of_trait>::Item), quote!(<#inner as #of_trait>::IntoIter)],
        |id| [newtype.pair(), quote!(#root::IntoIter<#id, #root::TaskReply>)],
    );
    let of_ref = id.as_ref().map_or_else(
        || [quote!(<&'__a #inner as #of_trait>::Item), quote!(<&'__a #inner as #of_trait>::IntoIter)],
        |id| [quote!((&'__a #id, &'__a #root::TaskReply)), quote!(#root::Iter<'__a, #id, #root::TaskReply>)],
    );
    let items = |[item, iterator]: [TokenStream; 2], body: TokenStream| {
        let types = [newtype.associated("Item", &item), newtype.associated("IntoIter", &iterator)];
        quote! {
            #(#types)*
            fn into_iter(self) -> #iterator {
                #body
            }
        }
    };
    let target_of_ref =
        newtype.inner_type.map_or_else(|| target.bounded([]), |ty| target.demanding(quote!(&'__a #ty), &of_trait));
    let owned = newtype.where_inner(&of_trait).implement(&of_trait, items(of_owned, owned));
    let by_ref = target_of_ref.implement_for(Some("'__a"), &of_trait, quote!(&'__a #ty), items(of_ref, by_ref));
    quote!(#owned #by_ref)
}
