//! The expected files, used.

use async_resp_core::{AsyncResponse, BatchResponse, Code, MaybeTask, Remark, ResourceId, TaskReply, json};
use async_resp_golden::detailed::ResizeDisksReply;
use async_resp_golden::entry::DiskEntry;
use async_resp_golden::plain_id::InstanceId;
use async_resp_golden::reply::StopInstancesReply;
use async_resp_golden::whole_id::{AttachDisksReply, DetachDisksReply, DiskId};

#[test]
fn ids_are_ids() {
    assert_eq!((InstanceId::KIND, InstanceId::FIELDS), ("instance", &["instanceId"][..]));
    assert_eq!((DiskId::KIND, DiskId::FIELDS), ("cloud disk", &["diskId", "storageId"][..]));
    assert_eq!(DiskId::parse("disk-A").expect_err("no id").rule(), "must be lower case");
    assert_eq!(DiskId::try_from("snap-1").expect_err("no id").rule(), "must begin with `disk-` or `vol-`");
    assert_eq!(json::from_str::<InstanceId>(r#""ins-1""#).expect("an id"), "ins-1");
}

#[test]
fn replies_are_replies() {
    let body = r#"{"code":6010,"detail":{"disk-1":{"code":16003},"disk-2":{"code":1}}}"#;
    let reply: AttachDisksReply = json::from_str(body).expect("a reply");
    assert_eq!(reply.accepted().next().map(|(id, _)| id.as_str()), Some("disk-1"));
    assert_eq!(reply.into_iter().collect::<DetachDisksReply>().tally().failed, 2);
    assert_eq!(AttachDisksReply::OPERATION.retry(), [Code::new(-16004)]);
    let reply: StopInstancesReply = json::from_str(r#"{"code":0,"detail":{"ins-1":{"code":0}}}"#).expect("a reply");
    assert_eq!((reply.tally().accepted, StopInstancesReply::OPERATION.name()), (1, "StopInstances"));
}

#[test]
fn fields_of_their_own() {
    let entry = DiskEntry { code: Code::SUCCESS, message: Remark::default(), flow: MaybeTask::default(), size: 10 };
    assert_eq!((entry.code(), entry.message(), entry.task_id()), (Code::SUCCESS, None, None));
    let detail = [("disk-1".to_owned(), TaskReply::new(Code::SUCCESS))].into_iter().collect();
    let reply = ResizeDisksReply { code: Code::SUCCESS, detail, price: 7 };
    assert_eq!((reply.tally().accepted, ResizeDisksReply::OPERATION.name()), (1, "ResizeDisks"));
}
