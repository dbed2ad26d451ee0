//! The derived types do the same under any name of the library.

use async_resp_downstream_renamed::{AttachDisksReply, DiskId, InstanceId, StartInstancesReply};
use tasks::{Asked, BatchResponse, ResourceId, json};

#[test]
fn a_reply_is_read_and_accounted_for() {
    let body = r#"{"code":0,"detail":{"ins-1":{"code":0,"requestId":"7"}}}"#;
    let reply: StartInstancesReply = json::from_str(body).expect("a reply");
    let report = reply.reconcile(Asked::new([InstanceId::parse("ins-1").expect("an id")]));
    assert_eq!(report.tasks().map(|(_, task)| task.as_str()).collect::<Vec<_>>(), ["7"]);
    assert!(report.into_result().is_ok());
}

#[test]
fn a_reply_of_its_own_too() {
    let reply: AttachDisksReply =
        json::from_str(r#"{"code":5100,"detail":{"disk-1":{"code":16000}}}"#).expect("a reply");
    assert_eq!(reply.failed().next().map(|(id, _)| id), DiskId::parse("disk-1").ok().as_ref());
}
