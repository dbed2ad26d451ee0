//! The times that criterion wrote down in this run.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::PathBuf;

use serde::Deserialize;

use crate::ROUNDS;

/// Where criterion keeps its samples.
pub(crate) struct Measured {
    directory: PathBuf,
    is_complete: Cell<bool>,
}

/// Criterion's name for a group of benchmarks in a round.
pub(crate) fn group(key: &str, round: usize) -> String {
    format!("{key}-round-{round}")
}

/// How long one run of a benchmark takes, in nanoseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    /// The median of all samples.
    pub(crate) median: f64,
    /// The shortest sample: what other programs do in the meantime makes it longer, and nothing makes it shorter.
    pub(crate) shortest: f64,
}

impl Measured {
    /// Nothing yet: what earlier runs wrote is removed.
    pub(crate) fn new() -> io::Result<Self> {
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("speed");
        if directory.exists() {
            fs::remove_dir_all(&directory)?;
        }
        Ok(Self { directory, is_complete: Cell::new(true) })
    }

    /// Where criterion is to write.
    pub(crate) fn directory(&self) -> &PathBuf {
        &self.directory
    }

    /// The time of a benchmark in all rounds; `None` if this run left one out (a filter, or `--test`).
    pub(crate) fn time(&self, key: &str, name: &str) -> Option<Time> {
        let read = |round| {
            let file = self.directory.join(group(key, round)).join(name).join("new/sample.json");
            serde_json::from_slice::<Sample>(&fs::read(file).ok()?).ok()
        };
        let rounds: Option<Vec<Sample>> = (1..=ROUNDS).map(read).collect();
        let time = rounds.and_then(|rounds| Time::of(&rounds));
        if time.is_none() {
            self.is_complete.set(false);
        }
        time
    }

    /// Whether every time that was asked for was there.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete.get()
    }
}

/// Criterion's file: how many runs each sample is, and how many nanoseconds they took together.
#[derive(Deserialize)]
struct Sample {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Time {
    fn of(rounds: &[Sample]) -> Option<Self> {
        let samples = rounds.iter().flat_map(|Sample { times, iters }| times.iter().zip(iters));
        let mut times: Vec<f64> = samples.map(|(time, runs)| time / runs).collect();
        times.sort_unstable_by(f64::total_cmp);
        Some(Time { median: *times.get(times.len() / 2)?, shortest: *times.first()? })
    }
}
