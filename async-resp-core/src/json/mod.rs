//! Replies from JSON bytes.
//!
//! Any `Deserialize` type is read, with `serde_json`'s values and errors; what is added is an [`Error`] that says which entry
//! of a batch reply it is about.
//!
//! A document of the kind that replies are made of (objects, arrays, text, integers, booleans, null) is read by a faster
//! reader of this crate's own. On anything else, and on any error, that reader gives up and `serde_json` reads the whole
//! document again. So a `Deserialize` with side effects may see them twice.
//!
//! A reply that cannot be read says nothing about the request: it may have run. Report it as
//! [`undetermined`](crate::BatchResponse::undetermined), not as failed.

mod error;
mod locate;
mod subset;

use serde_core::de::Deserialize;
#[cfg(feature = "std")]
use serde_core::de::DeserializeOwned;

pub use self::error::Error;

/// Reads a reply from the bytes of a JSON document.
///
/// ```
/// use async_resp_core::{BatchReply, json};
///
/// let error = json::from_slice::<BatchReply<String>>(br#"{"code":0,"detail":{"ins-1":{"message":"ok"}}}"#).unwrap_err();
/// assert_eq!(error.entry(), Some("ins-1"));
/// assert_eq!(error.to_string(), "entry `ins-1`: missing field `code` at line 1 column 44");
/// ```
///
/// # Errors
///
/// Not JSON, cut off, more than one document, or no `T`. After a request was sent, each means *undetermined*.
pub fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Error> {
    let read = core::str::from_utf8(bytes).ok().and_then(subset::read);
    match read {
        Some(value) => Ok(value),
        None => serde_json::from_slice(bytes).map_err(|error| Error::within(bytes, error)),
    }
}

/// Reads a reply from the text of a JSON document.
///
/// # Errors
///
/// Those of [`from_slice`].
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    match subset::read(text) {
        Some(value) => Ok(value),
        None => serde_json::from_str(text).map_err(|error| Error::within(text.as_bytes(), error)),
    }
}

/// Reads a reply from a reader, to its end.
///
/// It asks the reader for one byte at a time: hand it a `BufReader`, or read the body first and use [`from_slice`], which
/// is faster and knows the entry that an error is about.
///
/// # Errors
///
/// Those of [`from_slice`], and those of the reader.
#[cfg(feature = "std")]
pub fn from_reader<T: DeserializeOwned>(reader: impl std::io::Read) -> Result<T, Error> {
    serde_json::from_reader(reader).map_err(Error::elsewhere)
}
