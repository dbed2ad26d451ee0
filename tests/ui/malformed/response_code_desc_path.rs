use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code_desc = desc::text)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
