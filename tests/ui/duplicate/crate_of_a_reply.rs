use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(crate = "async_resp_core", crate = "async_resp_core")]
struct StopInstancesReply(BatchReply<String>);

fn main() {}
