use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteMessagesReply, partial = 6010, all_failed = 6010)]
struct InstanceId(String);

fn main() {}
