use async_resp_core::{AsyncResponse, Code};
use serde::Deserialize;

#[derive(Debug, Deserialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
struct CreateImageReply {
    code: Code,
    code_desc: Option<String>,
}

fn main() {}
