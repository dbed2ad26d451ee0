use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(region = data.region)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
