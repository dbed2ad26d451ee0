use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct OldDiskId(u32);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct DealId(i64);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
enum AnyId {
    Disk(OldDiskId),
    Deal(DealId),
}

fn main() {}
