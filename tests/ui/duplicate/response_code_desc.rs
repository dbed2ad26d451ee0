use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
#[response(code_desc = a.x, code_desc = a.y)]
struct CreateImageReply {
    code: Code,
    a: Part,
}

#[derive(Debug)]
struct Part {
    x: Remark,
    y: Remark,
}

fn main() {}
