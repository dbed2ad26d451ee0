//! The medians that criterion wrote down in this run.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// Where criterion keeps its estimates, and when this run began.
pub(crate) struct Medians {
    directory: PathBuf,
    begin: SystemTime,
}

impl Medians {
    /// From now on.
    pub(crate) fn new() -> Self {
        Self { directory: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("criterion"), begin: SystemTime::now() }
    }

    /// Where criterion is to write.
    pub(crate) fn directory(&self) -> &PathBuf {
        &self.directory
    }

    /// The median of a benchmark; `None` if this run left it out (a filter, or `--test`).
    pub(crate) fn nanoseconds(&self, group: &str, name: &str) -> Option<f64> {
        let file = self.directory.join(group.replace('/', "_")).join(name).join("new/estimates.json");
        let written = fs::metadata(&file).and_then(|metadata| metadata.modified()).ok()?;
        if written < self.begin {
            return None;
        }
        let estimates: serde_json::Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
        estimates["median"]["point_estimate"].as_f64()
    }
}
