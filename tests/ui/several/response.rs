use async_resp_core::{AsyncResponse, Remark};

#[derive(Debug, AsyncResponse)]
#[response(region = data.region, task_id = job.id, crate = 5)]
struct CreateImageReply {
    #[response(mesage)]
    text: Remark,
    #[response(code_desc = 1)]
    description: Remark,
}

fn main() {}
