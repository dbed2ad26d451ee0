use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(Reply, limit = 100)]
struct InstanceId(String);

fn main() {}
