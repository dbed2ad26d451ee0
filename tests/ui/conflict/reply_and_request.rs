use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StartInstances, limit = 100)]
struct InstanceId(String);

/// The request.
struct StartInstances {
    ids: Vec<InstanceId>,
}

fn main() {}
