//! Entries whose keys are no names of fields: each is read in a `detail` as `serde_json` reads it by itself, in whatever form
//! the `detail` is and whatever features `serde_json` has.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Debug};

use async_resp_core::{BatchReply, BatchResponse as _, json};
use async_resp_tests::accepted::Accepted;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Part {
    Code,
    RequestId,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Name(String);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BytesVisitor;

        impl Visitor<'_> for BytesVisitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }

        deserializer.deserialize_bytes(BytesVisitor)
    }
}

/// A float as a key.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Bits(u64);

impl<'de> Deserialize<'de> for Bits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(|float| Bits(float.to_bits()))
    }
}

/// Asserts that an entry is read alike by itself, as a member and as an element.
fn agree<'a, T: Deserialize<'a> + Debug + PartialEq>(documents: &'a [[String; 3]]) {
    for [entry, member, element] in documents {
        let alone: Option<Accepted<T>> = serde_json::from_str(entry).ok();
        let member = json::from_str::<BatchReply<String, Accepted<T>>>(member);
        let member_read = member.as_ref().ok().and_then(|reply| reply.iter().next()).map(|(_, entry)| entry);
        assert_eq!(member_read, alone.as_ref(), "{member:?}");
        let element = json::from_str::<BatchReply<String, Accepted<T>>>(element);
        let element_read = element.as_ref().ok().and_then(|reply| reply.detail().strays().first()?.entry());
        assert_eq!(element_read, alone.as_ref(), "{element:?}");
    }
}

#[test]
fn keys_of_entries_are_whatever_the_entry_asks_for() {
    let keys = [
        "code",
        "requestId",
        "other",
        "true",
        "false",
        "0",
        "7",
        "-7",
        "-0",
        "+7",
        "07",
        " 7",
        "300",
        "1.5",
        "1e3",
        "-",
        "18446744073709551615",
        "170141183460469231731687303715884105727",
        "x",
        "\\u0078",
        "c\\u006fde",
        "",
    ];
    let documents: Vec<_> = keys
        .iter()
        .flat_map(|key| [format!(r#"{{"{key}":1}}"#), format!(r#"{{"{key}":1,"{key}":2}}"#)])
        .chain(["{}".to_owned(), r#"{"7":1,"x":2}"#.to_owned()])
        .map(|entry| {
            let member = format!(r#"{{"code":0,"detail":{{"ins-1":{entry}}}}}"#);
            let element = format!(r#"{{"code":0,"detail":[{entry}]}}"#);
            [entry, member, element]
        })
        .collect();
    macro_rules! agree_on_keys {
        ($($key:ty),+) => { $(agree::<BTreeMap<$key, u8>>(&documents);)+ };
    }
    agree_on_keys!(Part, Option<Part>, Name, String, Bytes, Bits, bool, char, ());
    agree_on_keys!(u8, i16, u64, Option<i64>, i128, u128);
    // Borrowed, where there are no escapes.
    agree::<HashMap<&str, u8>>(&documents);
}
