use async_resp_core::{BatchResponse, ResourceId};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "kit::tasks")]
#[batch(StartReply)]
struct InstanceId(String);

fn keys(id: &InstanceId, reply: &StartReply) -> (String, usize) {
    (id.as_str().to_owned(), reply.detail().len())
}

fn main() {}
