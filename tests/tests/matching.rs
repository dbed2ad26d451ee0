//! Which entry is about which asked id: in any order, with repeats, gaps and strangers, the same as a search through the
//! whole list finds; and never with more comparisons than an order by comparing needs.

use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;

use async_resp_core::{Asked, BatchReply, BatchResponse, Code, InvalidId, Outcome, ResourceId, TaskReply};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Ids of which many share their first bytes, end within the eight that follow or differ behind them only.
fn id() -> impl Strategy<Value = String> {
    let start = select(["ins-", "ins-12345678", "disk-"].as_slice());
    let end = select(["", "\0", "a", "b", "c", "1234567", "12345678", "123456789", "12345678a", "盘"].as_slice());
    (start, end, 0..8_u8).prop_map(|(start, end, number)| format!("{start}{end}{number}"))
}

/// The outcome by the rules, found by looking at every entry for every id.
fn expected<'a>(id: &str, entries: &'a [(String, TaskReply)]) -> Outcome<&'a TaskReply> {
    let mut own = entries.iter().filter(|(entry, _)| entry == id).map(|(_, entry)| entry);
    let Some(first) = own.next() else {
        return Outcome::Missing;
    };
    if own.any(|entry| entry.code().is_success() != first.code().is_success()) {
        Outcome::Undetermined
    } else if first.code().is_success() {
        Outcome::Accepted { entry: Some(first), task: None }
    } else {
        Outcome::Failed(first)
    }
}

proptest! {
    #[test]
    fn every_entry_finds_its_id(
        ids in vec(id(), 0..60),
        order in vec((any::<Index>(), 0..4_u8), 0..90),
        strangers in vec((any::<Index>(), id()), 0..9),
        in_order in any::<bool>(),
    ) {
        let asked = Asked::new(ids);
        let mut answered: Vec<(String, TaskReply)> = Vec::new();
        if !asked.is_empty() {
            if in_order {
                answered.extend(asked.iter().map(|id| (id.clone(), TaskReply::new(Code::SUCCESS))));
            }
            answered.extend(order.iter().map(|(at, code)| {
                (at.get(asked.iter().as_slice()).clone(), TaskReply::new(Code::new(i64::from(code % 2))))
            }));
        }
        for (at, id) in strangers {
            answered.insert(at.index(answered.len() + 1), (id, TaskReply::new(Code::SUCCESS)));
        }
        let report = answered.iter().cloned().collect::<BatchReply<String>>().reconcile(asked.clone());
        let outcomes: Vec<_> = report.iter().map(|(id, outcome)| (id.clone(), outcome)).collect();
        let by_search: Vec<_> = asked.iter().map(|id| (id.clone(), expected(id, &answered))).collect();
        prop_assert_eq!(outcomes, by_search);
        let unexpected: Vec<_> = report.unexpected().map(|(id, _)| id.as_str()).collect();
        let is_asked = |id: &String| asked.iter().any(|each| each == id);
        let strange: Vec<_> = answered.iter().map(|(id, _)| id).filter(|id| !is_asked(id)).collect();
        prop_assert_eq!(unexpected, strange);
    }
}

thread_local! {
    static COMPARISONS: Cell<usize> = const { Cell::new(0) };
}

/// An id that counts how often it is compared.
#[derive(Debug, Clone)]
struct Counted(u64);

impl Counted {
    fn count<T>(of: T) -> T {
        COMPARISONS.set(COMPARISONS.get() + 1);
        of
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        Self::count(self.0 == other.0)
    }
}

impl Eq for Counted {}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Counted {
    fn cmp(&self, other: &Self) -> Ordering {
        Self::count(self.0.cmp(&other.0))
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResourceId for Counted {
    const KIND: &'static str = "counted";

    fn parse(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(Counted).map_err(|_| InvalidId::new(Self::KIND, text, "must be a number"))
    }
}

/// How often ids are compared to reconcile a reply that has each of `count` ids, the number `step` further on each time.
fn comparisons(count: u64, step: u64) -> usize {
    COMPARISONS.set(0);
    let asked = Asked::new((0..count).map(Counted));
    let entries = (0..count).map(|number| (Counted(number * step % count), TaskReply::new(Code::SUCCESS)));
    let report = entries.collect::<BatchReply<Counted>>().reconcile(asked);
    assert_eq!(report.tally().accepted as u64, count);
    COMPARISONS.get()
}

#[test]
fn comparisons_grow_as_those_of_an_order() {
    // Steps without a factor in common with the counts: every id once, in order, backwards and scattered.
    for (count, steps) in [(1_u64 << 10, [1, (1 << 10) - 1, 401]), (1 << 14, [1, (1 << 14) - 1, 6001])] {
        for step in steps {
            let most = count * (u64::from(count.ilog2()) * 3 + 4);
            let compared = comparisons(count, step) as u64;
            assert!(compared <= most, "{compared} comparisons of {count} ids, by {step}, and not {most}");
        }
        assert!(comparisons(count, 1) < comparisons(count, count - 1), "a reply in order takes fewest");
    }
}
