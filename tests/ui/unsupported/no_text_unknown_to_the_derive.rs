use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId(Number);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Number(u64);

fn main() {}
