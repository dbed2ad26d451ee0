use async_resp_core::{Asked, BatchReply, BatchResponse, TaskReply};

type Replies<E> = BatchReply<String, E>;

#[derive(Debug, BatchResponse)]
struct StopInstancesReply<E>(Replies<E>);

fn uses(reply: StopInstancesReply<TaskReply>) -> bool {
    reply.reconcile(Asked::new([String::from("ins-1")])).into_result().is_ok()
}

fn main() {}
