use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code};

#[derive(Debug, Clone, BatchResponse)]
struct StopInstancesReply(BatchReply<String, StopEntry>);

#[derive(Debug, Clone, AsyncResponse)]
struct StopEntry {
    code: Code,
}

fn main() {}
