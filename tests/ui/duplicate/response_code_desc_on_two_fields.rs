use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(code_desc)]
    x: Remark,
    #[response(code_desc)]
    y: Remark,
}

fn main() {}
