use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct Reply {
    code: Code,
    detail: Detail<String>,
}

fn main() {}
