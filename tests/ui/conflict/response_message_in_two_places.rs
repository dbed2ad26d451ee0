use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
#[response(message = a.x)]
struct CreateImageReply {
    code: Code,
    a: Part,
    #[response(message)]
    y: Remark,
}

#[derive(Debug)]
struct Part {
    x: Remark,
}

fn main() {}
