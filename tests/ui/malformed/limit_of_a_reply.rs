use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(limit = many)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
