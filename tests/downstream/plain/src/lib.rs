//! An SDK that depends on `async-resp-core` and on nothing else.
//!
//! It compiles only if generated code needs no other crate. The README's examples run here too.

use async_resp_core::{BatchReply, BatchResponse, ResourceId};

/// The id of an instance, with the replies of its operations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, ResourceId)]
#[batch(StartInstancesReply(limit = 100, idempotent))]
#[batch(StopInstancesReply(limit = 100, idempotent, retry(16004)))]
pub struct InstanceId(String);

/// The id of a snapshot: shared text, a known beginning, a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "disk snapshot", prefix("snap-"), fields("snapshotId", "id"), validate = lower_case)]
pub struct SnapshotId(std::sync::Arc<str>);

fn lower_case(text: &str) -> Result<(), &'static str> {
    if text.contains(char::is_uppercase) { Err("must be lower case") } else { Ok(()) }
}

/// A snapshot that does not exist is as good as deleted.
#[derive(Debug, Clone, PartialEq, Eq, BatchResponse)]
#[batch(name = "DeleteSnapshot", limit = 10, idempotent, accept(16003))]
pub struct DeleteSnapshotsReply(BatchReply<SnapshotId>);

/// The id of a queue message. Only failures are listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(BatchDeleteMessageReply, limit = 16, lists = "failures", partial = 6010, all_failed = 6020)]
pub struct MessageId(Box<str>);

/// The id of a load balancer. One task stands for the whole batch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteLoadBalancersReply, one_task)]
pub struct LoadBalancerId(String);

#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
struct Readme;
