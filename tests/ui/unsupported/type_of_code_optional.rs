use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Option<Code>,
}

fn main() {}
