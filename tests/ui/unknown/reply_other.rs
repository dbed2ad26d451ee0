use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(timeout = 30)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
