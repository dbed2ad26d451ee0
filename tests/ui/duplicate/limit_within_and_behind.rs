use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StartInstancesReply(limit = 100), limit = 10)]
struct InstanceId(String);

fn main() {}
