//! Ids of which each is accepted in the end, at the first attempt or at the second.

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use async_resp_core::{
    Asked, Budget, Chunk, Code, Operation, Report, Step, Submit, SubmitPolicy, TaskId, TaskReply, Tick, Verdict,
};
use async_resp_tests::replies::{Habits, Reply};

use crate::each;

/// How many ids are measured, at least.
const IDS: u32 = 1_000_000;
const LIMIT: NonZeroUsize = NonZeroUsize::new(100).unwrap();
const BUSY: Code = Code::new(9005);
/// Of the first attempts, every so many-th chunk of all runs is lost, and every so many-th id of the others fails.
const UNLUCKY: u32 = 20;

/// The time of all calls from the first step to the report, without that of making the replies.
pub(crate) fn nanoseconds_an_id(size: u32, mixed: bool) -> u32 {
    let runs = IDS / size;
    let spent: Duration = (0..runs).map(|run| submit(size, mixed.then_some(run))).sum();
    each(spent.as_nanos(), runs * size)
}

/// In a run of a number some are lost or fail, in one without none.
fn submit(size: u32, run: Option<u32>) -> Duration {
    let policy =
        SubmitPolicy { budget: Budget::UNLIMITED, within: Duration::from_secs(1_000_000), ..SubmitPolicy::default() };
    let mut now = Tick::START;
    let asked = Asked::new((0..size).map(|number| format!("{number:036}")));
    let mut spent = Duration::ZERO;
    let mut submit: Submit<StartReply> = timed(&mut spent, || Submit::new(asked, policy, now));
    loop {
        match timed(&mut spent, || submit.step(now)) {
            Step::Do(chunk) if run.is_some_and(|run| is_lost(&chunk, run, size)) => {
                timed(&mut spent, || submit.lost(now, chunk, "connection reset"));
            }
            Step::Do(chunk) => {
                let mut reply = reply(&chunk, run.is_some() && chunk.attempt() == 1);
                timed(&mut spent, || submit.observe(now, chunk, &mut reply));
            }
            Step::WaitUntil(tick) => now = tick,
            Step::Finished => break,
        }
    }
    let report: Report<String> = timed(&mut spent, || submit.finish());
    assert_eq!(report.verdict(), Some(Verdict::AllAccepted));
    spent
}

fn timed<T>(spent: &mut Duration, call: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = call();
    *spent += start.elapsed();
    result
}

fn is_lost(chunk: &Chunk<String>, run: u32, size: u32) -> bool {
    let before = u64::from(run) * u64::from(size) / LIMIT.get() as u64;
    chunk.attempt() == 1 && (before + chunk.number()) % u64::from(UNLUCKY) == u64::from(UNLUCKY / 2)
}

fn reply(chunk: &Chunk<String>, some_fail: bool) -> StartReply {
    let entries = chunk.asked().iter().enumerate().map(|(place, id)| {
        let entry = if some_fail && place % UNLUCKY as usize == 0 {
            TaskReply::failed(BUSY, "busy")
        } else {
            TaskReply::accepted(TaskId::new(id).expect("text"))
        };
        (id.clone(), entry)
    });
    StartReply::new(entries.collect())
}

type StartReply = Reply<Start>;

/// An operation that may run twice.
#[derive(Debug)]
struct Start;

impl Habits for Start {
    const OPERATION: Operation = Operation::new("Start").with_limit(LIMIT).with_retry(&[BUSY]).idempotent();
}
