//! What the derives cost at compile time, beside what one would use instead.
//!
//! Prints tables as in this package's README, all from one run: `cargo run -p async-resp-compile-cost --release`. The
//! crates that are built stand in `target/compile-cost`; what they depend on is fetched there, by nothing else of the
//! workspace. Subjects take turns, so that whatever else the machine does falls on all of them.

#![forbid(unsafe_code)]

mod builds;
mod subjects;
mod table;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_resp_tests::page;
use builds::Written;
use subjects::Subject;
use table::Row;

/// Ids, and reply types.
const PAIRS: usize = 100;
/// Each kind of build is run so often, unless the command line has another number for the checks.
const CHECKS: usize = 7;
const BUILDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let checks = match std::env::args().nth(1) {
        Some(argument) => argument.parse().map_err(|_| "usage: async-resp-compile-cost [number of checks]")?,
        None => CHECKS,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let core = root.join("async-resp-core");
    let within = target(&root).join("compile-cost");
    fs::create_dir_all(&within)?;

    println!("{}\n", page::circumstances());
    println!("`cargo check` of a crate with {PAIRS} ids and {PAIRS} reply types, median of {checks}:\n");
    let subjects = subjects::pairs(&core, PAIRS);
    print!("{}", table::render(&measure(&subjects, &within, checks, Written::check)?));

    println!("\n`cargo build` from nothing, median of {BUILDS}:\n");
    let subjects = subjects::dependencies(&core);
    print!("{}", table::render(&measure(&subjects, &within, BUILDS, Written::build)?));
    Ok(())
}

/// Where Cargo puts what it builds for this workspace.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn measure<'a>(
    subjects: &'a [Subject],
    within: &Path,
    rounds: usize,
    run: fn(&Written<'a>) -> io::Result<Duration>,
) -> io::Result<Vec<Row>> {
    let written = subjects.iter().map(|subject| Written::new(subject, within)).collect::<io::Result<Vec<_>>>()?;
    // One round that does not count: it builds what the crates depend on, and warms the file system's cache.
    for crate_ in &written {
        crate_.fetch()?;
        run(crate_)?;
    }
    let mut rows: Vec<Row> = subjects.iter().map(|subject| Row { title: subject.title, times: Vec::new() }).collect();
    for round in 0..rounds {
        for (crate_, row) in written.iter().zip(&mut rows) {
            row.times.push(run(crate_)?);
        }
        eprintln!("round {} of {rounds} is done", round + 1);
    }
    Ok(rows)
}
