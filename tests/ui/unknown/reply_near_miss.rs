use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(limits = 100)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
