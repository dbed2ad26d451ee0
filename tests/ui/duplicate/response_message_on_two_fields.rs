use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(message)]
    x: Remark,
    #[response(message)]
    y: Remark,
}

fn main() {}
