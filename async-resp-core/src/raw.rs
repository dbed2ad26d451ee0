//! [`Raw`]: any value, kept as it came.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// A value that the library has no use for and keeps all the same: what a [stray](crate::Stray) holds when it is neither an
/// entry nor text.
///
/// Two are equal if they are written alike: floats by their bits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Raw {
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer above the largest `i64`.
    Large(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(Box<str>),
    /// An array.
    List(Vec<Raw>),
    /// An object, in the server's order, repeated keys included.
    Object(Vec<(Box<str>, Raw)>),
}

impl Raw {
    /// What kind of value it is, with the article: `a number`.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Raw::Null => "null",
            Raw::Bool(true) => "true",
            Raw::Bool(false) => "false",
            Raw::Integer(_) | Raw::Large(_) | Raw::Float(_) => "a number",
            Raw::Text(_) => "text",
            Raw::List(_) => "an array",
            Raw::Object(_) => "an object",
        }
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Raw::Null, Raw::Null) => true,
            (Raw::Bool(a), Raw::Bool(b)) => a == b,
            (Raw::Integer(a), Raw::Integer(b)) => a == b,
            (Raw::Large(a), Raw::Large(b)) => a == b,
            (Raw::Float(a), Raw::Float(b)) => a.to_bits() == b.to_bits(),
            (Raw::Text(a), Raw::Text(b)) => a == b,
            (Raw::List(a), Raw::List(b)) => a == b,
            (Raw::Object(a), Raw::Object(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Raw {}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Raw::Null => serializer.serialize_unit(),
            Raw::Bool(value) => serializer.serialize_bool(*value),
            Raw::Integer(value) => serializer.serialize_i64(*value),
            Raw::Large(value) => serializer.serialize_u64(*value),
            Raw::Float(value) => serializer.serialize_f64(*value),
            Raw::Text(value) => serializer.serialize_str(value),
            Raw::List(values) => serializer.collect_seq(values),
            Raw::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

/// Also what reads the members of `detail` that are no objects.
pub(crate) struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Large(value), Raw::Integer))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.into()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Raw::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut members: Vec<(Box<str>, Raw)> = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        match members.as_slice() {
            [(key, Raw::Text(text))] if NUMBERS_AS_OBJECTS && **key == *NUMBER_KEY => parse_number(text),
            _ => Ok(Raw::Object(members)),
        }
    }
}

/// Whether `serde_json` hands out a number that is no integer of 64 bits as an object, since some crate of the build wants its
/// feature `arbitrary_precision`. Then it keeps numbers as text, so one is as large as a text; else it is not.
///
/// Without the feature `json` nobody can tell, and such a number is kept as that object.
#[cfg(feature = "json")]
pub(crate) const NUMBERS_AS_OBJECTS: bool = size_of::<serde_json::Number>() == size_of::<String>();
#[cfg(not(feature = "json"))]
pub(crate) const NUMBERS_AS_OBJECTS: bool = false;

/// The one key of such an object. Its value is the number as text.
pub(crate) const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The number that a text in JSON is, as `serde_json` reads it without `arbitrary_precision`.
pub(crate) fn parse_number<E: de::Error>(text: &str) -> Result<Raw, E> {
    if text != "-0" {
        let integer = text.parse().map(Raw::Integer).or_else(|_| text.parse().map(Raw::Large));
        if let Ok(integer) = integer {
            return Ok(integer);
        }
    }
    let begins_as_one = text.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && begins_as_one => Ok(Raw::Float(number)),
        _ => Err(E::custom("number out of range")),
    }
}
