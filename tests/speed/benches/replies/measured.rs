//! The times that criterion wrote down in this run.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::PathBuf;

use serde::Deserialize;

/// Where criterion keeps its samples.
pub(crate) struct Measured {
    directory: PathBuf,
    is_complete: Cell<bool>,
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

    /// The time of a benchmark; `None` if this run left it out (a filter, or `--test`).
    pub(crate) fn time(&self, group: &str, name: &str) -> Option<Time> {
        let file = self.directory.join(group).join(name).join("new/sample.json");
        let time = fs::read(file).ok().and_then(|sample| serde_json::from_slice::<Sample>(&sample).ok()?.time());
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

impl Sample {
    fn time(&self) -> Option<Time> {
        let mut times: Vec<f64> = self.times.iter().zip(&self.iters).map(|(time, runs)| time / runs).collect();
        times.sort_unstable_by(f64::total_cmp);
        Some(Time { median: *times.get(times.len() / 2)?, shortest: *times.first()? })
    }
}
