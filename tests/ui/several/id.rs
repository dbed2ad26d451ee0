use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = 5, prefx = "ins-", fields("instanceId", "instanceId"))]
#[batch(StartInstancesReply, limit = 0, idempotent = true, accept(16003), retry(16003))]
#[batch(limit = 100)]
#[batch(StartInstancesReply)]
struct InstanceId(bool);

fn main() {}
