//! Ids of several kinds: enums whose variants hold an id each.
//!
//! That a text is of one variant alone is proved where the enum is compiled; the errors point at the variant.

use super::{Own, from, resource_id};
use crate::expand::{Id, Variant};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

pub(super) fn impls(id: &Id<'_>, variants: &[Variant<'_>]) -> Own {
    let root = &id.root;
    let idents: Vec<_> = variants.iter().map(|variant| variant.ident).collect();
    let types: Vec<_> = variants.iter().map(|variant| variant.ty).collect();
    let conversions = variants.iter().filter(|variant| variant.converts).map(|Variant { ident, ty, .. }| {
        from(id, ty, &quote!(__id), quote!(<#ty as #root::VariantId>::into_enum::<Self>(__id, Self::#ident)))
    });
    let prefixes = (!id.stands_in).then(|| {
        quote! {{
            const __VARIANTS: &[&[&#root::str]] = &[#(<#types as #root::VariantId>::BEGINNINGS),*];
            &#root::join_prefixes::<{ #root::count_prefixes(__VARIANTS) }>(__VARIANTS)
        }}
    });
    let text = (!id.stands_in).then(|| {
        quote! {
            fn as_text(&self) -> #root::Option<&#root::str> {
                match self {
                    #(Self::#idents(__id) => <#types as #root::VariantId>::text(__id),)*
                }
            }
        }
    });
    let proof = (!id.stands_in).then(|| proof(id, variants));
    Own {
        parse: id.body(quote! {
            #root::parse_variants::<Self>(__text, &[#((
                <#types as #root::VariantId>::BEGINNINGS,
                |__text| <#types as #root::VariantId>::parse_as::<Self>(__text, Self::#idents),
            )),*])
        }),
        resource_id: resource_id(id, prefixes.as_ref(), text.as_ref()),
        show: id.body(quote! {
            match self {
                #(Self::#idents(__id) => <#types as #root::VariantId>::show(__id, __formatter),)*
            }
        }),
        write: quote!(<__S as #root::Serializer>::collect_str::<Self>(__serializer, self)),
        read: quote!(#root::deserialize_text_or_integer::<Self, __D>(__deserializer)),
        others: quote!(#(#conversions)* #proof),
    }
}

/// The assertions about the prefixes of each variant.
fn proof(id: &Id<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let root = &id.root;
    let allowances = id.target.allowances();
    let last = variants.len().saturating_sub(1);
    let assertions = variants.iter().enumerate().map(|(at, variant)| {
        let Variant { ident, ty, converts } = variant;
        let name = ident.to_string();
        let held = shown(ty);
        let prefixes = quote!(<#ty as #root::VariantId>::BEGINNINGS);
        let span = Span::call_site().located_at(ident.span());
        let here = root.at(span);
        let is_prefixed = (at < last).then(|| {
            let name_it = format!(", or give `{held}` what its ids begin with: `#[resource(prefix(\"...\"))]`");
            let message = format!(
                "`{name}` takes any text, since `{held}` knows no prefix, and leaves none for the variants behind it: \
                 put `{name}` last{}",
                if *converts { &name_it } else { "" }
            );
            quote_spanned!(span=> #here::assert_prefixed(#prefixes, #message);)
        });
        let distinct = variants.iter().take(at).map(|earlier| {
            let message = format!(
                "`{name}` overlaps `{}`: one text could begin as both `{held}` and `{}` do; give them different \
                 `#[resource(prefix(\"...\"))]`, none the beginning of another (integers begin with any digit)",
                earlier.ident,
                shown(earlier.ty)
            );
            let earlier = earlier.ty;
            quote_spanned! {span=>
                #here::assert_distinct(<#earlier as #root::VariantId>::BEGINNINGS, #prefixes, #message);
            }
        });
        quote! {
            #allowances
            const _: () = {
                #is_prefixed
                #(#distinct)*
            };
        }
    });
    quote!(#(#assertions)*)
}

/// A type as its author would write it, less the spaces.
fn shown(ty: impl ToTokens) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}
