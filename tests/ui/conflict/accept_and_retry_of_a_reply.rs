use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(accept(16003), retry(16003))]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
