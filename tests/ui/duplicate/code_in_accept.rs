use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, accept(16003, 16004, 0x3E83))]
struct InstanceId(String);

fn main() {}
