use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "disk-")]
struct DataDiskId(String);

#[derive(ResourceId)]
#[batch(DetachDisksReply)]
enum AnyDisk {
    Data(DataDiskId),
    Other(String),
}

fn main() {}
