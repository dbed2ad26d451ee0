use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
#[response(code_desc = a.x)]
struct CreateImageReply {
    code: Code,
    a: Part,
    #[response(code_desc)]
    y: Remark,
}

#[derive(Debug)]
struct Part {
    x: Remark,
}

fn main() {}
