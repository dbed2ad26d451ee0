use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(task_id = "x")]
    x: MaybeTask,
}

fn main() {}
