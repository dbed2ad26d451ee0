//! An SDK that calls `async-resp-core` by another name.
//!
//! It compiles only if generated code finds the library through `crate = "…"` alone.

use tasks::{BatchReply, BatchResponse, ResourceId};

/// The id of an instance; the library from the root of all crates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "::tasks", prefix("ins-"), validate = short)]
#[batch(StartInstancesReply, limit = 100, idempotent, accept(16003), lists = "failures")]
pub struct InstanceId(String);

fn short(text: &str) -> Result<(), &'static str> {
    if text.len() <= 36 { Ok(()) } else { Err("must have at most 36 characters") }
}

/// The id of a disk; the library from here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "tasks")]
pub struct DiskId(Box<str>);

/// A reply of its own.
#[derive(Debug, Clone, PartialEq, Eq, BatchResponse)]
#[batch(crate = "tasks", limit = 10)]
pub struct AttachDisksReply(BatchReply<DiskId>);
