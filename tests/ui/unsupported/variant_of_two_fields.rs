use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyDisk {
    Data(String, u64),
}

fn main() {}
