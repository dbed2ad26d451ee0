//! Whatever a server sends, four times as much takes about four times as long.
//!
//! No time is asserted, only that of a document against that of one a quarter its size, where anything quadratic takes sixteen
//! times as long. The least of several tries counts, and all are made again before a document is blamed: a busy machine makes
//! a try slower, never faster.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use async_resp_core::{Asked, BatchReply, BatchResponse, json};
use serde_json::Value;

/// Makes something of a size.
type Maker<T> = fn(usize) -> T;
/// Brings ids into an order.
type Arrange = fn(&mut Vec<String>);
/// Something, and what it is called.
type Named<T> = (&'static str, T);

const SMALL: usize = 5_000;
/// Above what is linear, or nearly (sorting), and below what is not.
const MOST: u32 = 10;

fn least(mut work: impl FnMut()) -> Duration {
    let tries = (0..3).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    tries.min().unwrap_or_default()
}

/// Holds the work on an input of a size against that on one of four times the size.
fn assert_linear<T>(name: &str, input: impl Fn(usize) -> T, work: impl Fn(&T)) {
    let (small, large) = (input(SMALL), input(4 * SMALL));
    let is_linear = || {
        // What is done within the clock's own resolution is quick enough at any ratio.
        let small = least(|| work(&small)).max(Duration::from_micros(20));
        least(|| work(&large)) < small * MOST
    };
    assert!((0..10).any(|_| is_linear()), "{name}: four times as much takes more than {MOST} times as long");
}

#[test]
#[should_panic(expected = "triples: four times as much")]
fn what_is_not_linear_is_noticed() {
    // Sixty-four times as long, so that no try on a busy machine looks linear.
    let input = |size: usize| vec![1_u8; size / 50];
    assert_linear("triples", input, |bytes| {
        let pairs = || bytes.iter().flat_map(|a| bytes.iter().map(move |b| black_box(a & b)));
        let triples = pairs().flat_map(|a| bytes.iter().map(move |b| black_box(a & b)));
        black_box(triples.map(usize::from).sum::<usize>());
    });
}

fn repeated(part: impl Fn(usize) -> String, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let separator = if number == 0 { "" } else { "," };
        write!(text, "{separator}{}", part(number)).expect("a String takes all");
        text
    })
}

/// Documents of about this many parts, each made to be slow for some reader.
const DOCUMENTS: &[Named<Maker<String>>] = &[
    ("entries", |n| detail(&repeated(|i| format!(r#""ins-{i}":{{"code":0,"requestId":"{i}"}}"#), n), "")),
    ("keys that begin alike", |n| {
        let prefix = "k".repeat(64);
        detail(&repeated(|i| format!(r#""{prefix}{i}":{{"code":0}}"#), n), "")
    }),
    ("one key again and again", |n| detail(&repeated(|_| r#""ins-1":{"code":0}"#.to_owned(), n), "")),
    ("strays", |n| detail(&repeated(|i| format!(r#""stray{i}":[{i},"t",null]"#), n), r#","ins-1":{"code":0}"#)),
    ("a list", |n| format!(r#"{{"code":0,"detail":[{}]}}"#, repeated(|i| format!(r#"{{"code":{i}}}"#), n))),
    ("unknown fields", |n| format!(r#"{{"code":0,{}}}"#, repeated(|i| format!(r#""x{i}":[]"#), n))),
    ("known fields again and again", |n| format!(r#"{{"code":0,{}}}"#, repeated(|_| r#""msg":"a""#.to_owned(), n))),
    ("a long text", |n| format!(r#"{{"code":0,"message":"{}"}}"#, "m".repeat(8 * n))),
    ("a long text with an escape at its end", |n| format!(r#"{{"code":0,"message":"{}\n"}}"#, "m".repeat(8 * n))),
    ("escapes", |n| format!(r#"{{"code":0,"message":"{}"}}"#, r"\u4e2d\n".repeat(n))),
    ("quotes in an unknown text", |n| format!(r#"{{"code":0,"x":"{}"}}"#, r#"\""#.repeat(4 * n))),
    ("a long number", |n| format!(r#"{{"code":0,"x":{}}}"#, "7".repeat(8 * n))),
    ("white space", |n| format!(r#"{{"code":0{}}}"#, " \n".repeat(4 * n))),
    ("brackets", |n| format!(r#"{{"code":0,"x":{}"#, "[".repeat(8 * n))),
    ("brackets of many objects", |n| format!(r#"{{"code":0,"x":[{}]}}"#, repeated(|_| deep(100), n / 50))),
    ("a float at the very end", |n| detail(&repeated(|i| format!(r#""i{i}":{{"code":0}}"#), n), r#","x":1.5"#)),
    ("an escape that is none at the very end", |n| {
        detail(&repeated(|i| format!(r#""i{i}":{{"code":0}}"#), n), r#","x":"\q""#)
    }),
    ("an entry that is none at the very end", |n| {
        detail(&repeated(|i| format!(r#""i{i}":{{"code":0}}"#), n), r#","x":{"code":[]}"#)
    }),
    ("cut off", |n| detail(&repeated(|i| format!(r#""i{i}":{{"code":0}}"#), n), "").replace("}}}", "}")),
    ("lines", |n| detail(&repeated(|i| format!("\n\"i{i}\":{{\"code\":0}}"), n), ",\n\"x\":{}")),
];

fn detail(members: &str, last: &str) -> String {
    format!(r#"{{"code":0,"detail":{{{members}{last}}}}}"#)
}

fn deep(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

#[test]
fn reading_a_reply_and_finding_the_entry_of_an_error() {
    for &(name, document) in DOCUMENTS {
        assert_linear(name, document, |document| {
            let reply = json::from_str::<BatchReply<String>>(document);
            black_box(reply.map_err(|error| (error.entry().map(str::to_owned), error.to_string())).is_ok());
        });
    }
}

#[test]
fn reading_any_json() {
    for &(name, document) in DOCUMENTS {
        assert_linear(name, document, |document| {
            black_box(json::from_str::<Value>(document).is_ok());
        });
    }
}

/// Ways to name `n` resources.
const IDS: &[Named<Maker<Vec<String>>>] = &[
    ("different", |n| (0..n).map(|i| format!("ins-{i:09}")).collect()),
    ("alike up to the last bytes", |n| (0..n).map(|i| format!("{}{i:09}", "k".repeat(100))).collect()),
    ("alike at both ends", |n| (0..n).map(|i| format!("{}{i:09}{}", "k".repeat(50), "z".repeat(50))).collect()),
    ("one within the other", |n| (0..n).map(|i| "k".repeat(i % 200) + &(i / 200).to_string()).collect()),
];

#[test]
fn reconciling_in_every_order() {
    for &(name, ids) in IDS {
        let orders: [Named<Arrange>; 3] = [
            ("in order", |_| {}),
            ("reversed", |ids| ids.reverse()),
            ("interleaved", |ids| ids.sort_by_cached_key(|id| id.bytes().rev().collect::<Vec<_>>())),
        ];
        for (order, arrange) in orders {
            let input = |n| {
                let asked = ids(n);
                let mut answered = asked.clone();
                arrange(&mut answered);
                // Half of them twice.
                let again: Vec<String> = answered.iter().step_by(2).cloned().collect();
                let members = answered.iter().chain(&again).map(|id| format!(r#""{id}":{{"code":0}}"#));
                (asked, detail(&members.collect::<Vec<_>>().join(","), ""))
            };
            assert_linear(&format!("ids {name}, {order}"), input, |(asked, document)| {
                let reply: BatchReply<String> = json::from_str(document).expect("a reply");
                let report = reply.reconcile(Asked::new(asked.iter().cloned()));
                assert_eq!(report.tally().missing, 0);
                black_box(report.anomalies().count());
            });
        }
    }
}
