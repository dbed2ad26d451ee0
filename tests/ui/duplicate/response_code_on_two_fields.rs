use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    #[response(code)]
    x: Code,
    #[response(code)]
    y: Code,
}

fn main() {}
