//! Types to read documents as: every kind of value that serde knows, in every form that its derive writes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{self, IgnoredAny, Visitor};

/// A value of every kind.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Every {
    flag: bool,
    small: i8,
    short: i16,
    int: i32,
    signed: i64,
    huge: i128,
    byte: u8,
    port: u16,
    unsigned: u64,
    enormous: u128,
    single: f32,
    float: f64,
    letter: char,
    text: String,
    boxed: Box<str>,
    cow: Cow<'static, str>,
    bytes: Bytes,
    option: Option<u32>,
    #[expect(clippy::option_option, reason = "one of the forms")]
    twice: Option<Option<i8>>,
    list: Vec<i32>,
    floats: Vec<f32>,
    pair: (u8, String),
    array: [i8; 2],
    set: BTreeSet<char>,
    map: BTreeMap<String, i64>,
    numbered: BTreeMap<u16, bool>,
    negative: BTreeMap<i64, u8>,
    largest: BTreeMap<u128, u8>,
    switched: BTreeMap<bool, u8>,
    lettered: BTreeMap<char, u8>,
    keyed: BTreeMap<Kind, u8>,
    wrapped: BTreeMap<Name, u8>,
    perhaps: BTreeMap<Option<String>, u8>,
    kinds: Vec<Kind>,
    tagged: Vec<Tagged>,
    beside: Vec<Beside>,
    untagged: Vec<Untagged>,
    unit: (),
    marker: Marker,
    newtype: Newtype,
    tuple: Pair,
    nested: Option<Box<Every>>,
    flat: Option<Flat>,
    strict: Option<Strict>,
    result: Option<Result<u8, String>>,
    #[serde(deserialize_with = "or_none")]
    tolerant: Option<f64>,
    #[serde(deserialize_with = "ignored")]
    ignored: (),
    #[serde(rename = "renamed", alias = "alias")]
    named: u8,
    value: serde_json::Value,
    number: Option<serde_json::Number>,
}

#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Kind {
    #[default]
    Unit,
    Newtype(u8),
    Tuple(u8, String),
    Struct {
        a: Option<i16>,
    },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type")]
pub(crate) enum Tagged {
    Unit,
    Newtype(BTreeMap<String, f64>),
    Struct { a: Option<i16>, b: Option<u64> },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type", content = "content")]
pub(crate) enum Beside {
    Unit,
    Newtype(f32),
    Tuple(u8, String),
    Struct { a: i16 },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Untagged {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(String),
    List(Vec<Untagged>),
    Map(BTreeMap<String, Untagged>),
}

#[derive(Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Marker;

#[derive(Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Newtype(Option<String>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Name(String);

#[derive(Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Pair(u8, Option<i64>);

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Flat {
    a: Option<u8>,
    #[serde(flatten)]
    tagged: Option<Tagged>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strict {
    a: u8,
}

/// Bytes, however they are written.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(BytesVisitor)
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Bytes, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        Ok(Bytes(bytes))
    }
}

/// Swallows errors: what comes behind must not depend on how far the reader got.
#[expect(clippy::unnecessary_wraps, reason = "the signature is serde's")]
fn or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(f64::deserialize(deserializer).ok())
}

fn ignored<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    IgnoredAny::deserialize(deserializer).map(drop)
}

/// A reply that owns nothing.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Borrowed<'a> {
    code: i64,
    message: &'a str,
    #[serde(borrow, default)]
    detail: BTreeMap<&'a str, BorrowedEntry<'a>>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct BorrowedEntry<'a> {
    code: i64,
    #[serde(borrow, default)]
    message: Cow<'a, str>,
    #[serde(borrow, default, rename = "requestId")]
    task: Option<&'a [u8]>,
}

/// Values that are kept as text.
#[cfg(feature = "raw_value")]
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Kept<'a> {
    #[serde(borrow)]
    value: Option<&'a serde_json::value::RawValue>,
    message: Option<Box<serde_json::value::RawValue>>,
    detail: BTreeMap<String, Option<Box<serde_json::value::RawValue>>>,
    list: Vec<Box<serde_json::value::RawValue>>,
}
