use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, name = "Stop", name = "Halt")]
struct InstanceId(String);

fn main() {}
