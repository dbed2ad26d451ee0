use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response]
struct CreateImageReply {
    code: Code,
}

fn main() {}
