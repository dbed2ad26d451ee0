use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(BatchReply<String>, String);

fn main() {}
