use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    request_id: MaybeTask,
    task_id: MaybeTask,
}

fn main() {}
