use async_resp_core::{BatchResponse, Code, Detail};

#[derive(Debug, BatchResponse)]
struct StopReply {
    code: Code,
    detail: Detail<String>,
}

fn main() {}
