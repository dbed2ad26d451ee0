use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
enum CreateImageReply {
    Done { code: Code },
}

fn main() {}
