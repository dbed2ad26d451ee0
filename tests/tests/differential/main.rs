//! `json` against `serde_json`: the same value, or the same error, for every type and every document.
//!
//! `types` has the types and `rogue` one that misbehaves, `documents` makes the documents. A run is as long as wanted and
//! begins where wanted: `CASES=10000000 SEED=1 cargo test --release -p async-resp-tests --test differential`. A document
//! that was once read differently belongs in `documents::SEEDS`.

mod documents;
mod random;
mod rogue;
mod types;

use std::env;
use std::error::Error;
use std::fmt::Debug;

use async_resp_core::{BatchReply, BatchResponse, ResourceId, TaskReply, json};
use async_resp_tests::payloads;
use serde::Deserialize;

use self::documents::SEEDS;
use self::random::Random;
use self::rogue::Rogue;
use self::types::{Borrowed, Every, Kind, Tagged, Untagged};

/// An id that is particular, so that some entries are strays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("ins-"))]
#[batch(StartReply)]
pub struct InstanceId(String);

/// What reading came to, in a form that can be compared.
fn outcome<T, E: Debug>(result: Result<T, E>, describe: impl Fn(&E) -> String) -> Result<T, String> {
    result.map_err(|error| describe(&error))
}

fn described(error: &serde_json::Error) -> String {
    format!("{error} {:?} {}:{}", error.classify(), error.line(), error.column())
}

/// Values are compared as they are shown: `-0.0` is equal to `0.0` and another value all the same.
fn agree<'de, T: Deserialize<'de> + Debug>(bytes: &'de [u8]) {
    let shown = |value| format!("{value:?}");
    let theirs = outcome(serde_json::from_slice::<T>(bytes), described).map(shown);
    let ours = outcome(json::from_slice::<T>(bytes), |error| {
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        source.map_or_else(|| "an error without a source".to_owned(), described)
    });
    let name = std::any::type_name::<T>();
    assert_eq!(ours.map(shown), theirs, "as {name}: {:?}", String::from_utf8_lossy(bytes));
}

/// The same counts as of the reply that is kept, or the same error.
fn agree_on_the_tally(bytes: &[u8]) {
    let kept = json::from_slice::<BatchReply<String>>(bytes).map(|reply| reply.tally());
    let counted = json::tally::<BatchReply<String>>(bytes);
    let [kept, counted] = [kept, counted].map(|tally| tally.map_err(|error| error.to_string()));
    assert_eq!(counted, kept, "{:?}", String::from_utf8_lossy(bytes));
}

fn agree_on_all(bytes: &[u8]) {
    agree_on_the_tally(bytes);
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
    agree::<types::Kept<'_>>(bytes);
    for conduct in 0..3 {
        rogue::behave(conduct ^ bytes.len() as u64);
        agree::<Rogue>(bytes);
    }
}

fn number(variable: &str) -> Option<u32> {
    env::var(variable).ok().map(|number| number.parse().unwrap_or_else(|error| panic!("{variable}: {number}: {error}")))
}

fn cases() -> u32 {
    number("CASES").unwrap_or(20_000)
}

#[test]
fn undamaged_documents_are_read_alike() {
    for seed in SEEDS {
        agree_on_all(seed.as_bytes());
    }
    for name in payloads::names() {
        agree_on_all(payloads::text(&name).as_bytes());
    }
}

#[test]
fn nesting_is_read_and_refused_alike() {
    for depth in [1, 50, 99, 100, 101, 120, 126, 127, 128, 129, 200, 10_000] {
        for (open, middle, close) in [("[", "", "]"), ("{\"a\":", "1", "}"), ("[{\"a\":", "[]", "}]")] {
            let document = format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
            agree_on_all(document.as_bytes());
            agree_on_all(format!(r#"{{"code":0,"x":{document}}}"#).as_bytes());
            agree_on_all(format!(r#"{{"code":0,"message":{document}}}"#).as_bytes());
        }
    }
}

#[test]
fn generated_documents_are_read_alike() {
    let seed = u64::from(number("SEED").unwrap_or_default()) << 32;
    for case in 0..u64::from(cases()) {
        let mut random = Random::new(seed | case);
        let document = documents::generate(&mut random);
        rogue::behave(random.next());
        agree::<Rogue>(&document);
        agree_on_all(&document);
    }
}

#[test]
fn numbers_beside_the_entries_are_kept_whatever_features_serde_json_has() {
    let detail =
        r#"{"ins-1":{"code":0},"a":1.5,"b":-0.0,"c":20000000000000000000,"d":18446744073709551615,"e":[-7,0.1]}"#;
    let document = format!(r#"{{"code":0,"detail":{detail}}}"#);
    let reply: StartReply = json::from_str(&document).unwrap_or_else(|error| panic!("{error}"));
    let strays: Vec<_> = reply.detail().strays().iter().map(|stray| format!("{:?}", stray.value())).collect();
    let expected =
        ["Float(1.5)", "Float(-0.0)", "Float(2e19)", "Large(18446744073709551615)", "List([Integer(-7), Float(0.1)])"];
    assert_eq!(strays, expected.map(|raw| format!("Other({raw})")));
    assert!(json::from_str::<StartReply>(&document.replace("0.1", "1e999")).is_err());
    let listed: StartReply =
        json::from_str(r#"{"code":0,"detail":[{"code":0},1.5]}"#).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(listed.detail().strays().len(), 2);
}
