use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, retry(16003), retry(16004))]
struct InstanceId(String);

fn main() {}
