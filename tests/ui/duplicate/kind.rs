use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "instance", kind = "host")]
struct InstanceId(String);

fn main() {}
