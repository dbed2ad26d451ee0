//! What an id is made of: text, an integer or the ids of its variants. What cannot be is told together with what can.

use super::shape::{head, innermost, is_of};
use crate::ast::{Input, Shape};
use crate::attr::ResourceAttrs;
use crate::ctxt::Ctxt;
use crate::expand::{Content, Variant, Wrapped};
use quote::ToTokens;
use syn::{Fields, GenericParam, Index, Member, Type};

/// The integers of the standard library, by the last name of their path.
const INTEGERS: &[&str] = &[
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "NonZero",
    "NonZeroU8",
    "NonZeroU16",
    "NonZeroU32",
    "NonZeroU64",
    "NonZeroU128",
    "NonZeroUsize",
    "NonZeroI8",
    "NonZeroI16",
    "NonZeroI32",
    "NonZeroI64",
    "NonZeroI128",
    "NonZeroIsize",
];

/// Types that are neither text nor an integer, whatever their parameters.
const NEITHER: &[&str] = &["f32", "f64", "bool", "char", "Vec", "Option", "PathBuf", "OsString"];

/// Text types that are ids by themselves.
const TEXT_IDS: &[&str] = &["String", "Box"];

/// Types that may be wrapped by an id and are none by themselves, beside integers.
const NO_IDS: &[&str] = &["str", "Arc", "Rc", "Cow"];

const TEXT_WORKS: &str = "hold the text in a `String`, `Box<str>` or `Arc<str>`";

/// What the id is made of; [`Content::Unknown`] after errors.
pub(crate) fn of_id<'a>(cx: &Ctxt, input: &Input<'a>) -> Content<'a> {
    match &input.shape {
        Shape::Enum(data) => {
            if !input.generics.params.is_empty() {
                let message = "generic parameters are not supported on an enum: write out the ids in its variants, \
                               as in `Data(DataDiskId)`";
                cx.error(input.generics, message);
            }
            Content::Variants(variants(cx, input, data))
        }
        _ => of_struct(cx, input),
    }
}

/// What of the settings makes no sense for such an id.
pub(crate) fn settings(cx: &Ctxt, content: &Content<'_>, attrs: &ResourceAttrs) {
    let conflict = |key, word: &str, reason: &str| cx.error(key, format!("`{word}` conflicts with {reason}"));
    match content {
        Content::Integer(_) => {
            if let Some(prefix) = &attrs.prefix {
                let reason = "the integer in the field, which begins with a digit: leave it out, or hold text";
                conflict(&prefix.key, "prefix", reason);
            }
        }
        Content::Variants(_) => {
            if let Some(prefix) = &attrs.prefix {
                let reason = "the variants, whose ids have prefixes of their own: set it on the types of these";
                conflict(&prefix.key, "prefix", reason);
            }
            if let Some(validate) = &attrs.validate {
                let reason = "the variants, whose ids are checked by themselves: set it on the types of these";
                conflict(&validate.key, "validate", reason);
            }
        }
        Content::Text(_) | Content::Unknown => {}
    }
}

fn of_struct<'a>(cx: &Ctxt, input: &Input<'a>) -> Content<'a> {
    let name = input.ident;
    let works = format!(
        "`ResourceId` is for a struct of one field that holds text or an integer, as in `struct {name}(String);`"
    );
    let fields: Vec<(Member, &Type)> = match &input.shape {
        Shape::Newtype(field) => vec![(Member::Unnamed(Index::from(0)), field.ty)],
        Shape::Tuple(fields) => {
            fields.unnamed.iter().enumerate().map(|(at, field)| (Member::Unnamed(Index::from(at)), &field.ty)).collect()
        }
        Shape::Named(fields) => {
            let named = fields.named.iter();
            named.filter_map(|field| Some((Member::Named(field.ident.clone()?), &field.ty))).collect()
        }
        Shape::Union(data) => {
            cx.error(data.union_token, format!("a union is not supported: {works}, or for an enum of ids"));
            return Content::Unknown;
        }
        Shape::Unit | Shape::Enum(_) => Vec::new(),
    };
    let (markers, held): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(_, ty)| is_marker(ty));
    let markers = markers.into_iter().map(|(member, _)| member).collect();
    let mut held = held.into_iter();
    let Some((member, ty)) = held.next() else {
        cx.error(name, format!("missing the field: {works}"));
        lifetimes(cx, input);
        return Content::Unknown;
    };
    let second = held.next();
    if let Some((member, ty)) = &second {
        let at = if let Member::Named(name) = member { name.to_token_stream() } else { ty.to_token_stream() };
        cx.error(at, format!("a second field is not supported, except for a `PhantomData`: {works}"));
    }
    let fault = no_content(ty);
    if let Some(message) = &fault {
        cx.error(ty, message);
    }
    // The lifetime of a borrowed id is there because of the field, which was reported.
    if !matches!(innermost(ty), Type::Reference(_)) {
        lifetimes(cx, input);
    }
    if fault.is_some() || second.is_some() {
        return Content::Unknown;
    }
    let wrapped = Wrapped { ty, member, markers };
    if is_integer(ty) { Content::Integer(wrapped) } else { Content::Text(wrapped) }
}

fn variants<'a>(cx: &Ctxt, input: &Input<'a>, data: &'a syn::DataEnum) -> Vec<Variant<'a>> {
    let name = input.ident;
    if data.variants.is_empty() {
        let message = format!(
            "missing the variants: an enum of ids has one for each kind, as in `enum {name} {{ Data(DataDiskId) }}`"
        );
        cx.error(name, message);
    }
    let mut variants: Vec<Variant<'_>> = Vec::new();
    for variant in &data.variants {
        let Some(ty) = id_of_variant(cx, variant) else {
            continue;
        };
        let earlier = variants.iter().find(|earlier| tokens(earlier.ty) == tokens(ty));
        if let Some(earlier) = earlier {
            let message = format!(
                "duplicate id type: `{}` holds it already, and a text is of the first variant that takes it",
                earlier.ident
            );
            cx.error(ty, message);
        } else {
            let is_parameter = |name: &String| input.generics.type_params().any(|parameter| parameter.ident == name);
            let converts =
                head(innermost(ty)).is_none_or(|name| !TEXT_IDS.contains(&name.as_str()) && !is_parameter(&name));
            variants.push(Variant { ident: &variant.ident, ty, converts });
        }
    }
    variants
}

/// The id type in a variant.
fn id_of_variant<'a>(cx: &Ctxt, variant: &'a syn::Variant) -> Option<&'a Type> {
    let name = &variant.ident;
    let works = format!("each variant holds one id, as in `{name}(DataDiskId)`");
    let field = match &variant.fields {
        Fields::Unnamed(fields) => {
            let mut fields = fields.unnamed.iter();
            let first = fields.next();
            if let Some(second) = fields.next() {
                return cx.none(&second.ty, format!("a second field is not supported: {works}"));
            }
            first
        }
        Fields::Named(fields) => match fields.named.first() {
            Some(first) => return cx.none(&first.ident, format!("a named field is not supported: {works}")),
            None => None,
        },
        Fields::Unit => None,
    };
    let Some(field) = field else {
        return cx.none(name, format!("missing the field: {works}"));
    };
    if let Some(message) = no_id(&field.ty) {
        return cx.none(&field.ty, message);
    }
    Some(&field.ty)
}

/// Lifetimes, which are faults: what is left of the parameters may stay.
fn lifetimes(cx: &Ctxt, input: &Input<'_>) {
    for parameter in &input.generics.params {
        if let GenericParam::Lifetime(lifetime) = parameter {
            let message = format!("a lifetime parameter is not supported, because {OUTLIVES}: {TEXT_WORKS}");
            cx.error(&lifetime.lifetime, message);
        }
    }
}

const OUTLIVES: &str = "ids outlive the bytes that they were read from";

/// Why a type, by its look, can be neither the text nor the integer of an id. Of other types the compiler will tell.
fn no_content(ty: &Type) -> Option<String> {
    match innermost(ty) {
        Type::Reference(_) => Some(borrowed()),
        ty => match head(ty)?.as_str() {
            "str" => Some("`str` has no size known to the compiler: hold the text in a `Box<str>`".to_owned()),
            name if NEITHER.contains(&name) => Some(format!(
                "`{name}` is neither text nor an integer: {TEXT_WORKS}, an integer in a type such as `u64`"
            )),
            _ => None,
        },
    }
}

/// Why a type, by its look, is no id that a variant could hold.
fn no_id(ty: &Type) -> Option<String> {
    match innermost(ty) {
        Type::Reference(_) => Some(borrowed()),
        ty => {
            let name = head(ty)?;
            let is_none = [INTEGERS, NEITHER, NO_IDS].iter().any(|names| names.contains(&name.as_str()));
            is_none.then(|| {
                format!(
                    "`{name}` is no id by itself: derive `ResourceId` on a newtype and name that here; a `String` takes \
                     any text"
                )
            })
        }
    }
}

fn borrowed() -> String {
    format!("a borrowed id is not supported, because {OUTLIVES}: {TEXT_WORKS}")
}

fn is_marker(ty: &Type) -> bool {
    is_of(ty, "PhantomData")
}

fn is_integer(ty: &Type) -> bool {
    head(innermost(ty)).is_some_and(|name| INTEGERS.contains(&name.as_str()))
}

fn tokens(ty: &Type) -> String {
    innermost(ty).to_token_stream().to_string()
}
