use async_resp_core::{AsyncResponse, Asked, BatchReply, BatchResponse, ResourceId, json};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = 5)]
#[batch(StartInstancesReply, limit = 0)]
#[batch(StopInstancesReply)]
struct InstanceId {
    id: String,
}

fn uses(id: &InstanceId, reply: StartInstancesReply) -> Result<String, Box<dyn std::error::Error>> {
    let same: InstanceId = id.to_string().parse()?;
    assert!(*id == same && *id == "ins-1" && *id == *"ins-1");
    assert_eq!(InstanceId::try_from("ins-1")?, InstanceId::try_from(String::from("ins-1"))?);
    assert_eq!(InstanceId::parse("ins-1")?.as_str(), AsRef::<str>::as_ref(id));
    let mut tasks = BTreeMap::new();
    for (id, entry) in &reply {
        tasks.insert(id.clone(), entry.task_id().cloned());
    }
    assert!(tasks.contains_key("ins-1"));
    let again: StartInstancesReply = BatchReply::from(reply).into();
    let code = again.code();
    let report = again.reconcile(Asked::new([id.clone()]));
    report.into_result()?;
    let none: StopInstancesReply = json::from_str("{}")?;
    let collected: StopInstancesReply = none.into_iter().collect();
    assert_eq!(collected.clone(), collected);
    Ok(format!("{code:?} {} {:?}", InstanceId::KIND, StopInstancesReply::OPERATION.limit()))
}

fn main() {}
