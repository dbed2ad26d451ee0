use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyDisk {
    #[resource(kind = "disk")]
    Other(String),
}

fn main() {}
