use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
enum StopInstancesReply {
    All(BatchReply<String>),
}

fn main() {}
