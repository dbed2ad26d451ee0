//! The types of hostile surroundings do what those of peaceful ones do.

use async_resp_core::{Asked, AsyncResponse, BatchReply, BatchResponse, Code, Lists, ResourceId, json};
use async_resp_downstream_hostile as hostile;
use hostile::{DeleteInstancesReply, InstanceId, MadeId, RebootInstancesReply, SpacedId, StartInstancesReply};

const BODY: &str = r#"{"code":5400,"message":"","detail":{
    "ins-1":{"code":0,"message":"","requestId":"7"},"i-000":{"code":16003,"message":"gone"},
    "ins-2":{"code":16000,"message":"no such disk"}}}"#;

#[test]
fn a_reply_is_read_and_accounted_for() {
    let ids = ["ins-1", "i-000", "ins-2", "ins-3"].map(|text| text.parse::<InstanceId>().expect("an id"));
    let reply: StartInstancesReply = json::from_str(BODY).expect("a reply");
    assert_eq!((reply.code(), reply.tally().accepted), (Code::PARTIALLY_FAILED, 2));
    let report = reply.reconcile(Asked::new(ids));
    let outcomes: Vec<_> = report.iter().map(|(id, outcome)| format!("{id} {outcome}")).collect();
    assert_eq!(outcomes, ["ins-1 accepted", "i-000 accepted", "ins-2 failed", "ins-3 missing"]);
    assert_eq!(report.tasks().map(|(_, task)| task.as_str()).collect::<Vec<_>>(), ["7"]);
}

#[test]
fn a_reply_of_the_authors_own_converts_both_ways() {
    let reply: RebootInstancesReply = json::from_str(BODY).expect("a reply");
    let text = format!("{reply:?}");
    let inner: BatchReply<InstanceId> = reply.clone().into();
    assert_eq!(RebootInstancesReply::from(inner), reply);
    assert!(text.starts_with("RebootInstancesReply("), "{text}");
    let by_reference: Vec<_> = (&reply).into_iter().map(|(id, entry)| (id.clone(), entry.clone())).collect();
    let owned: Vec<_> = reply.into_iter().collect();
    assert_eq!(by_reference, owned);
    assert_eq!(owned.into_iter().collect::<StartInstancesReply>().code(), Code::PARTIALLY_FAILED);
}

#[test]
fn settings_arrive() {
    assert_eq!((InstanceId::KIND, InstanceId::FIELDS), ("machine", &["instanceId", "id"][..]));
    assert_eq!(InstanceId::parse("i-1").expect_err("no id").rule(), "must be longer");
    assert_eq!(InstanceId::parse("disk-1").expect_err("no id").rule(), "must begin with `ins-` or `i-`");
    let start = StartInstancesReply::OPERATION;
    assert_eq!((start.name(), start.retry()), ("StartInstances", &[Code::new(100_005)][..]));
    assert!(start.accepts(Code::new(-100_004)) && start.is_idempotent());
    let delete = DeleteInstancesReply::OPERATION;
    assert_eq!((delete.name(), delete.lists()), ("Delete", Lists::Failures));
    let reboot = RebootInstancesReply::OPERATION;
    assert_eq!((reboot.name(), reboot.limit().map(std::num::NonZero::get)), ("RebootInstances", Some(5)));
}

#[test]
fn names_arrive() {
    assert_eq!((hostile::r#type::KIND, hostile::r#type::FIELDS), ("type", &["type"][..]));
    assert_eq!(hostile::Match::OPERATION.name(), "Match");
    assert_eq!((hostile::ResourceId::KIND, hostile::BatchReply::OPERATION.name()), ("resource", "Batch"));
    assert_eq!((MadeId::KIND, hostile::MadeReply::OPERATION.name()), ("made", "Made"));
    assert_eq!((SpacedId::PREFIXES, hostile::SpacedReply::OPERATION.name()), (&["s-"][..], "Space"));
    assert_eq!((hostile::OneId::KIND, hostile::OtherId::KIND), ("one", "other"));
    assert_eq!(hostile::in_a_function(), ("Locals", "Local"));
}

#[test]
#[expect(deprecated, reason = "they still work")]
fn deprecated_types_work() {
    let id = hostile::OldId::parse("x").expect("an id");
    let reply: hostile::OldReply = json::from_str(r#"{"code":0,"detail":{"x":{"code":0}}}"#).expect("a reply");
    assert_eq!(reply.accepted().next().map(|(id, _)| id), Some(&id));
    assert_eq!(hostile::OldInstancesReply::OPERATION.name(), "OldInstances");
}
