use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
#[response(task_id = data.request_id: MaybeTask)]
struct CreateImageReply {
    code: Code,
    data: Data,
}

#[derive(Debug)]
struct Data {
    request_id: MaybeTask,
}

fn main() {}
