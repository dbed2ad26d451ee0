use async_resp_core::{Asked, BatchResponse, ResourceId, json};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct DataDiskId(String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DetachDisksReply)]
enum AnyDisk {
    Data(DataDiskId),
    Old(u64),
    Unknown,
}

fn uses(id: AnyDisk, data: DataDiskId) -> Result<String, Box<dyn std::error::Error>> {
    let same: AnyDisk = id.to_string().parse()?;
    assert!(same == id && AnyDisk::from(data) == AnyDisk::parse("7")?);
    assert_eq!(AnyDisk::try_from("7")?, AnyDisk::try_from(String::from("7"))?);
    let reply: DetachDisksReply = json::from_str("{}")?;
    reply.reconcile(Asked::new([id])).into_result()?;
    Ok(format!("{} {:?}", AnyDisk::KIND, AnyDisk::PREFIXES))
}

fn main() {}
