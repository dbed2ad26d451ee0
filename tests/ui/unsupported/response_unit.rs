use async_resp_core::{AsyncResponse};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply;

fn main() {}
