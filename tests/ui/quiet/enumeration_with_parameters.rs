use async_resp_core::{BatchResponse, ResourceId};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DetachReply)]
enum DiskId<T> {
    Data(T),
    Other(String),
}

fn written(text: &str, reply: &DetachReply<String>) -> (String, usize) {
    let id: DiskId<String> = text.parse().unwrap();
    (id.to_string(), reply.tally().accepted)
}

fn main() {}
