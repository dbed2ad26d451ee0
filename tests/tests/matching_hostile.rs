//! What matching does where it can gain nothing from the texts of ids: texts that share the bytes by which lists are put in
//! order, and ids whose `as_text` is not what they show.

use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;

use async_resp_core::{Asked, BatchReply, BatchResponse, Code, InvalidId, ResourceId, TaskReply};
use proptest::collection::vec;
use proptest::prelude::*;

thread_local! {
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// An id of text that counts how often it is looked at, to compare it or for its text.
#[derive(Debug, Clone, Eq)]
struct Counted(String);

impl Counted {
    fn text(&self) -> &str {
        LOOKS.set(LOOKS.get() + 1);
        &self.0
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Counted {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text().cmp(other.text())
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
        Ok(Self(text.into()))
    }

    fn as_text(&self) -> Option<&str> {
        Some(self.text())
    }
}

/// An id whose text says nothing of it, is one of another id, or is there for some ids only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Misleading<const KIND: u8>(u8);

impl<const KIND: u8> fmt::Display for Misleading<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const KIND: u8> ResourceId for Misleading<KIND> {
    const KIND: &'static str = "misleading";

    fn parse(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(Self).map_err(|_| InvalidId::new("misleading", text, "must be a number"))
    }

    fn as_text(&self) -> Option<&str> {
        let few = ["z", "", "same", "z\0", "same-12345678"][usize::from(self.0) % 5];
        match KIND {
            0 => Some("same"),
            1 => Some(few),
            _ => (self.0 % 2 == 1).then_some(few),
        }
    }
}

fn reply<Id: ResourceId>(ids: impl IntoIterator<Item = Id>) -> BatchReply<Id> {
    ids.into_iter().map(|id| (id, TaskReply::new(Code::SUCCESS))).collect()
}

fn matches_as_by_search<const KIND: u8>(asked: &[u8], answered: &[u8]) -> Result<(), TestCaseError> {
    let mut distinct: Vec<u8> = Vec::new();
    for id in asked {
        if !distinct.contains(id) {
            distinct.push(*id);
        }
    }
    let asked: Asked<Misleading<KIND>> = asked.iter().copied().map(Misleading).collect();
    prop_assert!(asked.iter().map(|id| id.0).eq(distinct.iter().copied()));
    let report = reply(answered.iter().copied().map(Misleading)).reconcile(asked);
    for (id, outcome) in report.iter() {
        prop_assert_eq!(outcome.is_accepted(), answered.contains(&id.0), "{}", id);
        prop_assert_eq!(report.get(id), Some(outcome));
    }
    let unexpected: Vec<u8> = report.unexpected().map(|(id, _)| id.0).collect();
    let expected: Vec<u8> = answered.iter().copied().filter(|id| !distinct.contains(id)).collect();
    prop_assert_eq!(unexpected, expected);
    Ok(())
}

proptest! {
    #[test]
    fn a_misleading_text_never_takes_one_id_for_another(
        asked in vec(any::<u8>(), 0..90),
        answered in vec(any::<u8>(), 0..120),
    ) {
        matches_as_by_search::<0>(&asked, &answered)?;
        matches_as_by_search::<1>(&asked, &answered)?;
        matches_as_by_search::<2>(&asked, &answered)?;
    }
}

/// How often ids are looked at to reconcile a reply about `count` ids that differ behind the bytes that order them.
fn looks(count: usize, answered: impl Fn(usize) -> usize) -> usize {
    let id = |number: usize| Counted(format!("instance-0000-{number:08}"));
    // One other beginning, so that nothing is shared by all.
    let asked = (0..count).map(id).chain([Counted("disk".into())]);
    let reply = reply((0..count).map(|number| id(answered(number))));
    LOOKS.set(0);
    let report = reply.reconcile(asked.collect());
    let looks = LOOKS.get();
    let tally = report.tally();
    assert_eq!(tally.accepted + tally.repeated + tally.unexpected, count);
    looks
}

#[test]
fn texts_alike_where_it_counts_take_no_more_than_an_order_by_comparing() {
    for count in [1_usize << 10, 1 << 14] {
        // For each id to sort what was asked and what was answered, to walk through both, and to make keys: each
        // comparison looks at two ids, up to twice.
        let most = count * (4 * 3 * count.ilog2() as usize + 16);
        let scattered = |number: usize| number * 6001 % count;
        for (order, looked) in [
            ("in order", looks(count, |number| number)),
            ("backwards", looks(count, |number| count - 1 - number)),
            ("scattered", looks(count, scattered)),
            ("one id", looks(count, |_| 7)),
            ("two ids", looks(count, |number| count - 1 - number % 2)),
            ("of strangers", looks(count, |number| count + scattered(number))),
            ("half of strangers", looks(count, |number| scattered(number) * 2)),
        ] {
            assert!(looked <= most, "{order}: {looked} looks at {count} ids, and not {most}");
        }
    }
}
