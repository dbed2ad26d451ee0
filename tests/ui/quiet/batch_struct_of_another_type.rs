use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail = detail.set: Detail<Box<str>>)]
struct StopReply {
    code: Code,
    detail: Option<Set>,
}

#[derive(Debug)]
struct Set {
    set: Vec<String>,
}

fn accepted(reply: &mut StopReply) -> usize {
    reply.tally().accepted + reply.take_detail().len()
}

fn main() {}
