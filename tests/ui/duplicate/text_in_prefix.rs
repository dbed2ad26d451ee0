use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("ins-", "i-", "ins-"))]
struct InstanceId(String);

fn main() {}
