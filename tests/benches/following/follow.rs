//! Tasks that all run for ever: each answer says so of all tasks of its query, and each goes back into the schedule.

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use async_resp_core::{Budget, Follow, FollowPolicy, Pace, Step, TaskId, TaskState, Tick};

use crate::each;

/// How many polled tasks are measured, at least.
const POLLS: u32 = 4_000_000;
/// Of fewer tasks the pages of the process say nothing.
const TASKS_TO_WEIGH: u32 = 100_000;

pub(crate) fn nanoseconds_a_poll(size: u32) -> u32 {
    let (mut follow, mut now) = (followed(size), Tick::START);
    round(&mut follow, &mut now, size);
    let rounds = POLLS / size;
    let spent: Duration = (0..rounds).map(|_| round(&mut follow, &mut now, size)).sum();
    assert_eq!(follow.progress().ended, 0, "all run");
    each(spent.as_nanos(), rounds * size)
}

/// What the process holds more after the tasks were added and asked for once.
pub(crate) fn bytes_a_task(size: u32) -> Option<u32> {
    let before = resident_bytes().filter(|_| size >= TASKS_TO_WEIGH)?;
    let (mut follow, mut now) = (followed(size), Tick::START);
    round(&mut follow, &mut now, size);
    let bytes = resident_bytes()?.saturating_sub(before);
    assert_eq!(follow.progress().ended, 0, "all run");
    Some(each(bytes, size))
}

fn followed(size: u32) -> Follow<Box<str>> {
    let policy = FollowPolicy {
        pace: Pace::constant(Duration::from_secs(10)),
        group: NonZeroUsize::new(20).expect("not zero"),
        budget: Budget::UNLIMITED,
        within: Duration::from_secs(1_000_000),
        ..FollowPolicy::default()
    };
    let mut follow = Follow::new(policy, Tick::START);
    let mut text = String::new();
    let tasks = (0..size).map(|number| {
        text.clear();
        write!(text, "{number:036}").expect("a String takes all");
        (text.as_str().into(), TaskId::new(&text).expect("text"))
    });
    follow.add(Tick::START, tasks);
    follow
}

/// Asks for as many tasks as there are; the time that the machine took, without that of making the answers.
fn round(follow: &mut Follow<Box<str>>, now: &mut Tick, size: u32) -> Duration {
    let (mut spent, mut polled) = (Duration::ZERO, 0);
    while polled < size {
        let start = Instant::now();
        let step = follow.step(*now);
        spent += start.elapsed();
        match step {
            Step::Do(query) => {
                let states: Vec<_> = query.task_ids().map(|task| (task.clone(), TaskState::Running)).collect();
                polled += u32::try_from(states.len()).expect("at most a group");
                let start = Instant::now();
                follow.observe(*now, query, states, None);
                spent += start.elapsed();
            }
            Step::WaitUntil(tick) => *now = tick,
            Step::Finished => break,
        }
    }
    spent
}

/// What the process holds in memory, as the kernel says; `None` where it is not Linux.
fn resident_bytes() -> Option<u128> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u128 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
