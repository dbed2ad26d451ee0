use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyDisk {
    Other(std::sync::Arc<str>),
}

fn main() {}
