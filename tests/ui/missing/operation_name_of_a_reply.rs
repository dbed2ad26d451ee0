use async_resp_core::{BatchReply, BatchResponse};

#[derive(Debug, BatchResponse)]
#[batch(limit = 100)]
struct Response(BatchReply<String>);

fn main() {}
