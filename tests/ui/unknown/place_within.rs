use async_resp_core::{AsyncResponse, Code, MaybeTask};

#[derive(Debug, AsyncResponse)]
#[response(task_id = data.reqest_id)]
struct CreateImageReply {
    code: Code,
    data: Option<Data>,
}

#[derive(Debug)]
struct Data {
    request_id: MaybeTask,
}

fn main() {}
