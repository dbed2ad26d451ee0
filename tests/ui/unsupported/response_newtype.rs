use async_resp_core::{AsyncResponse, TaskReply};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply(TaskReply);

fn main() {}
