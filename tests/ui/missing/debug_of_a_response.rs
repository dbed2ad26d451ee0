use async_resp_core::{AsyncResponse, Code};

#[derive(AsyncResponse)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
