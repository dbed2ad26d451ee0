use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteSnapshotsReply, retry(0))]
struct InstanceId(String);

fn main() {}
