use async_resp_core::BatchResponse;

#[derive(Debug, BatchResponse)]
struct StopInstancesReply;

fn main() {}
