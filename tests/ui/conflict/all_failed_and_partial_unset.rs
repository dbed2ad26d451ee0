use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteMessagesReply, all_failed = 5400)]
struct InstanceId(String);

fn main() {}
