use async_resp_core::{AsyncResponse, Code};

#[derive(Debug, AsyncResponse)]
#[response(taskid = data.id)]
struct CreateImageReply {
    code: Code,
}

fn main() {}
