use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail)]
struct StopReply {
    code: Code,
    entries: Detail<String>,
}

fn main() {}
