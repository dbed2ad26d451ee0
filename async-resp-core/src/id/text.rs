//! What derived ids of text call: what all of them say ([`TextId`]), what holds their text, and the rules about it.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::Display;
use core::str::FromStr;

use super::{InvalidId, Never, NoType, ResourceId, StandardDerives, not_empty};

/// An id that holds text: what differs between such ids.
///
/// A derive writes this and the conversions; [`ResourceId`] follows from them here, once for all, so that a hundred ids
/// cost the compiler as little as can be. The trait is not for use by hand: an id written by hand implements
/// [`ResourceId`] itself.
pub trait TextId: StandardDerives + Display + FromStr<Err = InvalidId> + AsRef<str> {
    /// [`ResourceId::KIND`]. All go by names of their own, so that errors about those of [`ResourceId`] name no other trait.
    const NOUN: &'static str;
    /// [`ResourceId::FIELDS`].
    const MEMBERS: &'static [&'static str];
    /// [`ResourceId::PREFIXES`].
    const BEGINNINGS: &'static [&'static str] = &[];
    /// Whether the author has a rule beside the beginnings, so that only parsing tells what is an id.
    const HAS_RULE: bool = false;
}

// Errors are about the trait that authors know.
#[diagnostic::do_not_recommend]
impl<T: TextId> ResourceId for T {
    const KIND: &'static str = T::NOUN;
    const FIELDS: &'static [&'static str] = T::MEMBERS;
    const PREFIXES: &'static [&'static str] = T::BEGINNINGS;

    #[inline]
    fn parse(text: &str) -> Result<Self, InvalidId> {
        T::from_str(text)
    }

    #[inline]
    fn accepts(text: &str) -> bool {
        if T::HAS_RULE { T::from_str(text).is_ok() } else { accepts_text::<T>(text) }
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self.as_ref())
    }
}

/// What holds the text of a derived id.
///
/// Generated code calls its functions by way of the type and never a function that is bounded by it: of a type that is no
/// text each mention then says the same, and the compiler says it once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the text of a resource id",
    label = "not a text that is made from `&str`",
    note = "use `String`, `Box<str>`, `Arc<str>`, or a type that is `From<&str>` and `AsRef<str>`; an integer under its own name, \
            such as `u64`, where ids are numbers"
)]
pub trait IdText: for<'a> From<&'a str> + AsRef<str> {
    /// The text of the id.
    fn text(&self) -> &str {
        self.as_ref()
    }

    /// The id that a text is, after all that it asks of the text.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks.
    fn parse_id<Id: ResourceId>(text: &str, wrap: fn(Self) -> Id) -> Result<Id, InvalidId> {
        check_text::<Id>(text).map(|()| wrap(Self::from(text)))
    }

    /// The same, for an id that checks the text further.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks; the author's comes last.
    fn parse_checked_id<Id: ResourceId>(
        text: &str,
        rule: impl TextRule,
        wrap: fn(Self) -> Id,
    ) -> Result<Id, InvalidId> {
        check_text::<Id>(text)?;
        rule.check(text).map_err(|rule| InvalidId::new(Id::KIND, text, rule))?;
        Ok(wrap(Self::from(text)))
    }
}

impl<T: for<'a> From<&'a str> + AsRef<str>> IdText for T {}

// A second candidate that never applies, so that the compiler reports `IdText` and not each trait by itself (as for
// `StandardDerives`).
impl<T: IdText> IdText for T where NoType<T>: Never {}

/// Whether a text is an id that asks nothing further of it.
#[must_use]
pub fn accepts_text<Id: ResourceId>(text: &str) -> bool {
    !text.is_empty() && (Id::PREFIXES.is_empty() || Id::PREFIXES.iter().any(|prefix| text.starts_with(prefix)))
}

fn check_text<Id: ResourceId>(text: &str) -> Result<(), InvalidId> {
    not_empty(Id::KIND, text)?;
    if accepts_text::<Id>(text) {
        return Ok(());
    }
    Err(InvalidId::new(Id::KIND, text, prefix_rule(Id::PREFIXES)))
}

/// ``must begin with `ins-` or `i-` ``
fn prefix_rule(prefixes: &[&str]) -> Cow<'static, str> {
    let mut rule = String::from("must begin with ");
    for (index, prefix) in prefixes.iter().enumerate() {
        let separator = match index {
            0 => "",
            _ if index + 1 == prefixes.len() => " or ",
            _ => ", ",
        };
        rule.extend([separator, "`", prefix, "`"]);
    }
    Cow::Owned(rule)
}

/// A function that an author names as the rule for the text of an id.
#[diagnostic::on_unimplemented(
    message = "`validate` names a function that cannot check the text of an id",
    label = "expected `fn(&str) -> Result<(), &'static str>`",
    note = "the text in `Err` is the rule that the id breaks, as in `Err(\"must be lower case\")`"
)]
pub trait TextRule: Sized {
    /// The rule that the text breaks, if it breaks it.
    ///
    /// # Errors
    ///
    /// The rule.
    fn check(self, text: &str) -> Result<(), &'static str>;
}

impl<F: Fn(&str) -> Result<(), &'static str>> TextRule for F {
    fn check(self, text: &str) -> Result<(), &'static str> {
        self(text)
    }
}

// A second candidate that never applies, so that the compiler reports `TextRule` and not what it asks of a function (as
// for `StandardDerives`).
impl<F: TextRule> TextRule for F
where
    NoType<F>: Never,
{
    fn check(self, _: &str) -> Result<(), &'static str> {
        Ok(())
    }
}
