use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId {
    #[batch(StartInstancesReply)]
    id: String,
}

fn main() {}
