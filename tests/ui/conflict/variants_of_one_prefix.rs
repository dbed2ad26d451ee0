use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "disk-")]
struct DataDiskId(String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("vol-", "disk-"))]
struct SystemDiskId(String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyDisk {
    Data(DataDiskId),
    System(SystemDiskId),
}

fn main() {}
