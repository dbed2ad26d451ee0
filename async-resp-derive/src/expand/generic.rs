//! Generic ids and replies: which bounds their impls carry.
//!
//! Without parameters there are none: the compiler would settle them on the spot, with errors of its own.

use super::{Content, Id, Target};
use crate::path::Root;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, Generics, Index, PathArguments, Type, WherePredicate};

impl Target<'_> {
    pub(super) fn is_generic(&self) -> bool {
        !self.generics.params.is_empty()
    }

    /// The same type, its impls to hold only where the predicates do. Without parameters nothing is asked.
    pub(super) fn bounded(&self, predicates: impl IntoIterator<Item = TokenStream>) -> Self {
        let mut generics = self.generics.clone();
        if self.is_generic() {
            let predicates = predicates.into_iter().filter_map(|each| syn::parse2::<WherePredicate>(each).ok());
            generics.make_where_clause().predicates.extend(predicates);
        }
        Target { generics, ..*self }
    }

    /// Whether a type is built from one of the parameters.
    fn occurs_in(&self, ty: impl ToTokens) -> bool {
        let parameters: Vec<String> = self
            .generics
            .params
            .iter()
            .filter_map(|parameter| match parameter {
                GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
                GenericParam::Const(parameter) => Some(parameter.ident.to_string()),
                GenericParam::Lifetime(_) => None,
            })
            .collect();
        mentions(ty.to_token_stream(), &parameters)
    }
}

fn mentions(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.contains(&ident.to_string()),
        TokenTree::Group(group) => mentions(group.stream(), names),
        _ => false,
    })
}

/// The id's type, to hold where its field has what an id asks of it.
///
/// The std derives ask each parameter for the same trait; asked for here too, a missing derive is reported at the type.
/// A marker is another matter: its author may have written impls that ask nothing of the parameter, so the type itself
/// is asked.
pub(super) fn bounded_id<'a>(id: &Id<'a>) -> Target<'a> {
    let Id { root, target, .. } = id;
    let (wrapped, bound) = match &id.content {
        Content::Text(wrapped) => (wrapped, quote!(#root::IdText)),
        Content::Integer(wrapped) => (wrapped, quote!(#root::IdInteger)),
        Content::Variants(_) | Content::Unknown => return target.bounded([]),
    };
    // A predicate without parameters is one that the compiler warns of.
    let field = Some(wrapped.ty).filter(|ty| target.occurs_in(ty)).map(|ty| quote!(#ty: #bound));
    let derives: Vec<TokenStream> = if wrapped.markers.is_empty() {
        let parameters = target.generics.type_params().map(|parameter| &parameter.ident);
        parameters.map(|parameter| quote!(#parameter: #root::StandardDerives)).collect()
    } else {
        let ty = target.ty();
        vec![quote!(#ty: #root::StandardDerives)]
    };
    target.bounded(field.into_iter().chain(derives))
}

/// The parameters of a reply type beside its id: the same. The reply of a stand-in with lifetimes has none, since its
/// author wrote them for the id alone.
pub(super) fn of_reply(id: &Id<'_>) -> Generics {
    let generics = &id.target.generics;
    if generics.lifetimes().next().is_some() { Generics::default() } else { generics.clone() }
}

/// The id type as an argument of the reply's. Of a stand-in with lifetimes it holds for any, and where a type would have
/// to be made up, it is plain text.
pub(super) fn id_argument(id: &Id<'_>) -> TokenStream {
    let Id { root, target, .. } = id;
    let ident = target.ident;
    let generics = &target.generics;
    let lifetimes = generics.lifetimes().map(|_| quote!('static));
    match generics.lifetimes().count() {
        0 => target.ty(),
        count if count < generics.params.len() => quote!(#root::String),
        _ => quote!(#ident<#(#lifetimes),*>),
    }
}

/// An author's own reply type, to hold where its parameters make an id and an entry.
pub(super) fn bounded_reply<'a>(root: &Root, target: &Target<'a>, inner: &Type) -> Target<'a> {
    let ty = target.ty();
    let id = argument(target, inner, 0).map(|id| quote!(#id: #root::ResourceId));
    let entry = entry_of(target, inner).map(|entry| quote!(#entry: #root::AsyncResponse));
    target.bounded(id.into_iter().chain(entry).chain([quote!(#ty: #root::Debug)]))
}

/// The entry of a `BatchReply<Id, Entry>`, where it depends on a parameter.
pub(super) fn entry_of<'a>(target: &Target<'_>, inner: &'a Type) -> Option<&'a Type> {
    argument(target, inner, 1)
}

fn argument<'a>(target: &Target<'_>, ty: &'a Type, at: usize) -> Option<&'a Type> {
    let path = match ty {
        Type::Group(group) => return argument(target, &group.elem, at),
        Type::Paren(paren) => return argument(target, &paren.elem, at),
        Type::Path(path) => &path.path,
        _ => return None,
    };
    match &path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.iter().nth(at)? {
            GenericArgument::Type(ty) => target.occurs_in(ty).then_some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The std traits of a reply type beside its id.
///
/// Not by the derives of std: with parameters these would ask each of them for each trait, which neither suffices for the
/// id nor is needed; and where the author has another type of this name, each would add an error of its own.
pub(super) fn standard_impls(root: &Root, target: &Target<'_>, inner: &TokenStream, field: &Index) -> TokenStream {
    let name = target.ident.unraw().to_string();
    let debug = target.implement(
        quote!(#root::Debug),
        quote! {
            fn fmt(&self, __formatter: &mut #root::Formatter<'_>) -> #root::FmtResult {
                #root::show_newtype(__formatter, #name, &(*self).#field)
            }
        },
    );
    let clone = target.implement(
        quote!(#root::Clone),
        quote! {
            fn clone(&self) -> Self {
                Self { #field: <#inner as #root::Clone>::clone(&(*self).#field) }
            }
        },
    );
    let partial_eq = target.implement(
        quote!(#root::PartialEq),
        quote! {
            fn eq(&self, __other: &Self) -> #root::bool {
                <#inner as #root::PartialEq>::eq(&(*self).#field, &(*__other).#field)
            }
        },
    );
    let eq = target.implement(quote!(#root::Eq), quote!());
    quote!(#debug #clone #partial_eq #eq)
}
