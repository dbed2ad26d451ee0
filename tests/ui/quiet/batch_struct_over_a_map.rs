use async_resp_core::{Asked, AsyncResponse, BatchResponse, Code};
use std::collections::HashMap;

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    detail: HashMap<String, u32>,
}

fn uses(mut reply: StopReply) -> Result<usize, Box<dyn std::error::Error>> {
    assert!(reply.code() == Code::SUCCESS && reply.message().is_none());
    let count = reply.detail().len() + reply.take_detail().len();
    reply.reconcile(Asked::new([String::from("ins-1")])).into_result()?;
    Ok(count)
}

fn main() {}
