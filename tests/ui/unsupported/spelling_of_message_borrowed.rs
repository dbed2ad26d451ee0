use async_resp_core::{AsyncResponse, Code};
use serde::Deserialize;

#[derive(Debug, Deserialize, AsyncResponse)]
struct CreateImageReply<'a> {
    code: Code,
    #[serde(borrow)]
    message: Option<&'a str>,
}

fn main() {}
