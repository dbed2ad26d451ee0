//! The events of machines and drivers: each change once, exactly as the documentation has it.

mod documented;
mod driving;
mod following;
mod rolling;
mod spans;
mod submitting;

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{Budget, FollowPolicy, Machine, Pace, Step, SubmitPolicy, TaskId, Tick, json};
use async_resp_tests::replies::StartReply;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An operation that may run twice: two ids in each request, and 9005 sends an id again.
type Twice = StartReply<true>;

/// What makes machines and drives them.
type Scene = fn();

fn at(seconds: u64) -> Tick {
    Tick::since_unix(Duration::from_secs(1000 + seconds))
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|id| format!("ins-{id}")).collect()
}

fn submit_policy() -> SubmitPolicy {
    SubmitPolicy {
        attempts: NonZeroU32::new(2).expect("not zero"),
        pace: Pace::constant(Duration::from_secs(5)),
        in_flight: NonZeroUsize::new(8).expect("not zero"),
        budget: Budget::UNLIMITED,
        ..SubmitPolicy::default()
    }
}

fn follow_policy() -> FollowPolicy {
    FollowPolicy { group: NonZeroUsize::new(2).expect("not zero"), ..FollowPolicy::default() }
}

fn reply<const IDEMPOTENT: bool>(body: &str) -> StartReply<IDEMPOTENT> {
    StartReply::new(json::from_str(body).expect("a reply"))
}

fn task(number: &str) -> TaskId {
    TaskId::new(number).expect("not empty")
}

/// The next work, once its time has come.
fn next<M: Machine>(machine: &mut M, now: &mut Tick) -> M::Work {
    loop {
        match machine.step(*now) {
            Step::Do(work) => return work,
            Step::WaitUntil(tick) => *now = tick,
            Step::Finished => panic!("there is nothing left to do"),
        }
    }
}

/// Lets time pass until there is nothing left to do.
fn finish<M: Machine>(machine: &mut M, now: Tick) {
    let mut now = now;
    while let Step::WaitUntil(tick) = machine.step(now) {
        now = tick;
    }
    assert!(matches!(machine.step(now), Step::Finished), "there is something to do");
}

/// What is read of what was written.
fn saved<M: Serialize, T: DeserializeOwned>(machine: &M) -> T {
    serde_json::from_str(&serde_json::to_string(machine).expect("text")).expect("what was written")
}
