use async_resp_core::{AsyncResponse, Code, RequestError};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: i64,
}

fn uses(reply: CreateImageReply) -> Result<bool, RequestError> {
    let shown: &dyn AsyncResponse = &reply;
    assert!(shown.code() == Code::SUCCESS && shown.message().is_none() && shown.task_id().is_none());
    println!("{:?} {:?}", shown.code_desc(), shown.module_code());
    Ok(reply.into_result()?.code().is_success())
}

fn main() {}
