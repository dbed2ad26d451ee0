use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code = 0)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
