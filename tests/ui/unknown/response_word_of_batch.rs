use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(limit = 100)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
