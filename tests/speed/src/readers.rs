//! The readers that are compared. One more is one more line in [`READERS`].

use std::hint::black_box;

use async_resp_core::{BatchReply, BatchResponse, TaskReply, json};
use async_resp_tests::borrowed::Borrowed;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::structs::{ByHand, InstanceId};

/// A way to read a document, from its bytes to the value and to the end of that value.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Its name, which says what is read and by which crate.
    pub name: &'static str,
    /// Whether it can read text without escapes alone.
    pub only_plain: bool,
    /// Reads, and counts the entries where the value tells them.
    pub read: fn(&[u8], &mut Vec<u8>) -> Option<usize>,
}

/// The owned reply of the library.
pub const OURS: &str = "ours";
/// The same with an id that is derived.
pub const OURS_DERIVED: &str = "ours, derived id";
/// The struct that one writes by hand, by `serde_json`.
pub const SERDE_JSON: &str = "by hand, serde_json";
/// The same struct, by `sonic-rs`.
pub const SONIC_RS: &str = "by hand, sonic-rs";
/// The same struct, by `simd-json`.
pub const SIMD_JSON: &str = "by hand, simd-json";
/// `serde_json`'s value of any kind.
pub const VALUE: &str = "Value";
/// `serde_json` passing over everything.
pub const IGNORED: &str = "IgnoredAny";
/// A user's borrowed struct, by the library.
pub const BORROWED: &str = "borrowed, ours";
/// The same struct, by `serde_json`.
pub const BORROWED_SERDE_JSON: &str = "borrowed, serde_json";
/// The same struct, by `sonic-rs`.
pub const BORROWED_SONIC_RS: &str = "borrowed, sonic-rs";
/// The same struct, by `simd-json`.
pub const BORROWED_SIMD_JSON: &str = "borrowed, simd-json";
/// The counts alone.
pub const TALLY: &str = "tally";
/// The entries one by one, from a reader.
pub const ENTRIES: &str = "entries";

const IS_NO_REPLY: &str = "the document is a reply";

/// All readers.
pub const READERS: &[Reader] = &[
    owned(OURS, |json, _| Some(json::from_slice::<BatchReply<String>>(json).expect(IS_NO_REPLY).detail().len())),
    owned(OURS_DERIVED, |json, _| {
        Some(json::from_slice::<BatchReply<InstanceId>>(json).expect(IS_NO_REPLY).detail().len())
    }),
    owned(SERDE_JSON, |json, _| Some(serde_json::from_slice::<ByHand>(json).expect(IS_NO_REPLY).detail.len())),
    owned(SONIC_RS, |json, _| Some(sonic_rs::from_slice::<ByHand>(json).expect(IS_NO_REPLY).detail.len())),
    owned(SIMD_JSON, |json, copy| {
        let read = simd_json::from_slice::<ByHand>(copied(json, copy));
        Some(read.expect(IS_NO_REPLY).detail.len())
    }),
    owned(VALUE, |json, _| {
        let value: Value = serde_json::from_slice(json).expect(IS_NO_REPLY);
        value["detail"].as_object().map(serde_json::Map::len)
    }),
    owned(IGNORED, |json, _| {
        let _: IgnoredAny = serde_json::from_slice(json).expect(IS_NO_REPLY);
        None
    }),
    owned(TALLY, |json, _| Some(json::tally::<BatchReply<String>>(json).expect(IS_NO_REPLY).asked)),
    owned(ENTRIES, |json, _| {
        let mut entries = json::entries::<String, TaskReply, _>(json);
        let mut count = 0;
        for pair in &mut entries {
            black_box(pair.expect(IS_NO_REPLY));
            count += 1;
        }
        entries.finish().expect(IS_NO_REPLY);
        Some(count)
    }),
    borrowed(BORROWED, |json, _| Some(json::from_slice::<Borrowed<'_>>(json).expect(IS_NO_REPLY).detail.0.len())),
    borrowed(BORROWED_SERDE_JSON, |json, _| {
        Some(serde_json::from_slice::<Borrowed<'_>>(json).expect(IS_NO_REPLY).detail.0.len())
    }),
    borrowed(BORROWED_SONIC_RS, |json, _| {
        Some(sonic_rs::from_slice::<Borrowed<'_>>(json).expect(IS_NO_REPLY).detail.0.len())
    }),
    borrowed(BORROWED_SIMD_JSON, |json, copy| {
        let read = simd_json::from_slice::<Borrowed<'_>>(copied(json, copy));
        Some(read.expect(IS_NO_REPLY).detail.0.len())
    }),
];

const fn owned(name: &'static str, read: fn(&[u8], &mut Vec<u8>) -> Option<usize>) -> Reader {
    Reader { name, only_plain: false, read }
}

const fn borrowed(name: &'static str, read: fn(&[u8], &mut Vec<u8>) -> Option<usize>) -> Reader {
    Reader { name, only_plain: true, read }
}

/// `simd-json` writes over what it reads. The copy is part of its time, the memory for it is not.
fn copied<'a>(json: &[u8], copy: &'a mut Vec<u8>) -> &'a mut [u8] {
    copy.clear();
    copy.extend_from_slice(json);
    copy
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde::{Deserialize, Deserializer};

    use super::*;
    use crate::corpus::{Document, documents};

    #[test]
    fn all_readers_find_the_same_entries() {
        let mut copy = Vec::new();
        for document in documents().iter().filter(|document| document.entries <= 1_000) {
            for reader in READERS.iter().filter(|reader| document.is_plain || !reader.only_plain) {
                let entries = (reader.read)(&document.json, &mut copy);
                let expected = (reader.name != IGNORED).then_some(document.entries);
                assert_eq!(entries, expected, "{}: {}", document.title, reader.name);
            }
        }
    }

    #[test]
    fn one_document_leaves_the_subset_and_no_other_does() {
        thread_local! {
            static READS: Cell<usize> = const { Cell::new(0) };
        }

        /// A type is read twice where the first attempt failed.
        struct Counted;

        impl<'de> Deserialize<'de> for Counted {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                READS.set(READS.get() + 1);
                BatchReply::<String>::deserialize(deserializer).map(|_| Self)
            }
        }

        let reads = |document: &Document| {
            READS.set(0);
            json::from_slice::<Counted>(&document.json).expect(IS_NO_REPLY);
            READS.get()
        };
        for document in documents().iter().filter(|document| document.entries <= 1_000) {
            let expected = if document.key.ends_with("leaves-subset") { 2 } else { 1 };
            assert_eq!(reads(document), expected, "{}", document.title);
        }
    }
}
