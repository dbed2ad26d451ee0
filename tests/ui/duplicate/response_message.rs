use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
#[response(message = a.x, message = a.y)]
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
