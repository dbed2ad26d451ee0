use async_resp_core::{AsyncResponse, Code};

#[derive(AsyncResponse)]
union CreateImageReply {
    code: Code,
}

fn main() {}
