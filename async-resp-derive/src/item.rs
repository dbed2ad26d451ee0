//! The grammar that all attributes share: items between commas, each a word with or without a value.
//!
//! Works on tokens, so that a fault in one item leaves the others readable. What a word may hold is read by
//! [`value`](crate::value), which words there are stands in [`symbol`](crate::symbol).

use crate::ctxt::Ctxt;
use crate::symbol::Vocabulary;
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use syn::{Attribute, MacroDelimiter, Meta};

/// The tokens between two commas: never empty.
pub(crate) struct Segment {
    pub(crate) first: TokenTree,
    pub(crate) rest: Vec<TokenTree>,
}

/// A word and what stands behind it.
pub(crate) struct Item {
    pub(crate) key: Ident,
    pub(crate) form: Form,
}

/// How the value of a word is written.
pub(crate) enum Form {
    /// `word`
    Bare,
    /// `word = value`; an empty value is possible
    Assigned(TokenStream),
    /// `word(value, …)`
    Listed(Group),
    /// anything else
    Other(TokenStream),
}

/// The items of `#[attribute(…)]`, or an error where it is written in another way.
pub(crate) fn segments(cx: &Ctxt, attribute: &Attribute, vocabulary: &Vocabulary) -> Option<Vec<Segment>> {
    match &attribute.meta {
        Meta::List(list) if matches!(list.delimiter, MacroDelimiter::Paren(_)) => {
            Some(split(cx, list.tokens.clone(), |word| vocabulary.find(word).is_some()))
        }
        meta => {
            cx.error(meta, format!("expected a list in parentheses, as in `{}`", vocabulary.sample));
            None
        }
    }
}

/// The items of `Name(…)` in an attribute.
pub(crate) fn segments_within(cx: &Ctxt, list: &Group, vocabulary: &Vocabulary) -> Vec<Segment> {
    split(cx, list.stream(), |word| vocabulary.find(word).is_some())
}

/// The values of `word(…)`, each between commas.
pub(crate) fn values(cx: &Ctxt, list: &Group) -> Vec<TokenStream> {
    split(cx, list.stream(), |_| false).into_iter().map(Segment::into_tokens).collect()
}

impl Segment {
    /// The item in this segment, if it starts with a word.
    pub(crate) fn into_item(self) -> Result<Item, Segment> {
        match self.first {
            TokenTree::Ident(key) if !starts_with_colons(&self.rest) => Ok(Item { key, form: Form::read(self.rest) }),
            _ => Err(self),
        }
    }

    /// Whether it is a path, such as `a::b`.
    pub(crate) fn is_path(&self) -> bool {
        matches!(self.first, TokenTree::Ident(_)) && starts_with_colons(&self.rest)
    }

    /// Takes the list of `Name(…)` off, so that the bare name is left.
    pub(crate) fn take_list(&mut self) -> Option<Group> {
        match (&self.first, self.rest.as_slice()) {
            (TokenTree::Ident(_), [TokenTree::Group(list)]) if list.delimiter() == Delimiter::Parenthesis => {
                let list = list.clone();
                self.rest.clear();
                Some(list)
            }
            _ => None,
        }
    }

    pub(crate) fn into_tokens(self) -> TokenStream {
        std::iter::once(self.first).chain(self.rest).collect()
    }
}

/// `::`, as paths have; a lone `:` is a slip for `=`.
fn starts_with_colons(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(first), TokenTree::Punct(second), ..] if first.as_char() == ':' && second.as_char() == ':')
}

impl Form {
    fn read(rest: Vec<TokenTree>) -> Self {
        match rest.as_slice() {
            [] => Form::Bare,
            [TokenTree::Punct(eq), value @ ..] if eq.as_char() == '=' => {
                Form::Assigned(value.iter().cloned().collect())
            }
            [TokenTree::Group(list)] if list.delimiter() == Delimiter::Parenthesis => Form::Listed(list.clone()),
            _ => Form::Other(rest.into_iter().collect()),
        }
    }
}

/// Splits at commas, and reports those with nothing in front. A forgotten comma in front of a known word is reported
/// and taken as written, else the rest of the attribute would pass for a part of one bad value.
fn split(cx: &Ctxt, tokens: TokenStream, is_word: impl Fn(&str) -> bool) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut current: Option<Segment> = None;
    let mut angles = Angles::default();
    for token in flatten(tokens) {
        let open = angles.within(&token);
        match (&token, &mut current) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' && !open => match current.take() {
                Some(segment) => segments.push(segment),
                None => cx.error(&token, "unexpected `,`: nothing stands in front of it"),
            },
            (TokenTree::Ident(ident), Some(segment)) if segment.is_complete() && is_word(&ident.to_string()) => {
                cx.error(ident, format!("missing `,` in front of `{ident}`"));
                segments.extend(current.replace(Segment { first: token, rest: Vec::new() }));
            }
            (_, Some(segment)) => segment.rest.push(token),
            (_, None) => {
                current = Some(Segment { first: token, rest: Vec::new() });
            }
        }
    }
    segments.extend(current);
    segments
}

impl Segment {
    /// Whether a word behind these tokens can only be the next item.
    fn is_complete(&self) -> bool {
        !matches!(self.rest.last().unwrap_or(&self.first), TokenTree::Punct(_))
    }
}

/// The values that `macro_rules!` puts in for `$x:literal` come in groups without delimiters, which no author wrote.
fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(flatten(group.stream()));
            }
            token => flat.push(token),
        }
    }
    flat
}

/// Tells the commas of `check::<A, B>` and of `field: Type<A, B>` from those between items.
#[derive(Default)]
struct Angles {
    depth: usize,
    previous: Option<char>,
    /// Whether this stands behind a lone `:`, which is in front of a type.
    in_type: bool,
}

impl Angles {
    /// Takes one more token; says whether it stands between `<` and `>`.
    fn within(&mut self, token: &TokenTree) -> bool {
        let punct = match token {
            TokenTree::Punct(punct) => {
                let lone = punct.spacing() == Spacing::Alone && self.previous != Some(':');
                self.in_type |= punct.as_char() == ':' && lone;
                self.in_type &= punct.as_char() != ',' || self.depth > 0;
                Some(punct.as_char())
            }
            _ => None,
        };
        match (self.previous, punct) {
            // An arrow closes nothing.
            (Some('-'), Some('>')) => {}
            (_, Some('>')) => self.depth = self.depth.saturating_sub(1),
            // Of paths only: a `<` elsewhere is a fault that must not hide the items behind it.
            (Some(':' | '='), Some('<')) => self.depth += 1,
            (_, Some('<')) if self.depth > 0 || self.in_type => self.depth += 1,
            _ => {}
        }
        self.previous = punct;
        self.depth > 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, split};
    use crate::ctxt::Ctxt;

    #[test]
    fn items_and_the_commas_between_them() {
        for (written, items, faults) in [
            ("", &[][..], 0),
            ("a", &["a"], 0),
            ("a, b = \"x,y\", c(1, 2),", &["a", "b = \"x,y\"", "c (1 , 2)"], 0),
            ("f = check :: < A, B >, a", &["f = check :: < A , B >", "a"], 0),
            ("f = < A as B < C, D >> :: e, a", &["f = < A as B < C , D >> :: e", "a"], 0),
            ("f = g :: < fn() -> A, B >, a", &["f = g :: < fn () -> A , B >", "a"], 0),
            ("limit < 5, a", &["limit < 5", "a"], 0),
            ("d = e.f: Detail<A, B<C>>, a < 5, b", &["d = e.f: Detail<A, B<C>>", "a < 5", "b"], 0),
            ("d = e::f, a < 5, b", &["d = e::f", "a < 5", "b"], 0),
            (", a,, b", &["a", "b"], 2),
            ("a = 1 word = 2 other", &["a = 1", "word = 2 other"], 1),
            ("a(1) word", &["a (1)", "word"], 1),
            ("a = word :: word", &["a = word :: word"], 0),
        ] {
            let cx = Ctxt::default();
            let segments = split(&cx, written.parse().unwrap(), |word| word == "word");
            let texts: Vec<String> = segments.into_iter().map(|item| Segment::into_tokens(item).to_string()).collect();
            let normal: Vec<String> =
                items.iter().map(|item| item.parse::<proc_macro2::TokenStream>().unwrap().to_string()).collect();
            assert_eq!(texts, normal, "{written}");
            assert_eq!(cx.finish().map_or(0, |errors| errors.into_iter().count()), faults, "{written}");
        }
    }
}
