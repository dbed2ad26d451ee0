use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, allFailed = 6020)]
struct InstanceId(String);

fn main() {}
