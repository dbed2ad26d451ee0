use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "disk-")]
enum AnyDisk {
    Old(String),
}

fn main() {}
