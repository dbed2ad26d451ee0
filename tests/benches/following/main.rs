//! What following costs: our own time for each task that is asked for, and the memory of each task that is live.
//!
//! Ids and task numbers have 36 characters, queries name 20 tasks, and every answer says that they all run, so that each
//! goes back into the schedule. Memory is what the process holds more after the tasks were added and asked for once
//! (Linux alone tells it).

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use async_resp_core::{Budget, Follow, FollowPolicy, Pace, Step, TaskId, TaskState, Tick};

const SIZES: [usize; 2] = [1_000, 1_000_000];
/// How many polled tasks are measured at each size, at least.
const POLLS: usize = 4_000_000;

fn main() {
    println!("| live tasks | ns a polled task | bytes a live task |");
    println!("| --- | --- | --- |");
    for size in SIZES {
        let before = resident_bytes();
        let (mut follow, mut now) = (followed(size), Tick::START);
        round(&mut follow, &mut now, size);
        let bytes = before.zip(resident_bytes()).map(|(before, after)| after.saturating_sub(before) / size);

        let rounds = POLLS / size;
        let spent: Duration = (0..rounds).map(|_| round(&mut follow, &mut now, size)).sum();
        let nanoseconds = spent.as_nanos() / (rounds * size) as u128;
        // Of a thousand tasks the pages of the process say nothing.
        let bytes = bytes.filter(|_| size >= 100_000).map_or("–".to_owned(), |bytes| bytes.to_string());
        println!("| {size} | {nanoseconds} | {bytes} |");
        assert_eq!(black_box(follow).progress().live, size, "all run");
    }
}

fn followed(size: usize) -> Follow<Box<str>> {
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
fn round(follow: &mut Follow<Box<str>>, now: &mut Tick, size: usize) -> Duration {
    let (mut spent, mut polled) = (Duration::ZERO, 0);
    while polled < size {
        let start = Instant::now();
        let step = follow.step(*now);
        spent += start.elapsed();
        match step {
            Step::Do(query) => {
                let states: Vec<_> = query.task_ids().map(|task| (task.clone(), TaskState::Running)).collect();
                polled += states.len();
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

/// What the process holds in memory, as the kernel says; `None` elsewhere.
fn resident_bytes() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
