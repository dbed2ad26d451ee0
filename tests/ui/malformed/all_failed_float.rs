use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, all_failed = 6020.5)]
struct InstanceId(String);

fn main() {}
