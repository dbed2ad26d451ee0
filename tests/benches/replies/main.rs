//! How fast replies are read and reconciled, against the struct that one would write by hand.
//!
//! Criterion measures; the table at the end is computed from its medians, so every ratio compares two numbers of one run.

mod corpus;
mod medians;

use std::hint::black_box;

use async_resp_core::{Asked, BatchReply, BatchResponse, Report, json};
use criterion::{BatchSize, Criterion, Throughput};

use crate::corpus::{HandWritten, ids, reply};
use crate::medians::Medians;

const SIZES: [usize; 2] = [100, 100_000];

fn main() {
    let medians = Medians::new();
    let mut criterion = Criterion::default().output_directory(medians.directory()).configure_from_args();
    reading(&mut criterion);
    reconciling(&mut criterion);
    criterion.final_summary();
    print_table(&medians);
}

/// The typed reply by plain `serde_json` and by `json`, and the hand-written one by `serde_json`.
fn reading(criterion: &mut Criterion) {
    for size in SIZES {
        let document = reply(size);
        let mut group = criterion.benchmark_group(format!("read/{size}"));
        group.throughput(Throughput::Bytes(document.len() as u64));
        group.bench_function("typed", |bencher| {
            bencher.iter(|| serde_json::from_slice::<BatchReply<String>>(black_box(&document)).expect("a reply"));
        });
        group.bench_function("json", |bencher| {
            bencher.iter(|| json::from_slice::<BatchReply<String>>(black_box(&document)).expect("a reply"));
        });
        group.bench_function("by hand", |bencher| {
            bencher.iter(|| serde_json::from_slice::<HandWritten>(black_box(&document)).expect("a reply"));
        });
        group.finish();
    }
}

/// A reply in asked order, and one in the opposite order. Reading the reply and building `Asked` are not measured.
fn reconciling(criterion: &mut Criterion) {
    for size in SIZES {
        let reply: BatchReply<String> = serde_json::from_slice(&reply(size)).expect("a reply");
        let orders = [("in order", Asked::new(ids(size))), ("reversed", Asked::new(ids(size).rev()))];
        let mut group = criterion.benchmark_group(format!("reconcile/{size}"));
        group.throughput(Throughput::Elements(size as u64));
        for (order, asked) in orders {
            group.bench_function(order, |bencher| {
                let prepare = || (reply.clone(), asked.clone());
                let run = |(reply, asked): (BatchReply<String>, _)| -> Report<String> { reply.reconcile(asked) };
                bencher.iter_batched(prepare, run, BatchSize::LargeInput);
            });
        }
        group.finish();
    }
}

fn print_table(medians: &Medians) {
    println!("| case (36-character ids, compact JSON, 10 % failures; serde_json) | measured |");
    println!("| --- | --- |");
    for size in SIZES {
        let [typed, json, by_hand] =
            ["typed", "json", "by hand"].map(|name| medians.nanoseconds(&format!("read/{size}"), name));
        if let (Some(typed), Some(json), Some(by_hand)) = (typed, json, by_hand) {
            println!("| read {size} entries: hand-written `HashMap` / typed reply | {:.2} x |", by_hand / typed);
            println!(
                "| read {size} entries: hand-written `HashMap` / typed reply by `json` | {:.2} x |",
                by_hand / json
            );
        }
    }
    for size in SIZES {
        for order in ["in order", "reversed"] {
            if let Some(total) = medians.nanoseconds(&format!("reconcile/{size}"), order) {
                let ids = f64::from(u32::try_from(size).expect("small"));
                println!("| reconcile {size} ids, {order} | {:.1} ns an id |", total / ids);
            }
        }
    }
}
