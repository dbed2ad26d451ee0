//! How fast replies are read and reconciled, beside other readers of JSON.
//!
//! Criterion measures, one reader of a document after the other; the tables are computed from its samples, so every ratio
//! compares two numbers of one run. `BLESS=1` writes them into the page of this package.

#![forbid(unsafe_code)]

mod measured;
mod tables;

use std::hint::black_box;
use std::io;
use std::time::Duration;

use async_resp_core::{Asked, BatchReply, BatchResponse, Report, json};
use async_resp_speed::corpus::{Document, documents, ids, shuffled};
use async_resp_speed::readers::READERS;
use async_resp_tests::page;
use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput};

use crate::measured::Measured;

/// Everything is measured so often, minutes apart: other programs on the machine seldom stay that long.
const ROUNDS: usize = 3;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn main() -> io::Result<()> {
    let measured = Measured::new()?;
    // Little time for each, since there are some three hundred in a round; and many short samples, some of which nothing else
    // on the machine gets into.
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(100))
        .sample_size(40)
        .nresamples(1_001)
        .without_plots()
        .output_directory(measured.directory())
        .configure_from_args();
    let documents = documents();
    for round in 1..=ROUNDS {
        for document in &documents {
            reading(&mut criterion, document, round);
        }
        reconciling(&mut criterion, round);
    }
    criterion.final_summary();

    let tables = tables::render(&measured, &documents);
    println!("{tables}");
    if std::env::var_os("BLESS").is_none() {
        return Ok(());
    }
    if !measured.is_complete() {
        return Err(io::Error::other("a run of a part of the benchmarks has no results for the page"));
    }
    page::write(PAGE.as_ref(), &format!("{}\n\n{tables}", page::circumstances()))?;
    println!("written to {PAGE}");
    Ok(())
}

/// Every reader on one document. What a reader made is dropped within its time.
fn reading(criterion: &mut Criterion, document: &Document, round: usize) {
    let mut group = criterion.benchmark_group(measured::group(&document.key, round));
    group.throughput(Throughput::Bytes(document.json.len() as u64));
    shorten_large(&mut group, document.entries);
    let mut copy = Vec::with_capacity(document.json.len());
    for reader in READERS.iter().filter(|reader| document.is_plain || !reader.only_plain) {
        group.bench_function(reader.name, |bencher| {
            bencher.iter(|| (reader.read)(black_box(&document.json), &mut copy));
        });
    }
    group.finish();
}

/// A reply in asked order, one in no order, and what [`Asked::new`] does before. Copies and drops are not measured.
fn reconciling(criterion: &mut Criterion, round: usize) {
    for size in tables::RECONCILED {
        let document = documents().into_iter().find(|document| document.key == format!("{size}-36-compact"));
        let document = document.expect("documents have all sizes");
        let reply: BatchReply<String> = json::from_slice(&document.json).expect("the document is a reply");
        let ordered: Vec<String> = ids(size, 36).collect();
        let orders = [
            (tables::IN_ORDER, Asked::new(ordered.clone())),
            (tables::SHUFFLED, Asked::new(shuffled(ordered.clone()))),
        ];

        let mut group = criterion.benchmark_group(measured::group(&tables::reconcile_key(size), round));
        group.throughput(Throughput::Elements(size as u64));
        shorten_large(&mut group, size);
        for (order, asked) in orders {
            group.bench_function(order, |bencher| {
                let prepare = || (reply.clone(), asked.clone());
                let run = |(reply, asked): (BatchReply<String>, _)| -> Report<String> { reply.reconcile(asked) };
                bencher.iter_batched(prepare, run, BatchSize::LargeInput);
            });
        }
        group.bench_function(tables::ASKED, |bencher| {
            bencher.iter_batched(|| ordered.clone(), Asked::new, BatchSize::LargeInput);
        });
        group.finish();
    }
}

/// As often in each sample: a reader that takes a tenth of a second would else be measured for many of them.
fn shorten_large(group: &mut BenchmarkGroup<'_, WallTime>, entries: usize) {
    if entries > 10_000 {
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
    }
}
