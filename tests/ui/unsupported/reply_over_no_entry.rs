use async_resp_core::{BatchReply, BatchResponse, Code};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, BatchResponse)]
struct StopInstancesReply(BatchReply<String, StopEntry>);

#[derive(Debug, Clone, Deserialize, Serialize)]
struct StopEntry {
    code: Code,
}

fn main() {}
