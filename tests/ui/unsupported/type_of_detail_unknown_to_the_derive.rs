use async_resp_core::{AsyncResponse, BatchResponse, Code, TaskReply};
use std::collections::HashMap;

#[derive(Debug, AsyncResponse, BatchResponse)]
struct StopReply {
    code: Code,
    detail: Entries,
}

type Entries = HashMap<String, TaskReply>;

fn main() {}
