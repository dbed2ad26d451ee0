//! Replies from JSON bytes.
//!
//! Any `Deserialize` type is read, with `serde_json`'s values and errors; what is added is an [`Error`] that says which entry
//! of a batch reply it is about.
//!
//! A document of the kind that replies are made of (objects, arrays, text, integers, booleans, null) is read by a faster
//! reader of this crate's own. On anything else, and on any error, that reader gives up and `serde_json` reads the whole
//! document again. So a `Deserialize` with side effects may see them twice; how often with `entries` is said there.
//!
//! A reply that cannot be read says nothing about the request: it may have run. Report it as
//! [`undetermined`](crate::BatchResponse::undetermined), not as failed.

#[cfg(feature = "std")]
mod counted;
#[cfg(feature = "std")]
mod entries;
mod error;
mod locate;
mod subset;
mod tally;

#[cfg(feature = "std")]
use alloc::vec::Vec;

use serde_core::de::Deserialize;
#[cfg(feature = "std")]
use serde_core::de::DeserializeOwned;

#[cfg(feature = "std")]
use self::counted::CountedId;
#[cfg(feature = "std")]
pub use self::entries::{Entries, entries};
pub use self::error::Error;
use self::tally::Counts;
use crate::batch::{BatchReply, BatchResponse};
use crate::reply::TaskReply;
use crate::verdict::Tally;

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

/// The entries of a reply `R` counted, without keeping any: [`BatchResponse::tally`] of what [`from_slice`] reads.
///
/// For replies in the documented form, which newtypes over [`BatchReply`] have, with [`TaskReply`] for entries: of others read
/// the reply and take its [`tally`](BatchResponse::tally). One with strays or with an array for `detail`
/// is read as a whole and then counted; in others nothing is allocated for an entry, if [`ResourceId::accepts`] does not.
///
/// ```
/// use async_resp_core::{BatchReply, json};
///
/// let body = br#"{"code":5400,"message":"","detail":{"ins-1":{"code":0},"ins-2":{"code":16000}}}"#;
/// let tally = json::tally::<BatchReply<String>>(body)?;
/// assert_eq!((tally.accepted, tally.failed), (1, 1));
/// # Ok::<(), json::Error>(())
/// ```
///
/// [`ResourceId::accepts`]: crate::ResourceId::accepts
///
/// # Errors
///
/// Those of [`from_slice`].
pub fn tally<R: BatchResponse<Entry = TaskReply>>(bytes: &[u8]) -> Result<Tally, Error> {
    let counts = core::str::from_utf8(bytes).ok().and_then(subset::read::<Counts<R>>);
    if let Some(counts) = counts {
        return Ok(counts.tally());
    }
    let reply: BatchReply<R::Id> = from_slice(bytes)?;
    let accepted = reply.iter().filter(|(_, entry)| R::OPERATION.accepts(entry.code())).count();
    let asked = reply.detail().len();
    Ok(Tally { asked, accepted, failed: asked - accepted, ..Tally::default() })
}

/// The same from a reader, to its end: the entries are read [one after another](entries), so a `detail` of any size can be
/// counted.
///
/// Beside its buffers, which are kept, it allocates for what is long, and gives that back with the entry: a message or
/// `codeDesc` that is not empty, a task number of more than 22 bytes, an id of more than 62, and whatever
/// [`ResourceId::accepts`] does. For an accepted entry as a rule that is nothing. A member that is not of the documented form, or
/// goes on in the next 64 KiB, is read by itself, which may take memory a few times as large as it is.
///
/// [`ResourceId::accepts`]: crate::ResourceId::accepts
///
/// # Errors
///
/// Those of [`entries`].
#[cfg(feature = "std")]
pub fn tally_from_reader<R: BatchResponse<Entry = TaskReply>>(reader: impl std::io::Read) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for pair in entries::<CountedId<R::Id>, TaskReply, _>(reader) {
        let (_, entry) = pair?;
        tally.asked += 1;
        *if R::OPERATION.accepts(entry.code()) { &mut tally.accepted } else { &mut tally.failed } += 1;
    }
    Ok(tally)
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
/// The whole document is held in memory while it is read.
///
/// # Errors
///
/// Those of [`from_slice`], and those of the reader.
#[cfg(feature = "std")]
pub fn from_reader<T: DeserializeOwned>(mut reader: impl std::io::Read) -> Result<T, Error> {
    let mut bytes = Vec::new();
    match reader.read_to_end(&mut bytes) {
        Ok(_) => from_slice(&bytes),
        Err(error) => Err(Error::of_reader(error)),
    }
}
