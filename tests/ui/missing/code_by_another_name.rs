use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    status_code: Code,
}

fn main() {}
