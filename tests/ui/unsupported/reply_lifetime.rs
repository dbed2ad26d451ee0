use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
struct StopInstancesReply<'a>(BatchReply<String, Entry<'a>>);

#[derive(Debug)]
struct Entry<'a>(&'a str);

fn main() {}
