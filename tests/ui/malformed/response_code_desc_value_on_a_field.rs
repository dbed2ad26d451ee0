use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(code_desc = "x")]
    x: Remark,
}

fn main() {}
