use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, idempotent, limit = 100, idempotent)]
struct InstanceId(String);

fn main() {}
