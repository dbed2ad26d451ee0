use async_resp_core::BatchResponse;

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(Vec<String>);

fn main() {}
