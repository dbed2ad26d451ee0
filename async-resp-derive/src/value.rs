//! Values of attribute words: literals, paths and fields, or an error that shows how to write the word.
//!
//! A value that has the right form but makes no sense is for [`check`](crate::check).

use crate::ctxt::Ctxt;
use crate::item::{self, Form, Item};
use crate::symbol::Word;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Display;
use std::str::FromStr;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{LitInt, LitStr, Member, Path, Token, Type};

/// A number and how it was written: a sign is a token of its own.
pub(crate) struct Number<T> {
    pub(crate) value: T,
    pub(crate) original: TokenStream,
}

/// A field, or one within others, from the outermost in.
pub(crate) struct Place {
    pub(crate) members: Vec<Member>,
    pub(crate) ty: Option<Type>,
    pub(crate) original: TokenStream,
}

impl Parse for Place {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let members = Punctuated::<Member, Token![.]>::parse_separated_nonempty(input)?;
        let original = members.to_token_stream();
        let ty = input.parse::<Option<Token![:]>>()?.map(|_| input.parse()).transpose()?;
        Ok(Place { members: members.into_iter().collect(), ty, original })
    }
}

/// `word`
pub(crate) fn flag(cx: &Ctxt, item: &Item, word: &Word) -> Option<()> {
    let Word { name, .. } = word;
    let message = format!("`{name}` takes no value: write the bare word `{name}`");
    match &item.form {
        Form::Bare => Some(()),
        Form::Assigned(value) if value.is_empty() => cx.none(&item.key, message),
        Form::Assigned(value) | Form::Other(value) => cx.none(value, message),
        Form::Listed(list) => cx.none(list, message),
    }
}

/// `word = "text"`
pub(crate) fn text(cx: &Ctxt, item: &Item, word: &Word) -> Option<LitStr> {
    string(cx, assigned(cx, item, word)?, word)
}

/// `word("text", …)` or `word = "text"`
pub(crate) fn texts(cx: &Ctxt, item: &Item, word: &Word) -> Option<Vec<LitStr>> {
    list(cx, item, word, string)
}

/// `word = 100`
pub(crate) fn count(cx: &Ctxt, item: &Item, word: &Word) -> Option<Number<u32>> {
    integer(cx, assigned(cx, item, word)?, word)
}

/// `word = 6010`
pub(crate) fn code(cx: &Ctxt, item: &Item, word: &Word) -> Option<Number<i64>> {
    integer(cx, assigned(cx, item, word)?, word)
}

/// `word(16003, …)` or `word = 16003`
pub(crate) fn codes(cx: &Ctxt, item: &Item, word: &Word) -> Option<Vec<Number<i64>>> {
    list(cx, item, word, integer)
}

/// `word = a::function`
pub(crate) fn function(cx: &Ctxt, item: &Item, word: &Word) -> Option<Path> {
    parse(cx, assigned(cx, item, word)?, word)
}

/// `word = "a::module"`
pub(crate) fn module(cx: &Ctxt, item: &Item, word: &Word) -> Option<Path> {
    let literal = text(cx, item, word)?;
    let path = literal.parse_with(Path::parse_mod_style).ok();
    path.or_else(|| expected(cx, &literal, word))
}

/// `word = field.inner`
pub(crate) fn place(cx: &Ctxt, item: &Item, word: &Word) -> Option<Place> {
    let place = typed_place(cx, item, word)?;
    if place.ty.is_some() { expected(cx, assigned(cx, item, word)?, word) } else { Some(place) }
}

/// `word = field.inner: Type`, where the type may be left out
pub(crate) fn typed_place(cx: &Ctxt, item: &Item, word: &Word) -> Option<Place> {
    parse(cx, assigned(cx, item, word)?, word)
}

fn assigned<'a>(cx: &Ctxt, item: &'a Item, word: &Word) -> Option<&'a TokenStream> {
    match &item.form {
        Form::Assigned(value) if !value.is_empty() => Some(value),
        Form::Bare | Form::Assigned(_) => expected(cx, &item.key, word),
        Form::Other(value) => expected(cx, value, word),
        Form::Listed(value) => expected(cx, value, word),
    }
}

/// All values that are readable; those that are not are reported one by one.
fn list<T>(cx: &Ctxt, item: &Item, word: &Word, one: fn(&Ctxt, &TokenStream, &Word) -> Option<T>) -> Option<Vec<T>> {
    let Form::Listed(list) = &item.form else {
        return Some(vec![one(cx, assigned(cx, item, word)?, word)?]);
    };
    let values = item::values(cx, list);
    if values.is_empty() {
        return expected(cx, &item.key, word);
    }
    Some(values.iter().filter_map(|value| one(cx, value, word)).collect())
}

fn string(cx: &Ctxt, value: &TokenStream, word: &Word) -> Option<LitStr> {
    let literal: LitStr = parse(cx, value, word)?;
    if literal.suffix().is_empty() { Some(literal) } else { expected(cx, literal, word) }
}

fn integer<T: FromStr>(cx: &Ctxt, value: &TokenStream, word: &Word) -> Option<Number<T>>
where
    T::Err: Display,
{
    let literal: LitInt = parse(cx, value, word)?;
    if !literal.suffix().is_empty() {
        return expected(cx, value, word);
    }
    let original = value.clone();
    let Ok(value) = literal.base10_parse() else {
        let range = word.takes.range();
        return cx.none(original, format!("`{}` takes an integer literal {range}", word.name));
    };
    Some(Number { value, original })
}

fn parse<T: Parse>(cx: &Ctxt, value: &TokenStream, word: &Word) -> Option<T> {
    let parsed = T::parse.parse2(value.clone()).ok();
    parsed.or_else(|| expected(cx, value, word))
}

fn expected<T>(cx: &Ctxt, at: impl ToTokens, word: &Word) -> Option<T> {
    cx.none(at, format!("expected {}, as in `{}`", word.takes.expected(), word.sample))
}
