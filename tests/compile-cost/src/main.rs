//! What the derives cost at compile time, beside what one would use instead.
//!
//! Prints the tables of this package's README, all from one run: `cargo run -p async-resp-compile-cost --release`; `BLESS=1`
//! writes them there. The crates that are built stand in `target/compile-cost`; what they depend on is fetched there, by
//! nothing else of the workspace. Subjects take turns, so that whatever else the machine does falls on all of them.

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
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn main() -> Result<(), Box<dyn Error>> {
    let checks = match std::env::args().nth(1) {
        Some(argument) => argument.parse().map_err(|_| "usage: async-resp-compile-cost [number of checks]")?,
        None => CHECKS,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let core = root.join("async-resp-core");
    let within = target(&root).join("compile-cost");
    fs::create_dir_all(&within)?;

    let (pairs, dependencies) = (subjects::pairs(&core, PAIRS), subjects::dependencies(&core));
    let results = [
        page::circumstances(),
        format!("`cargo check` of a crate with {PAIRS} ids and {PAIRS} reply types, {checks} times:"),
        table::render(&measure(&pairs, &within, checks, Written::check)?),
        format!("`cargo build` from nothing, {BUILDS} times:"),
        table::render(&measure(&dependencies, &within, BUILDS, Written::build)?),
    ]
    .map(|part| part.trim_end().to_owned())
    .join("\n\n");
    println!("{results}");
    if std::env::var_os("BLESS").is_some() {
        page::write(PAGE.as_ref(), &results)?;
        println!("\nwritten to {PAGE}");
    }
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
    let row = |subject: &Subject| Row { title: subject.title, times: Vec::new(), goal: subject.goal };
    let mut rows: Vec<Row> = subjects.iter().map(row).collect();
    for round in 0..rounds {
        for (crate_, row) in written.iter().zip(&mut rows) {
            row.times.push(run(crate_)?);
        }
        eprintln!("round {} of {rounds} is done", round + 1);
    }
    Ok(rows)
}
