use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, crate = "async_resp_core")]
struct InstanceId(String);

fn main() {}
