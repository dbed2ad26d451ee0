use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    #[response(detail)]
    x: Detail<String>,
    #[response(detail)]
    y: Detail<String>,
}

fn main() {}
