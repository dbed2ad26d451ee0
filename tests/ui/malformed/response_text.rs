use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response = "code"]
struct CreateImageReply {
    code: Code,
}

fn main() {}
