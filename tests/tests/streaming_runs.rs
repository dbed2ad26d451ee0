//! How often `json::entries` runs the `Deserialize` of an entry.

use std::cell::Cell;

use async_resp_core::{TaskReply, json};
use async_resp_tests::accepted::Accepted;
use async_resp_tests::piecemeal::Piecemeal;
use serde::{Deserialize, Deserializer};

thread_local! {
    static RUNS: Cell<usize> = const { Cell::new(0) };
}

/// What counts how often it is read.
#[derive(Debug)]
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RUNS.set(RUNS.get() + 1);
        TaskReply::deserialize(deserializer).map(|_| Self)
    }
}

/// How often it ran for one entry.
fn runs(entry: &str, most: usize) -> [usize; 3] {
    ["{\"a\":@}", "{\"a\": @ , \"taskId\":\"7\"}", "[@]"].map(|detail| {
        let document = format!(r#"{{"code":0,"detail":{}}}"#, detail.replace('@', entry));
        RUNS.set(0);
        let reader = Piecemeal::new(document.as_bytes(), most);
        let entries = json::entries::<String, Accepted<Counted>, _>(reader);
        assert!(entries.finish().is_ok(), "{document}");
        RUNS.get()
    })
}

#[test]
fn an_entry_that_is_at_hand_is_read_once_and_by_serde_json_again_where_it_has_to_be() {
    assert_eq!(runs(r#"{"code":0,"message":"\"x\""}"#, 1_000_000), [1; 3]);
    assert_eq!(runs(r#"{"code":0,"message":1.5}"#, 1_000_000), [2; 3]);
}

#[test]
fn an_entry_that_comes_in_pieces_is_read_once_more() {
    for most in 1..60 {
        assert!(runs(r#"{"code":0,"message":"\"x\""}"#, most).iter().all(|runs| (1..=2).contains(runs)), "by {most}");
        assert!(runs(r#"{"code":0,"message":1.5}"#, most).iter().all(|runs| (2..=3).contains(runs)), "by {most}");
    }
}
