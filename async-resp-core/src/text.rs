//! Reading of optional texts as servers write them, and integers as text.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt::{self, Write as _};

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, Visitor};

use crate::excerpt::shorten;

/// Calls `then` with the decimal digits of an integer, without allocating.
pub(crate) fn with_integer<T>(number: impl fmt::Display, then: impl FnOnce(&str) -> T) -> T {
    let mut digits = Digits { len: 0, bytes: [0; 40] };
    // Never an error: 40 bytes hold any integer of 128 bits with its sign.
    let _ = write!(digits, "{number}");
    then(digits.bytes.get(..digits.len).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default())
}

/// The error of a text where something else is expected: serde's own repeats the text at any length.
#[cold]
pub(crate) fn unexpected<E: de::Error>(text: &str, expected: &dyn de::Expected) -> E {
    E::invalid_type(de::Unexpected::Str(&shorten(text)), expected)
}

struct Digits {
    len: usize,
    bytes: [u8; 40],
}

impl fmt::Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Reads a text that only informs (`message`, `codeDesc`): `None` when it is empty, null or of a kind that is no text.
/// Nothing is decided by such a text, so a server that sends a wrong kind is not worth losing a reply for.
#[derive(Clone, Copy)]
pub(crate) enum Remark {
    /// Text alone (`message`).
    Text,
    /// Text, or an integer as its digits (`codeDesc`).
    TextOrInteger,
}

impl<'de> DeserializeSeed<'de> for Remark {
    type Value = Option<Box<str>>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Remark {
    fn integer(self, number: impl fmt::Display) -> Option<Box<str>> {
        match self {
            Remark::Text => None,
            Remark::TextOrInteger => with_integer(number, |digits| Some(digits.into())),
        }
    }
}

impl<'de> Visitor<'de> for Remark {
    type Value = Option<Box<str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then(|| text.into()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then(|| text.into()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.integer(number))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i128<E: de::Error>(self, number: i128) -> Result<Self::Value, E> {
        Ok(self.integer(number))
    }

    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Self::Value, E> {
        Ok(self.integer(number))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| None)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_map(map).map(|_| None)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        IgnoredAny::deserialize(de::value::EnumAccessDeserializer::new(data)).map(|_| None)
    }
}
