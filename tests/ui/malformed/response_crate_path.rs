use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(crate = async_resp_core)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
