use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply {
    reply: BatchReply<String>,
    region: String,
}

fn main() {}
