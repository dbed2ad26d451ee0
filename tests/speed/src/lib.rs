//! What is measured: the documents and the readers.
//!
//! Here, and not in the benchmark, stands all that can be tested without a clock. The tests ask that all readers read the same
//! from the same document; `benches/replies` has the clock.

#![forbid(unsafe_code)]

pub mod corpus;
pub mod readers;
pub mod structs;
