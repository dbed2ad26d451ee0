use async_resp_core::{BatchReply, BatchResponse};

#[derive(BatchResponse)]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
