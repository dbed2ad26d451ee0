//! What generated code names. It finds everything here and nothing in the scope of the type it is generated for.

use alloc::borrow::Cow;
use core::num::NonZeroUsize;

pub use alloc::string::String;
pub use core::borrow::Borrow;
pub use core::clone::Clone;
pub use core::cmp::{Eq, Ord, PartialEq};
pub use core::convert::{AsRef, From, TryFrom};
pub use core::fmt::{Debug, Display, Formatter, Result as FmtResult};
pub use core::iter::{FromIterator, IntoIterator, Iterator};
pub use core::marker::PhantomData;
pub use core::option::Option;
pub use core::primitive::{bool, str};
pub use core::result::Result;
pub use core::str::FromStr;
use serde_core::de::{self, Visitor};
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::id::integer::{
    IdInteger, IntegerRule, check_integer, deserialize_text_or_integer, parse_integer, serialize_integer,
};
pub use crate::id::variants::{
    Variant, assert_distinct, assert_prefixed, count_prefixes, from_variant, join_prefixes, parse_variants,
};
use crate::id::{Never, NoType, not_empty};
pub use crate::iter::{IntoIter, Iter};
pub use crate::newtype::{DebugDerive, Owned, Wraps};
pub use crate::place::{
    CodeField, DetailField, Place, PlaceMut, ReadCodeDesc, ReadMessage, ReadTask, TaskField, TextField, code, detail,
    holds_entries, read_code_desc, read_message, read_task, take_detail, task, text,
};
pub use crate::{
    AsyncResponse, BatchReply, BatchResponse, Code, Detail, InvalidId, Lists, Operation, ResourceId, StandardDerives,
    TaskId, TaskReply,
};

/// What writing gives. A word for it costs the compiler less than the path written out for each type.
pub type Written<S> = Result<<S as Serializer>::Ok, <S as Serializer>::Error>;

/// What reading gives.
pub type Read<'de, T, D> = Result<T, <D as Deserializer<'de>>::Error>;

/// What parsing an id gives.
pub type Parsed<Id> = Result<Id, InvalidId>;

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
    fn parse_id<Id: ResourceId>(text: &str, wrap: fn(Self) -> Id) -> Parsed<Id> {
        check_text::<Id>(text).map(|()| wrap(Self::from(text)))
    }

    /// The same, for an id that checks the text further.
    ///
    /// # Errors
    ///
    /// The first rule that it breaks; the author's comes last.
    fn parse_checked_id<Id: ResourceId>(text: &str, rule: impl TextRule, wrap: fn(Self) -> Id) -> Parsed<Id> {
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

/// Whether an id's text is the other one. As a function, because operators cost the compiler more to look up.
#[must_use]
pub fn same_text(text: &str, other: &str) -> bool {
    text == other
}

/// The limit of an operation. The derive has refused 0.
#[must_use]
pub const fn limit(ids: usize) -> NonZeroUsize {
    match NonZeroUsize::new(ids) {
        Some(limit) => limit,
        None => NonZeroUsize::MIN,
    }
}

/// Reads an id from text.
///
/// # Errors
///
/// Those of the deserializer, and a text that is no such id.
pub fn deserialize_id<'de, Id: ResourceId, D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
    deserializer.deserialize_str(IdVisitor(PhantomData))
}

/// Reads a reply as the one that it wraps.
///
/// # Errors
///
/// Those of the wrapped reply.
pub fn deserialize_reply<'de, R: From<I>, I: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<R, D::Error> {
    I::deserialize(deserializer).map(R::from)
}

struct IdVisitor<Id>(PhantomData<Id>);

impl<Id: ResourceId> Visitor<'_> for IdVisitor<Id> {
    type Value = Id;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        write!(f, "the id of a resource ({}) as text", Id::KIND)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
        Id::parse(text).map_err(E::custom)
    }
}

/// The reply with these entries and the outer code that they add up to by the rule of the operation.
pub fn collect<R: BatchResponse, I>(entries: I) -> BatchReply<R::Id, R::Entry>
where
    I: IntoIterator<Item = (R::Id, R::Entry)>,
{
    BatchReply::collect(&R::OPERATION, entries)
}
