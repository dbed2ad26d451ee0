use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[response(detail = a.x: Detail<String>)]
struct StopReply {
    code: Code,
    a: Part,
    #[response(detail)]
    y: Detail<String>,
}

#[derive(Debug)]
struct Part {
    x: Detail<String>,
}

fn main() {}
