use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code = a.x)]
struct CreateImageReply {
    a: Part,
    #[response(code)]
    y: Code,
}

#[derive(Debug)]
struct Part {
    x: Code,
}

fn main() {}
