use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(idempotnt)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
