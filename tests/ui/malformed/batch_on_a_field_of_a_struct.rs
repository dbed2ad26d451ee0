use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    #[batch(limit = 100)]
    detail: Detail<String>,
}

fn main() {}
