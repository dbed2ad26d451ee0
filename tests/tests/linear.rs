//! Whatever a server sends, one document takes about as long as sixteen of a sixteenth its size.
//!
//! No time is asserted, only these two against each other, where anything quadratic takes sixteen times as long. A busy machine
//! makes a try slower, never faster: so the time of the processor counts, the least of several tries in turn, and they are tried
//! many times before a document is blamed.

use std::fmt::Write as _;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Duration;

use async_resp_core::{
    Asked, BatchReply, BatchResponse, Follow, FollowPolicy, Step, TaskId, TaskReply, TaskState, Tick, json,
};
use async_resp_tests::piecemeal::Piecemeal;
use serde_json::Value;

/// Makes something of a size.
type Maker<T> = fn(usize) -> T;
/// Brings ids into an order.
type Arrange = fn(&mut Vec<String>);
/// Something, and what it is called.
type Named<T> = (&'static str, T);

const SMALL: usize = 625;
/// How many small ones are held against a large one, which is as large as all of them.
const TIMES: usize = 16;
/// How many times as long the large one may take: what is linear, or nearly (sorting), stays below it where the large one does not
/// fit the caches, and what is quadratic is far above.
const MOST: u32 = 5;

/// What this thread has taken of the processor: a short piece of work may get it at once, and a longer one on a busy machine waits
/// for it many times as long as it takes.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.try_into().expect("no time before the thread began")
}

/// The time, where no system says what a thread has taken of it.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

fn time(work: impl FnOnce()) -> Duration {
    let start = now();
    work();
    now().saturating_sub(start)
}

/// Holds the work on an input of a size against that on many of a size that much smaller.
fn assert_linear<T>(name: &str, input: impl Fn(usize) -> T, work: impl Fn(&T)) {
    const TRIES: [usize; 2] = [3, 40];
    let (small, large) = (input(SMALL), input(TIMES * SMALL));
    let mut least = [Duration::MAX; 2];
    for tries in 1..=TRIES[1] {
        let times = [time(|| (0..TIMES).for_each(|_| work(&small))), time(|| work(&large))];
        least = [least[0].min(times[0]), least[1].min(times[1])];
        // What is done within the clock's own resolution is quick enough at any ratio.
        let is_linear = least[1] < MOST * least[0].max(Duration::from_micros(20));
        if is_linear && tries >= TRIES[0] {
            return;
        }
    }
    panic!("{name}: {TIMES} times as much takes more than {MOST} times as long as {TIMES} of them");
}

#[test]
#[should_panic(expected = "pairs: 16 times as much")]
fn what_is_not_linear_is_noticed() {
    let input = |size: usize| vec![1_u8; size / 5];
    assert_linear("pairs", input, |bytes| {
        let pairs = bytes.iter().flat_map(|a| bytes.iter().map(move |b| black_box(a & b)));
        black_box(pairs.map(usize::from).sum::<usize>());
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

#[test]
fn reading_entries_from_a_reader() {
    for &(name, document) in DOCUMENTS {
        assert_linear(name, document, |document| {
            let entries = json::entries::<String, TaskReply, _>(document.as_bytes());
            black_box(entries.flatten().count());
        });
        assert_linear(&format!("{name}, piecemeal"), document, |document| {
            let entries = json::entries::<String, TaskReply, _>(Piecemeal::new(document.as_bytes(), 61));
            black_box(entries.flatten().count());
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

#[test]
fn following_tasks_that_are_answered_in_another_order() {
    let tasks = |n: usize| -> Vec<TaskId> {
        (0..n).map(|number| TaskId::new(&format!("task-{number}")).expect("a number")).collect()
    };
    assert_linear("tasks", tasks, |tasks| {
        let group = NonZeroUsize::new(tasks.len()).expect("some");
        let mut follow = Follow::new(FollowPolicy { group, ..FollowPolicy::default() }, Tick::START);
        follow.add(Tick::START, tasks.iter().map(|task| ((), task.clone())));
        if let Step::Do(query) = follow.step(Tick::START) {
            let states = tasks.iter().rev().map(|task| (task.clone(), TaskState::Succeeded));
            follow.observe(Tick::START, query, states, None);
        }
        assert_eq!(follow.progress().ended, tasks.len());
    });
}
