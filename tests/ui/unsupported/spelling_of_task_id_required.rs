use async_resp_core::{AsyncResponse, Code, TaskId};
use serde::Deserialize;

#[derive(Debug, Deserialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
struct CreateImageReply {
    code: Code,
    request_id: TaskId,
}

fn main() {}
