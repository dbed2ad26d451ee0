use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    #[response(code = "x")]
    x: Code,
}

fn main() {}
