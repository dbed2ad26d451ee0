use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    #[response]
    code: Code,
}

fn main() {}
