//! [`CountedId`]: an id that is looked at and dropped, for who counts entries alone.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use crate::id::{InvalidId, ResourceId};

/// A text that is an `Id`, where none is needed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CountedId<Id> {
    text: Text,
    id: PhantomData<fn() -> Id>,
}

/// The text, for an error that is about its key: in place as far as ids are long.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    Short { length: u8, bytes: [u8; Text::SHORT] },
    Long(Box<str>),
}

impl Text {
    const SHORT: usize = 62;

    fn new(text: &str) -> Self {
        let mut bytes = [0; Self::SHORT];
        match (u8::try_from(text.len()), bytes.get_mut(..text.len())) {
            (Ok(length), Some(beginning)) => {
                beginning.copy_from_slice(text.as_bytes());
                Text::Short { length, bytes }
            }
            _ => Text::Long(text.into()),
        }
    }

    fn show(&self) -> Cow<'_, str> {
        match self {
            Text::Short { length, bytes } => String::from_utf8_lossy(&bytes[..usize::from(*length)]),
            Text::Long(text) => Cow::Borrowed(text),
        }
    }
}

impl<Id: ResourceId> ResourceId for CountedId<Id> {
    const KIND: &'static str = Id::KIND;
    const FIELDS: &'static [&'static str] = Id::FIELDS;
    const PREFIXES: &'static [&'static str] = Id::PREFIXES;

    #[inline]
    fn parse(text: &str) -> Result<Self, InvalidId> {
        if Id::accepts(text) {
            return Ok(Self { text: Text::new(text), id: PhantomData });
        }
        Err(Id::parse(text).err().unwrap_or_else(|| InvalidId::new(Id::KIND, text, "must be accepted")))
    }
}

impl<Id> fmt::Display for CountedId<Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.show())
    }
}
