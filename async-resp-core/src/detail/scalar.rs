//! [`Scalar`]: a key or value that is looked at before it is handed out again.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, Unexpected, Visitor};

/// What is neither an object nor an array, borrowed from the input where that can be had.
pub(super) enum Scalar<'de> {
    Text(Cow<'de, str>),
    Bytes(Cow<'de, [u8]>),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Bool(bool),
    Null,
}

impl<'de> Scalar<'de> {
    /// Shows it to a visitor as it came.
    #[inline]
    pub(super) fn visit<V: Visitor<'de>, E: de::Error>(self, visitor: V) -> Result<V::Value, E> {
        match self {
            Scalar::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Scalar::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Scalar::Bytes(Cow::Borrowed(bytes)) => visitor.visit_borrowed_bytes(bytes),
            Scalar::Bytes(Cow::Owned(bytes)) => visitor.visit_byte_buf(bytes),
            Scalar::Unsigned(number) => visitor.visit_u64(number),
            Scalar::Signed(number) => visitor.visit_i64(number),
            Scalar::Float(number) => visitor.visit_f64(number),
            Scalar::Bool(value) => visitor.visit_bool(value),
            Scalar::Null => visitor.visit_unit(),
        }
    }

    /// For an error about it.
    pub(super) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Scalar::Text(text) => Unexpected::Str(text),
            Scalar::Bytes(bytes) => Unexpected::Bytes(bytes),
            Scalar::Unsigned(number) => Unexpected::Unsigned(*number),
            Scalar::Signed(number) => Unexpected::Signed(*number),
            Scalar::Float(number) => Unexpected::Float(*number),
            Scalar::Bool(value) => Unexpected::Bool(*value),
            Scalar::Null => Unexpected::Unit,
        }
    }
}

/// Reads a scalar, of which it says this where there is none.
#[derive(Clone, Copy)]
pub(super) struct ScalarSeed(pub(super) &'static str);

impl<'de> DeserializeSeed<'de> for ScalarSeed {
    type Value = Scalar<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ScalarSeed {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar<'de>, E> {
        self.visit_string(text.into())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(text)))
    }

    fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bytes(Cow::Borrowed(bytes)))
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Scalar<'de>, E> {
        self.visit_byte_buf(bytes.into())
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bytes(Cow::Owned(bytes)))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Unsigned(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Signed(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Float(number))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar<'de>, D::Error> {
        self.deserialize(deserializer)
    }
}
