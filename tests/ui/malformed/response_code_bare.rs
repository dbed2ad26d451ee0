use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code)]
struct CreateImageReply {
    status: Code,
}

fn main() {}
