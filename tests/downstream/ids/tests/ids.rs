//! What ids of every kind do.

use std::collections::{BTreeMap, HashSet};
use std::fmt::{Debug, Display};
use std::num::NonZero;
use std::rc::Rc;
use std::sync::Arc;

use async_resp_core::{
    Asked, AsyncResponse, BatchReply, BatchResponse, Code, Detail, InvalidId, ResourceId, TaskReply, json,
};
use async_resp_downstream_ids::*;
use serde::Serialize;

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("nothing here cannot be written")
}

/// The text comes back from the id that it was parsed to, and is read and written by serde as the same id.
fn comes_back<Id: ResourceId>(text: &str) -> Id {
    let id = Id::parse(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(id.to_string(), text);
    assert_eq!(Id::parse(&id.to_string()), Ok(id.clone()));
    assert!(Id::accepts(text), "{text}");
    assert!(id.as_text().is_none_or(|shown| shown == text), "{text}");
    let object = format!(r#"{{"code":0,"message":"","detail":{{"{text}":{{"code":0,"message":""}}}}}}"#);
    let reply: BatchReply<Id> = json::from_str(&object).expect("a reply");
    assert_eq!(reply.detail().get(&id).map(TaskReply::code), Some(Code::SUCCESS), "{text} is a key");
    id
}

fn rule<Id: ResourceId>(text: &str) -> String {
    assert!(!Id::accepts(text), "{text}");
    Id::parse(text).expect_err(text).rule().to_owned()
}

fn integers<Id: ResourceId>(good: &[&str], bad: &[&str], range: &str) {
    let mut ids: Vec<Id> = good.iter().map(|text| comes_back(text)).collect();
    assert!(ids.is_sorted(), "{ids:?}: the order is that of numbers");
    ids.dedup();
    assert_eq!(ids.len(), good.len(), "different texts are different ids");
    for text in bad.iter().chain(&["01", "00", "+1", "-0", " 1", "1 ", "1.0", "1e1", "0x1", "1_0", "x", "１"]) {
        let expected = format!("must be an integer from {range}, without leading zeros");
        assert_eq!(rule::<Id>(text), expected, "{text}");
    }
    assert_eq!(rule::<Id>(""), "must not be empty");
}

#[test]
fn an_integer_has_one_text_in_every_width() {
    integers::<U8Id>(&["0", "9", "10", "255"], &["256", "-1"], "0 to 255");
    integers::<U16Id>(&["0", "65535"], &["65536", "-1"], "0 to 65535");
    integers::<U32Id>(&["0", "4294967295"], &["4294967296"], "0 to 4294967295");
    integers::<DealId>(&["0", "18446744073709551615"], &["18446744073709551616"], "0 to 18446744073709551615");
    let max = u128::MAX.to_string();
    integers::<U128Id>(&["0", &max], &["-1"], &format!("0 to {max}"));
    integers::<UsizeId>(&["0", &usize::MAX.to_string()], &["-1"], &format!("0 to {}", usize::MAX));
    integers::<I8Id>(&["-128", "-1", "0", "127"], &["128", "-129", "-01", "--1"], "-128 to 127");
    integers::<I16Id>(&["-32768", "0", "32767"], &["32768"], "-32768 to 32767");
    integers::<I32Id>(&["-2147483648", "7"], &["2147483648"], "-2147483648 to 2147483647");
    integers::<I64Id>(&["-1", "1"], &["9223372036854775808"], &format!("{} to {}", i64::MIN, i64::MAX));
    integers::<I128Id>(&["-1", "1"], &[], &format!("{} to {}", i128::MIN, i128::MAX));
    integers::<IsizeId>(&["-1", "1"], &[], &format!("{} to {}", isize::MIN, isize::MAX));
    integers::<NonZeroU32Id>(&["1", "4294967295"], &["0", "4294967296"], "1 to 4294967295");
    let all_but_zero = format!("{} to {} except 0", i64::MIN, i64::MAX);
    integers::<NonZeroI64Id>(&["-1", "1"], &["0"], &all_but_zero);
}

const fn in_constants(id: NonZeroI64Id) -> NonZero<i64> {
    id.get()
}

#[test]
fn an_integer_id_converts_both_ways() {
    let id = DealId::from(42);
    assert_eq!((id.get(), u64::from(id)), (42, 42));
    assert_eq!((id.to_string(), format!("{id:>4}")), ("42".to_owned(), "  42".to_owned()));
    assert_eq!([DealId::try_from("42"), DealId::try_from("42".to_owned()), "42".parse()], [Ok(id), Ok(id), Ok(id)]);
    assert_eq!(in_constants(NonZeroI64Id::from(NonZero::<i64>::MIN)), NonZero::<i64>::MIN);
}

#[test]
fn no_way_goes_around_the_authors_rule() {
    let port = |number| NonZero::new(number).expect("not 0");
    let refused = "`80` is not a valid port id: must be 1024 or more";
    assert_eq!(PortId::try_from(port(80)).expect_err("privileged").to_string(), refused);
    assert_eq!(PortId::parse("80").expect_err("privileged").to_string(), refused);
    assert!(json::from_str::<PortId>("80").expect_err("privileged").to_string().contains(refused));
    assert_eq!(PortId::try_from(port(8080)), PortId::parse("8080"));
    assert_eq!(PortId::try_from(port(8080)).map(NonZero::<u16>::from), Ok(port(8080)));
}

#[test]
fn an_integer_id_reads_text_and_integers_and_writes_an_integer() {
    for document in ["42", r#""42""#] {
        assert_eq!(json::from_str::<DealId>(document).expect("an id"), DealId::from(42), "{document}");
    }
    assert_eq!(json::from_str::<I8Id>("-5").expect("an id"), I8Id::from(-5));
    for document in ["42.0", "1e2", r#""042""#, "-1", "null", "true", "[42]", "{}"] {
        let error = json::from_str::<DealId>(document).expect_err(document).to_string();
        assert!(error.contains("deal"), "{document}: {error}");
    }
    assert_eq!(written(&DealId::from(42)), "42");
    assert_eq!(written(&NonZeroI64Id::from(NonZero::<i64>::MAX)), i64::MAX.to_string());
    assert_eq!(written(&BTreeMap::from([(DealId::from(42), DealId::from(7))])), r#"{"42":7}"#);
}

#[test]
fn an_integer_that_json_would_round_is_written_as_text() {
    for id in [U128Id::from(u128::MAX), U128Id::from(7)] {
        let document = written(&id);
        assert_eq!(document, format!(r#""{id}""#));
        assert_eq!(json::from_str::<U128Id>(&document).expect("an id"), id);
    }
    assert_eq!(json::from_str::<I128Id>("-7").expect("an id"), I128Id::from(-7));
}

#[test]
fn a_batch_over_integers_is_read_in_both_forms() {
    let object = r#"{"code":5400,"message":"","detail":{"7":{"code":0,"requestId":"70"},"007":{"code":0,"requestId":"71"},"10":{"code":1}}}"#;
    let reply: CloseDealsReply = json::from_str(object).expect("a reply");
    assert_eq!(reply.detail().strays().len(), 1, "007 is no deal, and its task is not lost");
    let report = reply.reconcile(Asked::new([10, 7, 8].map(DealId::from)));
    let tally = report.tally();
    assert_eq!((tally.accepted, tally.failed, tally.missing), (1, 1, 1));
    assert_eq!(report.stray_tasks().count(), 1);

    let array = r#"{"code":0,"detail":[{"dealId":7,"code":0},{"dealId":"10","code":0},{"dealId":-1,"code":0}]}"#;
    let reply: CloseDealsReply = json::from_str(array).expect("a reply");
    assert!(reply.detail().iter().map(|(id, _)| id.get()).eq([7, 10]));
    assert_eq!(reply.detail().strays()[0].key(), "-1");
    let written = written(&reply);
    assert_eq!(json::from_str::<CloseDealsReply>(&written).expect("a reply"), reply, "{written}");
}

#[test]
fn an_enum_is_the_first_variant_that_parses() {
    let system = SystemDiskId::parse("sys-1").expect("an id");
    assert_eq!(comes_back::<AnyDisk>("sys-1"), AnyDisk::System(system));
    for text in ["disk-1", "dsk-1"] {
        assert_eq!(comes_back::<AnyDisk>(text), AnyDisk::Data(DataDiskId::parse(text).expect("an id")));
    }
    assert_eq!(comes_back::<AnyDisk>("42"), AnyDisk::Old(DealId::from(42)));
    // Refused by the variant whose beginning they have, and so any other text.
    for text in ["qcvm1", "sys-A", "042", "-1", "SYS-1"] {
        assert_eq!(comes_back::<AnyDisk>(text), AnyDisk::Other(text.to_owned()));
    }
    assert_eq!(rule::<AnyDisk>(""), "must not be empty");
    assert_eq!((AnyDisk::KIND, AnyDisk::FIELDS), ("disk", &["diskId", "storageId"][..]));
    assert_eq!((NamedDisk::KIND, NamedDisk::FIELDS), ("named disk", &["namedDisk"][..]));
}

#[test]
fn an_enum_names_the_rule_of_the_variant_that_was_meant() {
    assert_eq!(rule::<NamedDisk>("sys-A"), "must be lower case");
    assert_eq!(
        rule::<NamedDisk>("qcvm1"),
        "must begin with `sys-`, or must begin with `disk-` or `dsk-`, or must be an integer from 0 to \
         18446744073709551615, without leading zeros"
    );
    assert_eq!(rule::<NamedDisk>("01"), rule::<DealId>("01"));
}

#[test]
fn ids_of_several_kinds_are_matched_whether_they_hold_text_or_not() {
    let text = |number: u32| match number % 4 {
        0 => format!("sys-{number}"),
        1 => format!("dsk-{number}"),
        2 => number.to_string(),
        _ => format!("other {number}"),
    };
    let id = |number: u32| AnyDisk::parse(&text(number)).expect("an id");
    assert_eq!([0, 1, 2, 3].map(|number| id(number).as_text().map(str::len)), [Some(5), Some(5), None, Some(7)]);
    assert_eq!(BackupSource::parse("dsk-1").expect("an id").as_text(), Some("dsk-1"));
    let reply: BatchReply<AnyDisk> = (0..400).rev().map(|number| (id(number), TaskReply::new(Code::SUCCESS))).collect();
    let asked = (0..500).map(|number| id(number * 7 % 500));
    let report = reply.reconcile(Asked::new(asked));
    assert_eq!((report.tally().accepted, report.tally().missing, report.tally().unexpected), (400, 100, 0));
    assert!((0..500).all(|number| report.get(&id(number)).is_some()));
}

#[test]
fn an_enum_knows_what_its_ids_begin_with() {
    assert_eq!(NamedDisk::PREFIXES[..4], ["sys-", "disk-", "dsk-", "0"]);
    assert_eq!(NamedDisk::PREFIXES.len(), 13);
    assert!(AnyDisk::PREFIXES.is_empty(), "any text goes");
    let nested = comes_back::<BackupSource>("dsk-1");
    assert!(matches!(nested, BackupSource::Disk(NamedDisk::Data(_))), "{nested:?}");
    assert!(matches!(comes_back("snap-1"), BackupSource::Snapshot(_)));
}

#[test]
fn an_enum_is_made_of_the_id_of_each_variant() {
    assert_eq!(AnyDisk::from(DealId::from(42)), comes_back("42"));
    assert_eq!(AnyDisk::from(DataDiskId::parse("disk-1").expect("an id")), comes_back("disk-1"));
    // An id of any text may be one of another variant, which it then is: `sys-1` never has two ids.
    let snapshot = |text| BackupSource::from(SnapshotId::parse(text).expect("any text"));
    assert_eq!(snapshot("sys-1"), comes_back("sys-1"));
    assert!(matches!(snapshot("snap-1"), BackupSource::Snapshot(_)));
    assert_eq!(AnyDisk::try_from("sys-1".to_owned()), AnyDisk::parse("sys-1"));
    assert_eq!(format!("{:>4}", AnyDisk::from(DealId::from(42))), "  42");
}

#[test]
fn an_enum_reads_text_and_integers_and_writes_text() {
    let old = AnyDisk::from(DealId::from(42));
    assert_eq!(json::from_str::<AnyDisk>("42").expect("an id"), old);
    assert_eq!(json::from_str::<AnyDisk>(&written(&old)).expect("an id"), old);
    assert_eq!(written(&old), r#""42""#);
    let error = json::from_str::<NamedDisk>(r#""x""#).expect_err("no id").to_string();
    assert!(error.contains("`x` is not a valid named disk id"), "{error}");
}

#[test]
fn a_batch_over_an_enum_keeps_each_kind() {
    let array =
        r#"{"code":0,"detail":[{"diskId":"sys-1","code":0},{"storageId":42,"code":0},{"diskId":"x","code":7}]}"#;
    let reply: DetachDisksReply = json::from_str(array).expect("a reply");
    let ids: Vec<&AnyDisk> = reply.detail().iter().map(|(id, _)| id).collect();
    assert!(matches!(ids[..], [AnyDisk::System(_), AnyDisk::Old(_), AnyDisk::Other(_)]), "{ids:?}");
    let asked = ["sys-1", "42"].into_iter().map(AnyDisk::try_from).collect::<Result<Asked<_>, _>>().expect("ids");
    let report = reply.reconcile(asked);
    assert_eq!((report.tally().accepted, report.tally().unexpected), (2, 1));
    assert!(DetachDisksReply::OPERATION.is_idempotent());
}

fn stores<S>(document: &str)
where
    S: Storage,
    InstanceId<S>: ResourceId,
{
    let reply: StartInstancesReply<S> = json::from_str(document).expect("a reply");
    assert_eq!(reply.clone(), reply);
    assert_eq!(format!("{reply:?}").split_once('(').map(|(name, _)| name), Some("StartInstancesReply"));
    let ids: Asked<InstanceId<S>> = reply.detail().iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(written(&reply), document);
    let collected: StartInstancesReply<S> = reply.clone().into_iter().collect();
    assert_eq!(collected.code(), Code::SUCCESS);
    assert!(reply.reconcile(ids).into_result().is_ok());

    let stopped: StopInstancesReply<S> = json::from_str(document).expect("a reply");
    assert_eq!(stopped.tally().accepted, 2);
    assert_eq!(written(&stopped), document);
}

#[test]
fn a_generic_id_keeps_its_text_in_any_storage() {
    let document =
        r#"{"code":0,"message":"","detail":{"ins-1":{"code":0,"message":""},"ins-2":{"code":0,"message":""}}}"#;
    stores::<String>(document);
    stores::<Box<str>>(document);
    stores::<Arc<str>>(document);
    stores::<Rc<str>>(document);
    let id: InstanceId<Arc<str>> = comes_back("ins-1");
    assert_eq!((id.as_str(), AsRef::<str>::as_ref(&id)), ("ins-1", "ins-1"));
    assert!(id == "ins-1" && id == *"ins-1");
    assert!(HashSet::from([id]).contains("ins-1"));
    assert_eq!(rule::<InstanceId<Box<str>>>("x"), "must begin with `ins-`");
    assert_eq!(json::from_str::<InstanceId>(r#""ins-1""#).expect("an id"), "ins-1", "the default parameter");
    assert_eq!(comes_back::<LooseId<Box<str>>>("x").as_str(), "x");
    assert_eq!(RestartReply::<String>::from(BatchReply::from_iter([])).code(), Code::SUCCESS);
}

#[test]
fn a_generic_reply_takes_entries_of_the_callers_choice() {
    let reply: DescribeInstancesReply<TaskReply> =
        json::from_str(r#"{"code":0,"detail":{"ins-1":{"code":0}}}"#).expect("a reply");
    assert_eq!(reply.tally().accepted, 1);
    assert_eq!(DescribeInstancesReply::<TaskReply>::OPERATION.name(), "DescribeInstances");
}

#[test]
fn a_marker_asks_nothing_of_its_type() {
    let id: TypedId<Volume> = comes_back("vol-1");
    let reply: DeleteReply<Volume> = [(id.clone(), TaskReply::new(Code::SUCCESS))].into_iter().collect();
    assert!(reply.clone() == reply && format!("{reply:?}").contains("vol-1"));
    assert!(reply.reconcile(Asked::new([id])).into_result().is_ok());
}

#[test]
fn a_number_may_tell_kinds_apart() {
    let id: RegionId<3> = comes_back("7");
    assert_eq!((id.get(), RegionId::from(7)), (7, id.clone()));
    let reply: MoveReply<3> = [(id, TaskReply::new(Code::SUCCESS))].into_iter().collect();
    assert_eq!(reply.tally().asked, 1);
}

#[test]
fn a_field_may_have_a_name() {
    let id: KeyId = comes_back("skey-1");
    assert_eq!((id.as_str(), KeyId::KIND, KeyId::FIELDS), ("skey-1", "key", &["keyId"][..]));
    assert_eq!(written(&id), r#""skey-1""#);
    let detail: Detail<KeyId> = [(id.clone(), TaskReply::new(Code::new(16003)))].into_iter().collect();
    assert_eq!(detail.get(&id).map(TaskReply::code), Some(Code::new(16003)));
    assert_eq!(DeleteKeysReply::OPERATION.accept(), [Code::new(16003)]);
}

#[test]
fn every_id_is_threadsafe_and_shown() {
    fn is<Id>()
    where
        Id: ResourceId + Display + Debug + Send + Sync + for<'a> TryFrom<&'a str, Error = InvalidId>,
        Id: TryFrom<String, Error = InvalidId> + std::str::FromStr<Err = InvalidId>,
    {
    }
    is::<DealId>();
    is::<PortId>();
    is::<AnyDisk>();
    is::<InstanceId<Arc<str>>>();
    is::<KeyId>();
}
