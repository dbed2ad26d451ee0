use async_resp_core::ResourceId;

#[derive(ResourceId)]
#[batch(StartInstancesReply)]
struct InstanceId<S>(S);

fn main() {}
