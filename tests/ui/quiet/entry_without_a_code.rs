use async_resp_core::{Asked, AsyncResponse, BatchReply, BatchResponse, Remark};

#[derive(Debug, BatchResponse)]
struct StopReply(BatchReply<String, Entry>);

#[derive(Debug, serde::Deserialize, serde::Serialize, AsyncResponse)]
struct Entry {
    message: Remark,
}

fn uses(reply: StopReply) -> usize {
    reply.reconcile(Asked::new([String::from("ins-1")])).failed().count()
}

fn main() {}
