use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail};

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    detail: Detail<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    code: Code,
}

fn main() {}
