use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code = a.x, code = a.y)]
struct CreateImageReply {
    a: Part,
}

#[derive(Debug)]
struct Part {
    x: Code,
    y: Code,
}

fn main() {}
