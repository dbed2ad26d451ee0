//! [`Borrowed`]: a reply as a user's own struct that copies no text.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// A reply that borrows all text from the document: the least that a user's own struct can cost.
#[derive(Debug, Deserialize)]
pub struct Borrowed<'a> {
    /// The outer code.
    pub code: i64,
    /// The outer message.
    pub message: &'a str,
    /// The entries.
    #[serde(borrow)]
    pub detail: Pairs<'a>,
}

/// The entry of [`Borrowed`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BorrowedEntry<'a> {
    /// The code.
    pub code: i64,
    /// The message.
    pub message: &'a str,
    /// The task number.
    pub request_id: Option<&'a str>,
}

/// The members of an object in their order.
#[derive(Debug)]
pub struct Pairs<'a>(pub Vec<(&'a str, BorrowedEntry<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;

        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor)
    }
}
