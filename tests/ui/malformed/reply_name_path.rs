use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(replies::StopInstancesReply)]
struct InstanceId(String);

fn main() {}
