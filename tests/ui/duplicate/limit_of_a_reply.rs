use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(limit = 100)]
#[batch(limit = 50)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
