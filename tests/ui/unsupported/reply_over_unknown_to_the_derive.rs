use async_resp_core::{BatchResponse, Code};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply(Stopped);

#[derive(Debug)]
struct Stopped {
    code: Code,
}

fn main() {}
