use async_resp_core::ResourceId;

#[derive(ResourceId)]
struct InstanceId(String);

fn main() {}
