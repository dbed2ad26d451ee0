use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    message: Option<i64>,
}

fn main() {}
