use async_resp_core::{Asked, BatchResponse, ResourceId};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StartInstancesReply)]
struct InstanceId<'a>(&'a str);

fn uses(id: InstanceId<'static>, reply: StartInstancesReply) -> bool {
    let asked = Asked::new([id]);
    reply.reconcile(asked).into_result().is_ok()
}

fn main() {}
