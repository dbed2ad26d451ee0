use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply)]
#[batch(StopInstancesReply, limit = 100)]
struct InstanceId(String);

fn main() {}
