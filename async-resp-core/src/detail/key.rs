//! [`EntryKey`]: the key of a member of an entry that has been looked at, which is handed out again.
//!
//! An entry's type may ask for its keys as anything that `serde_json` makes of one, so that is what it gets: a field's name, a
//! variant, a number or a boolean in quotes.

use alloc::borrow::Cow;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;

use super::scalar::{Scalar, ScalarSeed};
use crate::raw::{Raw, parse_number};
use crate::text::with_integer;

/// The key of a member of an entry. In JSON it is text.
pub(super) struct EntryKey<'de>(Scalar<'de>);

impl EntryKey<'_> {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.0 {
            Scalar::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number that stands in quotes.
    fn number(&self) -> Option<Raw> {
        let text = self.text()?;
        // An error is of no use here: the type says what it expects instead.
        match parse_number::<de::value::Error>(text).ok()? {
            Raw::Integer(number) if !is_shown_as(number, text) => None,
            Raw::Large(number) if !is_shown_as(number, text) => None,
            number => Some(number),
        }
    }
}

/// Whether these are an integer's digits in JSON: neither with a plus nor with zeros in front.
fn is_shown_as(integer: impl fmt::Display, text: &str) -> bool {
    with_integer(integer, |digits| digits == text)
}

impl<'de> Deserialize<'de> for EntryKey<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ScalarSeed("the name of a field").deserialize(deserializer).map(EntryKey)
    }
}

/// Shows a key to an entry as `serde_json` does.
pub(super) struct KeyDeserializer<'de, Error> {
    key: EntryKey<'de>,
    error: PhantomData<Error>,
}

impl<'de, Error> KeyDeserializer<'de, Error> {
    pub(super) fn new(key: EntryKey<'de>) -> Self {
        Self { key, error: PhantomData }
    }
}

/// Numbers in quotes. What is none is shown as it is, for the type to refuse it.
macro_rules! numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.key.number() {
                Some(Raw::Integer(number)) => match u64::try_from(number) {
                    Ok(number) => visitor.visit_u64(number),
                    Err(_) => visitor.visit_i64(number),
                },
                Some(Raw::Large(number)) => visitor.visit_u64(number),
                Some(Raw::Float(number)) => visitor.visit_f64(number),
                _ => self.deserialize_any(visitor),
            }
        }
    )+};
}

/// The same for those that are larger.
macro_rules! large_numbers {
    ($($method:ident $visit:ident $type:ty;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let number = self.key.text().and_then(|text| {
                // Of integers this large `-0` is one.
                text.parse::<$type>().ok().filter(|number| text == "-0" || is_shown_as(number, text))
            });
            match number {
                Some(number) => visitor.$visit(number),
                None => self.deserialize_any(visitor),
            }
        }
    )+};
}

impl<'de, Error: de::Error> Deserializer<'de> for KeyDeserializer<'de, Error> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.key.0.visit(visitor)
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    large_numbers! {
        deserialize_i128 visit_i128 i128;
        deserialize_u128 visit_u128 u128;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.key.text() {
            Some("true") => visitor.visit_bool(true),
            Some("false") => visitor.visit_bool(false),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.key.0 {
            Scalar::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Scalar::Text(Cow::Owned(text)) => visitor.visit_byte_buf(text.into_bytes()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.key.0 {
            Scalar::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.key.0 {
            Scalar::Text(Cow::Borrowed(text)) => {
                BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor)
            }
            Scalar::Text(Cow::Owned(text)) => StringDeserializer::new(text).deserialize_enum(name, variants, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
