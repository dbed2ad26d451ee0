use async_resp_core::ResourceId;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId(str);

fn main() {}
