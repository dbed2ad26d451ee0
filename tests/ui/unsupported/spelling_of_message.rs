use async_resp_core::{AsyncResponse, Code};
use serde::Deserialize;

#[derive(Debug, Deserialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
struct CreateImageReply {
    code: Code,
    message: String,
}

fn main() {}
