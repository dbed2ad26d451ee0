use async_resp_core::ResourceId;

#[derive(ResourceId)]
struct InstanceId {
    id: String,
}

fn main() {}
