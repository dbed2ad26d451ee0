use async_resp_core::{Asked, BatchResponse, ResourceId};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StartInstancesReply)]
struct InstanceId<S>(S);

fn uses(id: InstanceId<String>, reply: StartInstancesReply) -> bool {
    let asked = Asked::new([id.clone()]);
    asked.len() == reply.tally().asked && id.as_str() == InstanceId::<String>::KIND
}

fn main() {}
