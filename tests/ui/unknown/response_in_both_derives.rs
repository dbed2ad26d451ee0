use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(limit = 100)]
struct StopReply {
    code: Code,
    detail: Detail<String>,
}

fn main() {}
