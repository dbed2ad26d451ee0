use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, retry(99999999999999999999))]
struct InstanceId(String);

fn main() {}
