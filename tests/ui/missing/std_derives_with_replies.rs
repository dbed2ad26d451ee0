use async_resp_core::ResourceId;

#[derive(ResourceId)]
#[batch(StartInstancesReply, limit = 100)]
#[batch(StopInstancesReply, limit = 100)]
struct InstanceId(String);

fn main() {}
