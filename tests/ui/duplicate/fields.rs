use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(fields = "instanceId", fields = "id")]
struct InstanceId(String);

fn main() {}
