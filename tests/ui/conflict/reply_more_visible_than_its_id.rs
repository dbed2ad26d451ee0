use async_resp_core::{BatchReply, BatchResponse, ResourceId};

#[derive(Debug, BatchResponse)]
pub struct StopInstancesReply(BatchReply<InstanceId>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId(String);

fn main() {}
