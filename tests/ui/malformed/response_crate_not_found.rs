use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(crate = "kit::tasks")]
struct StartReply {
    code: Code,
    detail: Detail<String>,
}

fn accepted(reply: &StartReply) -> (Code, usize) {
    (reply.code(), reply.tally().accepted)
}

fn main() {}
