//! What following and submitting cost: our own time for each task that is asked for and for each id that is submitted, and
//! the memory of each task that is live.
//!
//! Here is what is measured and how often; `follow` and `submit` have the clock, `tables` what is made of the numbers. The
//! page beside it says what is counted.

mod follow;
mod submit;
mod tables;

use std::env;
use std::error::Error;
use std::fs;
use std::process::Command;

use async_resp_tests::page;

use crate::tables::Samples;

const SIZES: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// How often everything is measured, in turns, so that what else the machine does hits all alike.
const ROUNDS: usize = 5;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/following/README.md");

type Result<T> = core::result::Result<T, Box<dyn Error>>;

/// What is measured at each size, each time in a process of its own, which has no memory of others to use again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Follow,
    FollowBytes,
    Accepted,
    Mixed,
}

impl Column {
    const ALL: [Column; 4] = [Column::Follow, Column::FollowBytes, Column::Accepted, Column::Mixed];

    fn name(self) -> &'static str {
        match self {
            Column::Follow => "follow",
            Column::FollowBytes => "follow-bytes",
            Column::Accepted => "submit-accepted",
            Column::Mixed => "submit-mixed",
        }
    }

    fn measure(self, size: u32) -> Option<u32> {
        match self {
            Column::Follow => Some(follow::nanoseconds_a_poll(size)),
            Column::FollowBytes => follow::bytes_a_task(size),
            Column::Accepted => Some(submit::nanoseconds_an_id(size, false)),
            Column::Mixed => Some(submit::nanoseconds_an_id(size, true)),
        }
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, name, size] = arguments.as_slice() {
        let column = Column::ALL.into_iter().find(|column| column.name() == name).ok_or("expected what to measure")?;
        if let Some(number) = column.measure(size.parse()?) {
            println!("{number}");
        }
        return Ok(());
    }
    let before = load();
    let samples = samples()?;
    let circumstances = format!("{}, load {before} before and {} after", page::circumstances(), load());
    let results = [circumstances, tables::medians(&samples), "Goals:".to_owned(), tables::goals(&samples)].join("\n\n");
    println!("{results}");
    if env::var_os("BLESS").is_some() {
        page::write(PAGE.as_ref(), &results)?;
        println!("\nwritten to {PAGE}");
    }
    Ok(())
}

fn samples() -> Result<Samples> {
    let mut samples = Samples::new();
    for _ in 0..ROUNDS {
        for size in SIZES {
            for column in Column::ALL {
                let number = in_a_process_of_its_own(column, size)?;
                samples.entry((column, size)).or_default().extend(number);
            }
        }
    }
    for samples in samples.values_mut() {
        samples.sort_unstable();
    }
    Ok(samples)
}

fn in_a_process_of_its_own(column: Column, size: u32) -> Result<Option<u32>> {
    let output = Command::new(env::current_exe()?).args([column.name(), &size.to_string()]).output()?;
    if !output.status.success() {
        return Err(format!("{} at {size}: {}", column.name(), String::from_utf8_lossy(&output.stderr)).into());
    }
    let number = String::from_utf8(output.stdout)?;
    Ok(if number.is_empty() { None } else { Some(number.trim().parse()?) })
}

/// How many programs wanted a core over the last minute, as Linux tells it.
fn load() -> String {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    averages.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}

/// What one of so many took.
fn each(all: u128, count: u32) -> u32 {
    u32::try_from(all / u128::from(count)).expect("little enough for one of many")
}
