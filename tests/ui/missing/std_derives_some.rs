use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, ResourceId)]
#[batch(StartInstancesReply, limit = 100)]
struct InstanceId(String);

fn main() {}
