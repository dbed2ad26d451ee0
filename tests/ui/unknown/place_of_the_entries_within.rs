use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail = data.lst: Detail<String>)]
struct StopReply {
    code: Code,
    data: Data,
}

#[derive(Debug)]
struct Data {
    list: Detail<String>,
}

fn accepted(reply: &StopReply) -> usize {
    reply.tally().accepted
}

fn main() {}
