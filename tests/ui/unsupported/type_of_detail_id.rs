use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    detail: Detail<u64>,
}

fn main() {}
