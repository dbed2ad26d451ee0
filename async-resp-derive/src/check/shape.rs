//! Which items the derives of replies can stand on. What cannot be is told together with what can.

use crate::ast::{Input, Shape};
use crate::ctxt::Ctxt;
use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{FieldsNamed, Type};

/// Types that people wrap in place of a `BatchReply`.
const NO_REPLY: &[&str] = &["BTreeMap", "Box", "Detail", "HashMap", "Option", "String", "TaskReply", "Vec"];

/// The fields of a single reply, or of an entry.
pub(crate) fn named<'a>(cx: &Ctxt, input: &Input<'a>) -> Option<&'a FieldsNamed> {
    let name = input.ident;
    let works = format!(
        "`AsyncResponse` is for a struct with named fields, as in \
         `struct {name} {{ code: Code, message: Remark, request_id: MaybeTask }}`"
    );
    match &input.shape {
        Shape::Named(fields) => return Some(fields),
        Shape::Newtype(_) if wraps_reply(input) => {
            let message = "`AsyncResponse` is not for a newtype over a `BatchReply`, which has it from `BatchResponse`: \
                           derive that alone";
            cx.error(name, message);
        }
        Shape::Newtype(field) => cx.error(field.ty, format!("an unnamed field is not supported: {works}")),
        Shape::Tuple(fields) => match fields.unnamed.first() {
            Some(first) => cx.error(&first.ty, format!("an unnamed field is not supported: {works}")),
            None => cx.error(name, format!("missing the fields: {works}")),
        },
        Shape::Unit => cx.error(name, format!("missing the fields: {works}")),
        Shape::Enum(data) => cx.error(data.enum_token, format!("an enum is not supported: {works}")),
        Shape::Union(data) => cx.error(data.union_token, format!("a union is not supported: {works}")),
    }
    None
}

/// Whether it is a newtype over a `BatchReply`.
pub(crate) fn wraps_reply(input: &Input<'_>) -> bool {
    matches!(&input.shape, Shape::Newtype(field) if is_of(field.ty, "BatchReply"))
}

/// Whether it is meant as the newtype over a `BatchReply`, but has a name for the field.
pub(crate) fn is_newtype_in_braces(fields: &FieldsNamed) -> bool {
    fields.named.len() == 1 && fields.named.iter().all(|field| is_of(&field.ty, "BatchReply"))
}

/// Why a type, by its look, cannot hold the entries of a batch reply. Of other types the compiler will tell.
pub(super) fn no_detail(ty: &Type) -> Option<String> {
    let name = head(innermost(ty)).filter(|name| NO_DETAIL.contains(&name.as_str()))?;
    Some(format!(
        "`{name}` cannot hold the entries of a batch reply: use `Detail<InstanceId>`, which loses none and reads every \
         shape that servers send"
    ))
}

/// Whether a type is the one of this name, by its look.
pub(super) fn is_of(ty: &Type, name: &str) -> bool {
    head(innermost(ty)).is_some_and(|head| head == name)
}

/// Whether there is a reference in the type.
pub(super) fn borrows(ty: &Type) -> bool {
    ty.to_token_stream().into_iter().any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '&'))
}

/// Types that people take for `detail`.
const NO_DETAIL: &[&str] = &["BTreeMap", "HashMap", "IndexMap", "Map", "String", "TaskReply", "Value", "Vec"];

/// The `BatchReply` that the reply type wraps.
pub(crate) fn of_reply<'a>(cx: &Ctxt, input: &Input<'a>) -> Option<&'a Type> {
    let ty = newtype(cx, input, "BatchResponse", "a `BatchReply`", "BatchReply<InstanceId>");
    let fault = ty.filter(|ty| no_reply(ty));
    if let Some(ty) = fault {
        let name = input.ident;
        cx.error(ty, format!("expected a `BatchReply`, as in `struct {name}(BatchReply<InstanceId>);`"));
    }
    let borrows = lifetimes(cx, input);
    // The bounds of the impls are made from its arguments.
    let hidden = ty.filter(|ty| fault.is_none() && !input.generics.params.is_empty() && !is_of(ty, "BatchReply"));
    if let Some(ty) = hidden {
        let name = input.ident;
        let message = format!(
            "with generic parameters `BatchReply` has to be written out: `struct {name}<S>(BatchReply<InstanceId<S>>);`"
        );
        cx.error(ty, message);
    }
    ty.filter(|_| fault.is_none() && hidden.is_none() && !borrows)
}

fn newtype<'a>(cx: &Ctxt, input: &Input<'a>, derive: &str, over: &str, sample: &str) -> Option<&'a Type> {
    let name = input.ident;
    let works =
        format!("`{derive}` is for a struct of one unnamed field over {over}, as in `struct {name}({sample});`");
    match &input.shape {
        Shape::Newtype(field) => return Some(field.ty),
        Shape::Named(fields) => match fields.named.first() {
            Some(first) => cx.error(&first.ident, format!("a named field is not supported: {works}")),
            None => cx.error(name, format!("missing the field: {works}")),
        },
        Shape::Tuple(fields) => match fields.unnamed.iter().nth(1) {
            Some(second) => cx.error(&second.ty, format!("a second field is not supported: {works}")),
            None => cx.error(name, format!("missing the field: {works}")),
        },
        Shape::Unit => cx.error(name, format!("missing the field: {works}")),
        Shape::Enum(data) => cx.error(data.enum_token, format!("an enum is not supported: {works}")),
        Shape::Union(data) => cx.error(data.union_token, format!("a union is not supported: {works}")),
    }
    None
}

/// Whether there are lifetime parameters, which is a fault.
fn lifetimes(cx: &Ctxt, input: &Input<'_>) -> bool {
    let mut lifetimes = input.generics.lifetimes().peekable();
    let borrows = lifetimes.peek().is_some();
    for parameter in lifetimes {
        let message = "a lifetime parameter is not supported, because replies outlive the bytes that they were read \
                       from: wrap a `BatchReply` that owns its ids and entries";
        cx.error(&parameter.lifetime, message);
    }
    borrows
}

fn no_reply(ty: &Type) -> bool {
    match innermost(ty) {
        Type::Reference(_) | Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => true,
        ty => head(ty).is_some_and(|name| NO_REPLY.contains(&name.as_str())),
    }
}

/// The type without what groups it.
pub(super) fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => innermost(&group.elem),
        Type::Paren(paren) => innermost(&paren.elem),
        ty => ty,
    }
}

/// `Vec` of `std::vec::Vec<u8>`
pub(super) fn head(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) if path.qself.is_none() => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
