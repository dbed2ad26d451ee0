//! The medians that criterion wrote down in this run.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Where criterion keeps its estimates.
pub(crate) struct Medians {
    directory: PathBuf,
    is_complete: Cell<bool>,
}

impl Medians {
    /// None yet: those of earlier runs are removed.
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

    /// The median of a benchmark; `None` if this run left it out (a filter, or `--test`).
    pub(crate) fn nanoseconds(&self, group: &str, name: &str) -> Option<f64> {
        let file = self.directory.join(group).join(name).join("new/estimates.json");
        let median = fs::read(file).ok().and_then(|estimates| {
            let estimates: serde_json::Value = serde_json::from_slice(&estimates).ok()?;
            estimates["median"]["point_estimate"].as_f64()
        });
        if median.is_none() {
            self.is_complete.set(false);
        }
        median
    }

    /// Whether every median that was asked for was there.
    pub(crate) fn are_complete(&self) -> bool {
        self.is_complete.get()
    }
}
