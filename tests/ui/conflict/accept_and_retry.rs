use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteSnapshotsReply, accept(16003, 16004), retry(16004, 16033))]
struct InstanceId(String);

fn main() {}
