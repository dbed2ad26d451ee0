use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(message = "text")]
struct CreateImageReply {
    code: Code,
}

fn main() {}
