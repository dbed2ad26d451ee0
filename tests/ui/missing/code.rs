use async_resp_core::{AsyncResponse, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    message: Remark,
}

fn main() {}
