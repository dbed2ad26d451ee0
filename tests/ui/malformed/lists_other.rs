use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopInstancesReply, lists = "nothing")]
struct InstanceId(String);

fn main() {}
