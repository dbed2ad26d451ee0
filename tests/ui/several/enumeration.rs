use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct DataDiskId(String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "disk-", validate = check)]
enum AnyDisk {
    Data(DataDiskId),
    System(DataDiskId),
    Old(u64),
    New { id: DataDiskId },
    Unknown,
    Both(DataDiskId, DataDiskId),
}

fn main() {}
