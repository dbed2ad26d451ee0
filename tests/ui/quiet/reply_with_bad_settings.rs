use async_resp_core::{AsyncResponse, Asked, BatchReply, BatchResponse, json};

#[derive(Debug, BatchResponse)]
#[batch(limit = 0)]
struct StopInstancesReply(BatchReply<String>);

fn uses(reply: StopInstancesReply) -> Result<usize, Box<dyn std::error::Error>> {
    let read: StopInstancesReply = json::from_str("{}")?;
    let collected: StopInstancesReply = read.into_iter().collect();
    assert!(collected.code() == reply.code() && collected.message().is_none());
    for (id, entry) in &reply {
        println!("{id}: {:?}", entry.task_id());
    }
    let count = reply.detail().len();
    reply.reconcile(Asked::new([String::from("ins-1")])).into_result()?;
    Ok(count)
}

fn main() {}
