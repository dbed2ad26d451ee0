use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail = detail.set: Detail<Box<str>>)]
struct StopReply {
    code: Code,
    detail: Set,
}

#[derive(Debug)]
struct Set {
    set: Detail<String>,
}

fn main() {}
