//! What following and submitting cost: our own time for each task that is asked for and for each id that is submitted, and
//! the memory of each task that is live.
//!
//! Here is what is measured and how often; `follow` and `submit` have the clock. The page beside it says what is counted.

mod follow;
mod submit;

use std::env;
use std::error::Error;
use std::process::Command;

use async_resp_tests::page::{self, circumstances};

const SIZES: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// How often each measurement is made, one after the other in turns, so that what else the machine does hits all alike.
const RUNS: usize = 5;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/following/README.md");

type Result<T> = core::result::Result<T, Box<dyn Error>>;

/// One column of the table: measured in a process of its own, which has no memory of others to use again.
#[derive(Clone, Copy)]
enum Column {
    Follow,
    FollowBytes,
    Accepted,
    Mixed,
}

const COLUMNS: [Column; 4] = [Column::Follow, Column::FollowBytes, Column::Accepted, Column::Mixed];

impl Column {
    fn name(self) -> &'static str {
        match self {
            Column::Follow => "follow",
            Column::FollowBytes => "follow-bytes",
            Column::Accepted => "accepted",
            Column::Mixed => "mixed",
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
        let column = COLUMNS.into_iter().find(|column| column.name() == name).ok_or("expected the name of a column")?;
        if let Some(number) = column.measure(size.parse()?) {
            println!("{number}");
        }
        return Ok(());
    }
    let results = format!("{}\n\n{}", circumstances(), table(&medians()?));
    println!("{results}");
    if env::var_os("BLESS").is_some() {
        page::write(PAGE.as_ref(), &results)?;
        println!("\nwritten into {PAGE}");
    }
    Ok(())
}

/// A size, and the median of each column at it.
type Row = (u32, [Option<u32>; COLUMNS.len()]);

fn medians() -> Result<Vec<Row>> {
    let mut samples = SIZES.map(|size| (size, [const { Vec::new() }; COLUMNS.len()]));
    for _ in 0..RUNS {
        for (size, columns) in &mut samples {
            for (column, samples) in COLUMNS.into_iter().zip(columns) {
                samples.extend(in_a_process_of_its_own(column, *size)?);
            }
        }
    }
    let median = |mut samples: Vec<u32>| {
        samples.sort_unstable();
        samples.get(samples.len() / 2).copied()
    };
    Ok(samples.into_iter().map(|(size, columns)| (size, columns.map(median))).collect())
}

fn in_a_process_of_its_own(column: Column, size: u32) -> Result<Option<u32>> {
    let output = Command::new(env::current_exe()?).args([column.name(), &size.to_string()]).output()?;
    if !output.status.success() {
        return Err(format!("{} at {size}: {}", column.name(), String::from_utf8_lossy(&output.stderr)).into());
    }
    let number = String::from_utf8(output.stdout)?;
    Ok(if number.is_empty() { None } else { Some(number.trim().parse()?) })
}

fn table(rows: &[Row]) -> String {
    let head = "| tasks or ids | `Follow`: ns a polled task | growth | bytes a live task | `Submit`: ns an id, all accepted \
                | growth | ns an id, a tenth lost or failed | growth |\n\
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
    let first = rows.first().map_or([None; COLUMNS.len()], |(_, first)| *first);
    let lines = rows.iter().map(|(size, columns)| {
        let cells = COLUMNS.into_iter().zip(columns).zip(first).map(|((column, value), first)| {
            let number = value.map_or("–".to_owned(), |value| value.to_string());
            match (column, value.zip(first)) {
                (Column::FollowBytes, _) => number,
                (_, Some((value, first))) => format!("{number} | {:.2} ×", f64::from(value) / f64::from(first)),
                (_, None) => format!("{number} | –"),
            }
        });
        format!("| {size} | {} |", cells.collect::<Vec<_>>().join(" | "))
    });
    [head.to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// What one of so many took.
fn each(all: u128, count: u32) -> u32 {
    u32::try_from(all / u128::from(count)).expect("little enough for one of many")
}
