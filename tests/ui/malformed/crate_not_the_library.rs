use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(crate = "std::collections")]
struct StartReply(BatchReply<String>);

fn accepted(reply: &StartReply) -> usize {
    reply.tally().accepted
}

fn main() {}
