//! A service's SDK that has the library through a kit, and never names it in its `Cargo.toml`.
//!
//! It compiles only if generated code takes the way that `crate = "…"` tells, all along.

use sdk::api::tasks::{BatchReply, BatchResponse, ResourceId};

/// The id of a queue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "sdk::api::tasks", prefix = "queue-")]
#[batch(DeleteQueuesReply, limit = 16, partial = 6010, all_failed = 6020, lists = "failures")]
pub struct QueueId(String);

/// A reply about the ids of the kit.
#[derive(Debug, Clone, PartialEq, Eq, BatchResponse)]
#[batch(crate = "::sdk::async_resp_core")]
pub struct StopInstancesReply(BatchReply<sdk::InstanceId>);
