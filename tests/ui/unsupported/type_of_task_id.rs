use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    request_id: Option<u64>,
}

fn main() {}
