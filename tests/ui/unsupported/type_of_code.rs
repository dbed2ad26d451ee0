use async_resp_core::{AsyncResponse};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: i64,
}

fn main() {}
