use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail = a.x: Detail<String>, detail = a.y: Detail<String>)]
struct StopReply {
    code: Code,
    a: Part,
}

#[derive(Debug)]
struct Part {
    x: Detail<String>,
    y: Detail<String>,
}

fn main() {}
