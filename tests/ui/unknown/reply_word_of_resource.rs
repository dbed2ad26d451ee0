use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(kind = "instance")]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
