use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply<E>(BatchReply<String, E>);

fn main() {}
