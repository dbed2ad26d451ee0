//! The derived types work by whatever way the library came.

use async_resp_downstream_through::{DeleteQueuesReply, QueueId, StopInstancesReply};
use sdk::api::tasks::{Asked, BatchResponse, ResourceId, json};
use sdk::service::{DeleteSnapshotsReply, ImageId, SnapshotId};
use sdk::{AttachDisksReply, DiskId, InstanceId, StartInstancesReply};

#[test]
fn a_reply_is_read_and_accounted_for() {
    let ids = ["queue-1", "queue-2"].map(|text| QueueId::parse(text).expect("an id"));
    let body = r#"{"code":6010,"detail":{"queue-2":{"code":4490}}}"#;
    let reply: DeleteQueuesReply = json::from_str(body).expect("a reply");
    let report = reply.reconcile(Asked::new(ids));
    assert_eq!(report.accepted().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["queue-1"]);
}

#[test]
fn types_of_the_kit_work_too() {
    let disk = DiskId::parse("disk-1").expect("an id");
    let attached: AttachDisksReply = json::from_str(r#"{"code":0,"detail":{"disk-1":{"code":0}}}"#).expect("a reply");
    assert_eq!(attached.accepted().next().map(|(id, _)| id), Some(&disk));
    let started: StartInstancesReply = json::from_str(r#"{"code":0,"detail":{"ins-1":{"code":0}}}"#).expect("a reply");
    let stopped: StopInstancesReply = started.into_iter().collect();
    assert_eq!(stopped.accepted().next().map(|(id, _)| id), InstanceId::parse("ins-1").ok().as_ref());
    assert_eq!((SnapshotId::KIND, ImageId::KIND), ("snapshot", "image"));
    assert_eq!(DeleteSnapshotsReply::OPERATION.name(), "DeleteSnapshots");
}
