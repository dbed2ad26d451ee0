use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    reply: BatchReply<String>,
}

fn main() {}
