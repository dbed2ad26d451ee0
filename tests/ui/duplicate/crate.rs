use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "async_resp_core", crate = "async_resp_core")]
struct InstanceId(String);

fn main() {}
