use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    #[response(crate = "async_resp_core")]
    code: Code,
}

fn main() {}
