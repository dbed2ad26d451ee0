use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId<'a>(&'a str);

fn main() {}
