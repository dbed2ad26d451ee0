use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(task_id(data, request_id))]
struct CreateImageReply {
    code: Code,
}

fn main() {}
