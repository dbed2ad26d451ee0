//! [`ResourceId`]: what a key of `detail` must be able to do, and [`InvalidId`], the answer to a text that is none.
//!
//! Ids are compared and ordered, never hashed: their text comes from outside.

pub(crate) mod integer;
pub(crate) mod text;
pub(crate) mod variants;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::error::Error;
use core::fmt::{self, Debug, Display};

use crate::excerpt::{self, shorten};

/// The id of a resource: what `detail` is keyed by.
///
/// Derive it on a type of your own (`#[derive(ResourceId)]`): a newtype over text or an integer, or an enum of such ids.
/// `String` and `Box<str>` are ids of any text. By hand:
///
/// ```
/// use async_resp_core::{InvalidId, ResourceId};
/// use std::fmt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
/// struct Port(u16);
///
/// impl fmt::Display for Port {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         self.0.fmt(f)
///     }
/// }
///
/// impl ResourceId for Port {
///     const KIND: &'static str = "port";
///     const FIELDS: &'static [&'static str] = &["port"];
///
///     fn parse(text: &str) -> Result<Self, InvalidId> {
///         match text.parse() {
///             // "080" would come back as "80": not the id that was parsed.
///             Ok(port) if !text.starts_with(['0', '+']) => Ok(Port(port)),
///             _ => Err(InvalidId::new(Self::KIND, text, "must be a port number")),
///         }
///     }
/// }
/// # assert!(Port::parse("443").is_ok() && Port::parse("080").is_err());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource id",
    label = "this type does not implement `ResourceId`",
    note = "add `#[derive(async_resp_core::ResourceId)]` to a newtype over text or an integer, or to an enum of ids; one with \
            parameters has to have its std derives for them, too"
)]
pub trait ResourceId: StandardDerives + Display {
    /// What such a resource is called in messages: `"instance"`.
    const KIND: &'static str;

    /// The fields that may hold the id where `detail` is an array of entries; of several, the earliest in this list
    /// counts. Empty: such an entry is a stray.
    const FIELDS: &'static [&'static str] = &[];

    /// What every id begins with, where that is known; empty: anything. Two spellings of one resource do occur
    /// (`ins-…` in the request, `qcvm…` in the reply), so name prefixes only where you have seen them on both sides.
    /// By them a derived enum of ids proves that its variants differ: an integer by hand says `&["0", "1", …]`.
    const PREFIXES: &'static [&'static str] = &[];

    /// The id that this text is.
    ///
    /// Laws: `parse(&id.to_string()) == Ok(id)`, and a text that is parsed is shown as it was: an id never normalises,
    /// since two spellings are two keys to the server. The empty text is never an id: `detail` uses it for entries without one.
    ///
    /// # Errors
    ///
    /// [`InvalidId`] with the rule that the text breaks.
    fn parse(text: &str) -> Result<Self, InvalidId>;

    /// Whether this text is an id, found out without making one where that can be had.
    ///
    /// Law: `accepts(text) == parse(text).is_ok()`.
    #[must_use]
    fn accepts(text: &str) -> bool {
        Self::parse(text).is_ok()
    }

    /// The id as text, if it holds it as such: then long lists of ids are put in order by their texts, which is faster than
    /// by comparing the ids.
    ///
    /// Laws: it is the text that the id shows, and ids that are equal hold equal texts. One that breaks them has ids
    /// reported missing that were answered, and never takes one id for another.
    fn as_text(&self) -> Option<&str> {
        None
    }
}

impl ResourceId for String {
    const KIND: &'static str = "resource";
    const FIELDS: &'static [&'static str] = ANY_FIELDS;

    #[inline]
    fn parse(text: &str) -> Result<Self, InvalidId> {
        not_empty(Self::KIND, text).map(String::from)
    }

    #[inline]
    fn accepts(text: &str) -> bool {
        !text.is_empty()
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl ResourceId for Box<str> {
    const KIND: &'static str = "resource";
    const FIELDS: &'static [&'static str] = ANY_FIELDS;

    fn parse(text: &str) -> Result<Self, InvalidId> {
        not_empty(Self::KIND, text).map(Box::from)
    }

    #[inline]
    fn accepts(text: &str) -> bool {
        !text.is_empty()
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

/// The id fields seen in entries of arrays. The policy comes last: its entries name the disk too, which is what they are
/// about.
const ANY_FIELDS: &[&str] = &["instanceId", "storageId", "snapshotId", "loadBalancerId", "keyId", "aspId", "id"];

#[inline]
pub(crate) fn not_empty<'a>(kind: &'static str, text: &'a str) -> Result<&'a str, InvalidId> {
    if text.is_empty() { Err(InvalidId::new(kind, text, "must not be empty")) } else { Ok(text) }
}

/// The standard traits that every [`ResourceId`] has: one name for them, so that forgetting to derive them gives one
/// message.
///
/// Implemented for every type that has the four.
#[diagnostic::on_unimplemented(
    message = "the resource id `{Self}` lacks a standard derive",
    label = "add `#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]` to this type"
)]
pub trait StandardDerives: Clone + Eq + Ord + Debug {}

impl<T: Clone + Eq + Ord + Debug> StandardDerives for T {}

// With a single impl the compiler would report each missing trait by itself and leave out the message above. With a second
// candidate it reports `StandardDerives`. This one never applies: nothing implements `Never`.
impl<T: StandardDerives> StandardDerives for T where NoType<T>: Never {}

#[doc(hidden)]
#[derive(Debug)]
pub struct NoType<T>(T);

#[doc(hidden)]
pub trait Never {}

/// A text that is no id of its kind.
///
/// ```
/// use async_resp_core::ResourceId;
///
/// let error = String::parse("").unwrap_err();
/// assert_eq!(error.to_string(), "`` is not a valid resource id: must not be empty");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId {
    kind: &'static str,
    text: Box<str>,
    rule: Cow<'static, str>,
}

impl InvalidId {
    /// `text` is no id of this `kind` because of a `rule` that reads after a colon: `"must not be empty"`. A long text is
    /// kept shortened.
    #[must_use]
    pub fn new(kind: &'static str, text: &str, rule: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, text: shorten(text).into(), rule: rule.into() }
    }

    /// The kind of resource, [`ResourceId::KIND`].
    #[must_use]
    pub fn kind(&self) -> &str {
        self.kind
    }

    /// The text; of a long one the beginning, an ellipsis and the length.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rule that the text breaks.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

impl Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a valid {} id: {}", excerpt::printable(&self.text), self.kind, self.rule)
    }
}

impl Error for InvalidId {}
