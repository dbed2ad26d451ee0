//! What the generated ids and replies do.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;

use async_resp_core::{
    Asked, AsyncResponse, BatchReply, BatchResponse, Code, Lists, ResourceId, TaskId, TaskReply, json,
};
use async_resp_downstream_plain::{
    BatchDeleteMessageReply, DeleteLoadBalancersReply, DeleteSnapshotsReply, InstanceId, LoadBalancerId, MessageId,
    SnapshotId, StartInstancesReply, StopInstancesReply,
};

fn instance(text: &str) -> InstanceId {
    text.parse().expect("any text is an instance id")
}

#[test]
fn an_id_converts_both_ways() {
    let id = InstanceId::try_from("ins-1").expect("an id");
    assert_eq!(InstanceId::try_from("ins-1".to_owned()), Ok(id.clone()));
    assert_eq!((id.as_str(), id.to_string().as_str(), format!("{id:>7}").as_str()), ("ins-1", "ins-1", "  ins-1"));
    assert_eq!((AsRef::<str>::as_ref(&id), Borrow::<str>::borrow(&id)), ("ins-1", "ins-1"));
    assert_eq!(id, *"ins-1");
    assert_eq!(id, "ins-1");
    assert_eq!(InstanceId::parse(id.as_str()), Ok(id));
}

#[test]
fn an_id_is_found_by_its_text() {
    let set: HashSet<_> = [instance("ins-1")].into();
    assert!(set.contains("ins-1"));
    let map: BTreeMap<_, _> = [(instance("ins-1"), 1)].into();
    assert_eq!(map.get("ins-1"), Some(&1));
}

#[test]
fn an_id_says_what_is_wrong_with_a_text() {
    let rule = |text: &str| SnapshotId::parse(text).expect_err("no id").to_string();
    assert_eq!(rule("disk-1"), "`disk-1` is not a valid disk snapshot id: must begin with `snap-`");
    assert_eq!(rule("snap-A"), "`snap-A` is not a valid disk snapshot id: must be lower case");
    assert_eq!(InstanceId::parse("").expect_err("no id").rule(), "must not be empty");
    let long = SnapshotId::parse(&"x".repeat(1 << 20)).expect_err("no id");
    assert!(long.to_string().len() < 200, "{long}");
}

#[test]
fn an_id_reads_and_writes_itself() {
    let id: SnapshotId = json::from_str(r#""snap-1""#).expect("an id");
    assert_eq!(id, "snap-1");
    let error = json::from_str::<SnapshotId>(r#""disk-1""#).expect_err("no id");
    assert!(error.to_string().contains("is not a valid disk snapshot id"), "{error}");
}

#[test]
fn names_come_from_the_type_unless_they_are_given() {
    assert_eq!(
        (InstanceId::KIND, InstanceId::FIELDS, InstanceId::PREFIXES.len()),
        ("instance", &["instanceId"][..], 0)
    );
    assert_eq!((LoadBalancerId::KIND, LoadBalancerId::FIELDS), ("load balancer", &["loadBalancerId"][..]));
    assert_eq!((SnapshotId::FIELDS, SnapshotId::PREFIXES), (&["snapshotId", "id"][..], &["snap-"][..]));
    assert_eq!(StartInstancesReply::OPERATION.name(), "StartInstances");
    assert_eq!(DeleteSnapshotsReply::OPERATION.name(), "DeleteSnapshot");
}

#[test]
fn the_operation_is_what_the_attribute_says() {
    let stop = StopInstancesReply::OPERATION;
    assert_eq!(stop.limit(), NonZeroUsize::new(100));
    assert!(stop.is_idempotent() && !BatchDeleteMessageReply::OPERATION.is_idempotent());
    assert_eq!(stop.retry(), [Code::new(16004)]);
    assert_eq!(DeleteSnapshotsReply::OPERATION.accept(), [Code::new(16003)]);
    let queue = BatchDeleteMessageReply::OPERATION;
    assert_eq!((queue.partial().get(), queue.all_failed().get(), queue.lists()), (6010, 6020, Lists::Failures));
    assert!(DeleteLoadBalancersReply::OPERATION.one_task());
}

#[test]
fn a_reply_is_collected_read_and_written() {
    let task = TaskId::new("7").expect("not empty");
    let pairs =
        [(instance("ins-1"), TaskReply::accepted(task)), (instance("ins-2"), TaskReply::failed(Code::new(7), "no"))];
    let reply: StopInstancesReply = pairs.clone().into_iter().collect();
    assert_eq!(reply.code(), Code::PARTIALLY_FAILED);
    assert_eq!((&reply).into_iter().count(), 2);
    assert_eq!(StopInstancesReply::from(BatchReply::from(reply.clone())), reply);
    assert!(reply.into_iter().eq(pairs));

    let queue: BatchDeleteMessageReply = [("a", 0), ("b", 1)]
        .map(|(id, code)| (MessageId::try_from(id).expect("any text"), TaskReply::new(Code::new(code))))
        .into_iter()
        .collect();
    assert_eq!(queue.code().get(), 6010, "the operation's own code for some");
}

#[test]
fn an_array_names_its_ids_in_the_field_of_the_type() {
    let document =
        r#"{"code":0,"detail":[{"snapshotId":"snap-1","code":0,"msg":"OK"},{"id":"snap-2","code":"16003"}]}"#;
    let reply: DeleteSnapshotsReply = json::from_str(document).expect("a reply");
    let asked =
        ["snap-1", "snap-2"].into_iter().map(SnapshotId::try_from).collect::<Result<Asked<_>, _>>().expect("ids");
    let accepted = reply.reconcile(asked).into_result().expect("16003 is accepted too");
    assert_eq!(accepted.len(), 2);
}

#[test]
fn without_a_reply_there_is_a_report_all_the_same() {
    let asked = Asked::new([instance("ins-1")]);
    assert_eq!(StartInstancesReply::not_sent(asked.clone()).tally().not_sent, 1);
    let report = StartInstancesReply::undetermined(asked, "connection reset");
    assert_eq!(report.reasons().collect::<Vec<_>>(), ["connection reset"]);
    let error = report.into_result().expect_err("not accepted");
    assert_eq!(error.to_string(), "StartInstances: 0 of 1 accepted, 1 undetermined; connection reset");
}
