use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind("instance"))]
struct InstanceId(String);

fn main() {}
