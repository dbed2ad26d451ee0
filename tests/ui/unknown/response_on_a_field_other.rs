use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(payload)]
    image: u32,
}

fn main() {}
