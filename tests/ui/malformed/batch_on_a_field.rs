use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(#[batch(limit = 100)] BatchReply<String>);

fn main() {}
