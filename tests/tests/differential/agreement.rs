//! The law: what `json` reads, `serde_json` reads alike, and where one refuses a document the other does, with the same error.

use std::error::Error;
use std::fmt::Debug;

use async_resp_core::{BatchReply, BatchResponse, ResourceId, TaskReply, json};
use serde::Deserialize;

use crate::rogue::{self, Rogue};
use crate::streamed::agree_on_the_entries;
#[cfg(feature = "raw_value")]
use crate::types::Kept;
use crate::types::{Borrowed, Every, Kind, Tagged, Untagged};

/// An id that is particular, so that some entries are strays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("ins-"))]
#[batch(StartReply)]
pub(crate) struct InstanceId(String);

/// What reading came to, in a form that can be compared.
fn outcome<T, E: Debug>(result: Result<T, E>, describe: impl Fn(&E) -> String) -> Result<T, String> {
    result.map_err(|error| describe(&error))
}

fn described(error: &serde_json::Error) -> String {
    format!("{error} {:?} {}:{}", error.classify(), error.line(), error.column())
}

/// Values are compared as they are shown: `-0.0` is equal to `0.0` and another value all the same.
pub(crate) fn agree<'de, T: Deserialize<'de> + Debug>(bytes: &'de [u8]) {
    let shown = |value| format!("{value:?}");
    let theirs = outcome(serde_json::from_slice::<T>(bytes), described).map(shown);
    let ours = outcome(json::from_slice::<T>(bytes), |error| {
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        source.map_or_else(|| "an error without a source".to_owned(), described)
    });
    let name = std::any::type_name::<T>();
    assert_eq!(ours.map(shown), theirs, "as {name}: {:?}", String::from_utf8_lossy(bytes));
}

/// The same counts as of the reply that is kept, or the same error; from a reader the same counts, or an error.
fn agree_on_the_tally(bytes: &[u8]) {
    let kept = json::from_slice::<BatchReply<String>>(bytes).map(|reply| reply.tally());
    let counted = json::tally::<BatchReply<String>>(bytes);
    let counted_one_by_one = json::tally_from_reader::<BatchReply<String>>(bytes);
    assert_eq!(counted_one_by_one.ok(), kept.as_ref().ok().copied(), "{:?}", String::from_utf8_lossy(bytes));
    let [kept, counted] = [kept, counted].map(|tally| tally.map_err(|error| error.to_string()));
    assert_eq!(counted, kept, "{:?}", String::from_utf8_lossy(bytes));
}

pub(crate) fn agree_on_all(bytes: &[u8]) {
    agree_on_the_tally(bytes);
    agree_on_the_entries(bytes);
    agree::<BatchReply<String>>(bytes);
    agree::<TaskReply>(bytes);
    agree::<Every>(bytes);
    agree::<Borrowed<'_>>(bytes);
    agree::<serde_json::Value>(bytes);
    agree::<Vec<Kind>>(bytes);
    agree::<StartReply>(bytes);
    agree::<Tagged>(bytes);
    agree::<Untagged>(bytes);
    #[cfg(feature = "raw_value")]
    agree::<Kept<'_>>(bytes);
    for conduct in 0..3 {
        rogue::behave(conduct ^ bytes.len() as u64);
        agree::<Rogue>(bytes);
    }
}
