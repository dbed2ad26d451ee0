use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(BatchReply<InstanceId>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct InstanceId(String);

fn main() {}
