//! What generated code names. It finds everything here and nothing in the scope of the type it is generated for.

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
pub use crate::id::text::{IdText, TextId, TextRule, accepts_text};
pub use crate::id::variants::{
    Variant, VariantId, assert_distinct, assert_prefixed, count_prefixes, join_prefixes, parse_variants,
};
pub use crate::iter::{IntoIter, Iter};
pub use crate::newtype::{DebugDerive, Owned, SerdeDerives, Wrapped, Wraps, holds_reply};
pub use crate::place::{
    CodeField, DetailField, DetailWithin, Place, PlaceMut, ReadCodeDesc, ReadMessage, ReadTask, TaskField, TextField,
    code, detail, holds_entries, is_reply, read_code_desc, read_message, read_task, task, text,
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

/// Shows a reply as the derive of `Debug` does.
///
/// # Errors
///
/// Those of the formatter.
pub fn show_newtype<T: Debug>(formatter: &mut Formatter<'_>, name: &str, held: &T) -> FmtResult {
    formatter.debug_tuple(name).field(held).finish()
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
