//! Processes that end at any point, and go on from the last save that was written.

use std::time::Duration;

use async_resp_core::{Rollout, drive};
use async_resp_tests::cases;
use async_resp_tests::replies::StartReply;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::cloud::{Cloud, Fate};
use crate::{File, ends, ids, rollout};

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => (0..45_u64).prop_map(Fate::Answered),
        3 => (0..45_u64).prop_map(Fate::Partly),
        1 => Just(Fate::NotSent),
        1 => Just(Fate::LostBefore),
        1 => Just(Fate::LostAfter),
        1 => Just(Fate::Hangs),
        2 => select(vec![4400, 6200, 5000]).prop_map(Fate::Refused),
    ]
}

/// How one life of the process goes: how often its driver is polled before it is dropped, and whether the machine is lost
/// with it.
#[derive(Debug, Clone, Copy)]
struct Life {
    polls: usize,
    crashes: bool,
}

fn lives() -> impl Strategy<Value = Vec<Life>> {
    vec((1..25_usize, any::<bool>()).prop_map(|(polls, crashes)| Life { polls, crashes }), 0..8)
}

fn run<const IDEMPOTENT: bool>(count: usize, in_flight: usize, fates: Vec<Fate>, lives: Vec<Life>, save_takes: u64) {
    let (cloud, file) = (Cloud::new(fates), File::default());
    let world = &cloud.world;
    let start = || rollout::<StartReply<IDEMPOTENT>>(count, in_flight, world.now());
    let mut machine = start();
    let last = Life { polls: 100_000, crashes: true };
    for life in lives.into_iter().chain([last]) {
        let save = |machine: &Rollout<StartReply<IDEMPOTENT>>| {
            file.save_after(machine, world.sleep(Duration::from_millis(save_takes)))
        };
        let mut driving =
            drive(&mut machine, || world.now(), |wait| world.sleep(wait), save, |work| cloud.work::<IDEMPOTENT>(work));
        let ended = world.run(std::pin::Pin::new(&mut driving), life.polls);
        drop(driving);
        assert!(ended.is_some() || life.polls < last.polls, "it never ends");
        if life.crashes {
            machine = file.read().map_or_else(start, |saved| Rollout::restore(saved, world.now()));
        }
    }
    check::<IDEMPOTENT>(&cloud, machine, count);
}

/// The report tells the truth, as far as it tells anything.
fn check<const IDEMPOTENT: bool>(cloud: &Cloud, machine: Rollout<StartReply<IDEMPOTENT>>, count: usize) {
    let report = machine.finish();
    for (id, end) in ids(count).iter().zip(ends(&report)) {
        let runs = cloud.runs(id);
        assert!(IDEMPOTENT || runs <= 1, "{id} ran {runs} times");
        match end {
            "succeeded" => assert!(runs > 0, "{id} is said to have run"),
            "undetermined" => {}
            "failed" | "refused" | "not sent" => assert_eq!(runs, 0, "{id} ran, and is said to be {end}"),
            other => panic!("{id} is {other}"),
        }
    }
    assert!(report.tasks.pending().next().is_none(), "every task that became known is followed to its end");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_runs_twice_that_may_run_once(
        count in 0..12_usize, in_flight in 1..4_usize, fates in vec(fate(), 0..12), lives in lives(), takes in 0..3000_u64,
    ) {
        run::<false>(count, in_flight, fates, lives, takes);
    }

    #[test]
    fn what_may_run_twice_is_reported_as_truly(
        count in 0..12_usize, in_flight in 1..4_usize, fates in vec(fate(), 0..12), lives in lives(), takes in 0..3000_u64,
    ) {
        run::<true>(count, in_flight, fates, lives, takes);
    }
}
