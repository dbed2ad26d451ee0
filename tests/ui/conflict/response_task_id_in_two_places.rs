use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
#[response(task_id = a.x)]
struct CreateImageReply {
    code: Code,
    a: Part,
    #[response(task_id)]
    y: MaybeTask,
}

#[derive(Debug)]
struct Part {
    x: MaybeTask,
}

fn main() {}
