use async_resp_core::{AsyncResponse, BatchReply, BatchResponse};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply(BatchReply<String>);

fn accepted(reply: &StopReply) -> usize {
    assert!(reply.code().is_success());
    reply.tally().accepted
}

fn main() {}
