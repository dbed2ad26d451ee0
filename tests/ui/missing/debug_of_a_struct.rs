use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    detail: Detail<String>,
}

fn main() {}
