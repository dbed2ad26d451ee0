use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    message: Remark,
    msg: Remark,
}

fn main() {}
