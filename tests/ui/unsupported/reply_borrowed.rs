use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(&'static BatchReply<String>);

fn main() {}
