use async_resp_core::ResourceId;

type Number = u64;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct DealId(Number);

fn main() {}
