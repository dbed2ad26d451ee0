//! The ids of the service, with the reply of the one operation that has nothing of its own to say.

use async_resp_core::ResourceId;

/// A load balancer.
///
/// A request to delete many starts one task for all of them, and the reply names that task and no load balancer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "load balancer", prefix("lb-"))]
#[batch(DeleteLoadBalancersReply, one_task)]
pub(crate) struct LoadBalancerId(Box<str>);

/// An order: a number, which is text where it is a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "order")]
pub(crate) struct DealId(u64);
