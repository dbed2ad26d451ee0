use async_resp_core::{Asked, BatchResponse, ResourceId};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = 5)]
#[batch(StartInstancesReply)]
struct InstanceId<S>(S);

fn uses(id: InstanceId<String>, reply: StartInstancesReply<String>) -> bool {
    let asked = Asked::new([id.clone()]);
    let again: StartInstancesReply<String> = reply.clone().into_iter().collect();
    asked.len() == reply.tally().asked && id.as_str() == InstanceId::<String>::KIND && again == reply
}

fn main() {}
