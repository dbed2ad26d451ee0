use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[response(crate = "async_resp_core")]
struct StopReply(BatchReply<String>);

fn main() {}
