use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(code = status.code)]
struct CreateImageReply {
    status: Option<Status>,
}

#[derive(Debug)]
struct Status {
    code: Code,
}

fn main() {}
