use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    code_desc: u32,
}

fn main() {}
