use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, partial = 6010, partial = 6011)]
struct InstanceId(String);

fn main() {}
