//! What derived enums of ids call: which variant a text is of, and the proof at compile time that it is of one alone.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};
use core::str::FromStr;

use super::{InvalidId, ResourceId, not_empty};

/// What the ids of a variant begin with, and how they are made of text.
pub type Variant<Id> = (&'static [&'static str], fn(&str) -> Result<Id, InvalidId>);

/// The id by the first variant that takes the text.
///
/// A variant is asked only about texts that begin with one of its prefixes: a refusal costs more than a comparison.
///
/// # Errors
///
/// The rule of the variant whose prefix the text has, or those of all.
pub fn parse_variants<Id: ResourceId>(text: &str, variants: &[Variant<Id>]) -> Result<Id, InvalidId> {
    not_empty(Id::KIND, text)?;
    let mut candidates = variants.iter().filter(|(prefixes, _)| is_open(prefixes, text));
    candidates.find_map(|(_, parse)| parse(text).ok()).ok_or_else(|| refusal(text, variants))
}

/// Whether the prefixes allow the text.
fn is_open(prefixes: &[&str], text: &str) -> bool {
    prefixes.is_empty() || prefixes.iter().any(|prefix| text.starts_with(prefix))
}

#[cold]
fn refusal<Id: ResourceId>(text: &str, variants: &[Variant<Id>]) -> InvalidId {
    let meant = variants.iter().find(|(prefixes, _)| !prefixes.is_empty() && is_open(prefixes, text));
    let asked = meant.map_or(variants, core::slice::from_ref);
    let mut rules: Vec<String> = Vec::new();
    for error in asked.iter().filter_map(|(_, parse)| parse(text).err()) {
        if !rules.iter().any(|rule| rule == error.rule()) {
            rules.push(error.rule().to_string());
        }
    }
    InvalidId::new(Id::KIND, text, Cow::Owned(rules.join(", or ")))
}

/// What an enum asks of the id in a variant.
///
/// Generated code asks for all of it by way of the type: of a type that is no id each mention then says the same, and the
/// compiler says it once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource id",
    label = "this type does not implement `ResourceId`",
    note = "add `#[derive(async_resp_core::ResourceId)]` to a newtype over text or an integer, or to an enum of ids"
)]
pub trait VariantId: Sized {
    /// [`ResourceId::PREFIXES`].
    const BEGINNINGS: &'static [&'static str];

    /// [`ResourceId::parse`], and the enum's id around what it gives.
    ///
    /// # Errors
    ///
    /// Those of parsing.
    fn parse_as<Id>(text: &str, wrap: fn(Self) -> Id) -> Result<Id, InvalidId>;

    /// [`ResourceId::as_text`].
    fn text(&self) -> Option<&str>;

    /// Shows the id.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result;

    /// The enum's id for one that a variant wraps.
    ///
    /// A variant that takes any text may hold the text of another one: that other one it is then, as by parsing.
    fn into_enum<Id: FromStr>(self, wrap: fn(Self) -> Id) -> Id;
}

impl<T: ResourceId> VariantId for T {
    const BEGINNINGS: &'static [&'static str] = T::PREFIXES;

    fn parse_as<Id>(text: &str, wrap: fn(Self) -> Id) -> Result<Id, InvalidId> {
        T::parse(text).map(wrap)
    }

    fn text(&self) -> Option<&str> {
        self.as_text()
    }

    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }

    fn into_enum<Id: FromStr>(self, wrap: fn(Self) -> Id) -> Id {
        if T::PREFIXES.is_empty() {
            if let Ok(parsed) = self.to_string().parse() {
                return parsed;
            }
        }
        wrap(self)
    }
}

/// How many prefixes there are in all variants together; none where one variant takes any text.
#[must_use]
pub const fn count_prefixes(variants: &[&[&str]]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at < variants.len() {
        if variants[at].is_empty() {
            return 0;
        }
        count += variants[at].len();
        at += 1;
    }
    count
}

/// The prefixes of all variants; `N` is their number by [`count_prefixes`].
#[must_use]
pub const fn join_prefixes<const N: usize>(variants: &[&[&'static str]]) -> [&'static str; N] {
    let mut joined = [""; N];
    let mut filled = 0;
    let mut variant = 0;
    while filled < N {
        let mut at = 0;
        while at < variants[variant].len() {
            joined[filled] = variants[variant][at];
            filled += 1;
            at += 1;
        }
        variant += 1;
    }
    joined
}

/// Stops the compiler where a variant that is not the last takes any text: those behind it would never be made.
///
/// # Panics
///
/// With `message`.
#[track_caller]
pub const fn assert_prefixed(prefixes: &[&str], message: &'static str) {
    assert!(!prefixes.is_empty(), "{}", message);
}

/// Stops the compiler where one text could begin as two variants want it.
///
/// # Panics
///
/// With `message`.
#[track_caller]
pub const fn assert_distinct(earlier: &[&str], prefixes: &[&str], message: &'static str) {
    let mut at = 0;
    while at < earlier.len() {
        let mut other = 0;
        while other < prefixes.len() {
            assert!(!overlap(earlier[at].as_bytes(), prefixes[other].as_bytes()), "{}", message);
            other += 1;
        }
        at += 1;
    }
}

/// Whether one is the beginning of the other.
const fn overlap(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{count_prefixes, join_prefixes, overlap};

    #[test]
    fn prefixes_overlap_where_one_text_could_have_both() {
        for (a, b, expected) in [
            ("ins-", "ins-", true),
            ("ins-", "i", true),
            ("i", "ins-", true),
            ("ins-", "disk-", false),
            ("ins-", "ins_", false),
            ("ü", "ö", false),
            ("", "x", true),
        ] {
            assert_eq!(overlap(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }

    #[test]
    fn prefixes_are_joined_unless_any_text_goes() {
        let all: &[&[&str]] = &[&["a", "b"], &["c"]];
        assert_eq!(count_prefixes(all), 3);
        assert_eq!(join_prefixes::<3>(all), ["a", "b", "c"]);
        let open: &[&[&str]] = &[&["a"], &[]];
        assert_eq!(count_prefixes(open), 0);
        assert_eq!(join_prefixes::<0>(open), [""; 0]);
    }
}
