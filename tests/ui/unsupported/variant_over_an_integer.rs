use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyDisk {
    Old(u64),
    Other(String),
}

fn main() {}
