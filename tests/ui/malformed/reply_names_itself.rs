use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(StopInstancesReply, limit = 100)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
