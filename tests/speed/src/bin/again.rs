//! Reads one document again and again by one reader, for a profiler to watch. The page of this package has the commands.

#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::{env, process};

use async_resp_speed::corpus::documents;
use async_resp_speed::readers::READERS;

fn main() {
    if let Err(error) = run() {
        eprintln!("again: {error}");
        process::exit(64);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [document, reader, times] = arguments.as_slice() else {
        return Err("expected a document, a reader and how often, as in: 100-36-compact ours 1000".into());
    };
    let named = documents().into_iter().find(|one| one.key == *document);
    let json = named.ok_or_else(|| format!("no document is called `{document}`"))?.json;
    let named = READERS.iter().find(|one| one.name == *reader);
    let read = named.ok_or_else(|| format!("no reader is called `{reader}`"))?.read;
    read_again(&json, read, times.parse().map_err(|error| format!("`{times}`: {error}"))?);
    Ok(())
}

/// A function of its own, so that a profiler can be told to look at nothing else.
#[inline(never)]
fn read_again(json: &[u8], read: fn(&[u8], &mut Vec<u8>) -> Option<usize>, times: usize) {
    let mut copy = Vec::with_capacity(json.len());
    for _ in 0..times {
        black_box(read(black_box(json), &mut copy));
    }
}
