use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
#[response(task_id = a.x, task_id = a.y)]
struct CreateImageReply {
    code: Code,
    a: Part,
}

#[derive(Debug)]
struct Part {
    x: MaybeTask,
    y: MaybeTask,
}

fn main() {}
