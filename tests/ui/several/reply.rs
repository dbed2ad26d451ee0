use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(StopInstancesReply, limit = "100", limit = 50, timeout = 30)]
#[batch(partial = 6010, all_failed = 6010)]
struct StopInstancesReply<'a>(BatchReply<String, Entry<'a>>);

#[derive(Debug)]
struct Entry<'a>(&'a str);

fn main() {}
