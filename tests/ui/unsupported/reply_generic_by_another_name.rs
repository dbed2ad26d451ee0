use async_resp_core::{BatchReply, BatchResponse};

type Replies<E> = BatchReply<String, E>;

#[derive(Debug, BatchResponse)]
struct StopInstancesReply<E>(Replies<E>);

fn main() {}
