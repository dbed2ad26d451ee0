use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(message = "x")]
    x: Remark,
}

fn main() {}
