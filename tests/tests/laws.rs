//! The laws of reports and of the wire, on generated replies: any outer code, repeated ids, ids that were not asked for,
//! strays, task numbers in entries, beside `detail` and in strays.

use std::fmt;

use async_resp_core::{
    Anomaly, Asked, AsyncResponse, BatchReply, BatchResponse, Code, InvalidId, Report, ResourceId, Split, StrayValue,
    Tally, TaskId, TaskReply, json,
};
use async_resp_tests::cases;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An id by hand, with a prefix, so that some keys are no valid ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct InstanceId(String);

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResourceId for InstanceId {
    const KIND: &'static str = "instance";
    const FIELDS: &'static [&'static str] = &["instanceId"];

    fn parse(text: &str) -> Result<Self, InvalidId> {
        if text.starts_with("ins-") {
            Ok(Self(text.into()))
        } else {
            Err(InvalidId::new(Self::KIND, text, "must begin with `ins-`"))
        }
    }
}

type Reply = BatchReply<InstanceId>;

/// The ids of one chunk: chunks name ids of their own.
fn id(chunk: usize) -> impl Strategy<Value = InstanceId> {
    (0..6_u8).prop_map(move |number| InstanceId(format!("ins-{chunk}{number}")))
}

fn asked(chunk: usize) -> impl Strategy<Value = Asked<InstanceId>> {
    vec(id(chunk), 0..8).prop_map(Asked::new)
}

/// A task number as it stands in JSON.
fn task() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..99_u32).prop_map(|number| number.to_string()),
        (1..99_u32).prop_map(|number| format!("\"{number}\""))
    ]
}

/// A member `"requestId": …` with its comma, or nothing that is a number.
fn task_member() -> impl Strategy<Value = String> {
    let none = select(vec!["", r#","requestId":null"#, r#","requestId":"""#]).prop_map(str::to_owned);
    prop_oneof![none, task().prop_map(|task| format!(r#","requestId":{task}"#))]
}

fn entry() -> impl Strategy<Value = String> {
    let code = select(vec!["0", "0", r#""0""#, "16000", r#""16003""#]);
    let message =
        select(vec!["", r#","message":"""#, r#","message":"no disk""#, r#","msg":"盘\n""#, r#","message":7"#]);
    (code, message, task_member()).prop_map(|(code, message, task)| format!(r#"{{"code":{code}{message}{task}}}"#))
}

/// A member of `detail`: mostly an entry of an id.
fn member(chunk: usize) -> impl Strategy<Value = String> {
    let scalar = select(vec![
        r#""note":"text""#,
        r#""count":-5"#,
        r#""large":18446744073709551615"#,
        r#""share":0.25"#,
        r#""none":null"#,
        r#""yes":true"#,
        r#""list":[1,[null,{"a":"b"}]]"#,
        r#""ins-00":"text of an id""#,
    ]);
    prop_oneof![
        12 => (id(chunk), entry()).prop_map(|(id, entry)| format!("\"{id}\":{entry}")),
        1 => entry().prop_map(|entry| format!("\"aasd\":{entry}")),
        1 => entry().prop_map(|entry| format!("\"\":{entry}")),
        1 => scalar.prop_map(str::to_owned),
        1 => task().prop_map(|task| format!("\"taskId\":{task}")),
    ]
}

fn outer_code() -> impl Strategy<Value = i64> {
    select(vec![0, 0, 5100, 5400, 5400, 4000, 6000])
}

/// A reply as JSON. A `detail` that names no resource at all is an error, so an entry is added to scalars alone.
fn document(chunk: usize) -> impl Strategy<Value = String> {
    (outer_code(), task_member(), vec(member(chunk), 0..9)).prop_filter_map(
        "no list of resources",
        |(code, task, members)| {
            let document = format!(r#"{{"code":{code},"message":"m"{task},"detail":{{{}}}}}"#, members.join(","));
            json::from_str::<Reply>(&document).is_ok().then_some(document)
        },
    )
}

fn read(document: &str) -> Reply {
    json::from_str(document).expect("the generator makes replies")
}

/// A report of any origin.
fn report(chunk: usize) -> impl Strategy<Value = Report<InstanceId>> {
    prop_oneof![
        8 => (document(chunk), asked(chunk)).prop_map(|(document, asked)| read(&document).reconcile(asked)),
        1 => asked(chunk).prop_map(Reply::not_sent),
        1 => asked(chunk).prop_map(|asked| Reply::undetermined(asked, "connection reset")),
    ]
}

fn sorted(tasks: impl Iterator<Item = impl fmt::Display>) -> Vec<String> {
    let mut tasks: Vec<String> = tasks.map(|task| task.to_string()).collect();
    tasks.sort();
    tasks
}

/// Every task number that a report names, as often as it does.
fn all_tasks(report: &Report<InstanceId>) -> Vec<String> {
    sorted(report.tasks().map(|(_, task)| task).chain(report.stray_tasks().map(|(_, task)| task)))
}

fn distinct(mut tasks: Vec<String>) -> Vec<String> {
    tasks.dedup();
    tasks
}

fn check(report: &Report<InstanceId>) -> Result<(), TestCaseError> {
    let tally = report.tally();
    let named: Vec<_> = report.iter().map(|(id, _)| id).collect();
    prop_assert_eq!(named, report.asked().iter().collect::<Vec<_>>(), "each asked id exactly once, in asked order");
    prop_assert_eq!(tally.asked, report.asked().len());
    prop_assert_eq!(tally.asked, tally.accepted + tally.failed + tally.unresolved());
    prop_assert_eq!(tally.accepted, report.accepted().count());
    prop_assert_eq!(tally.failed, report.failed().count());
    prop_assert_eq!(tally.unresolved(), report.unresolved().count());
    prop_assert_eq!(tally.unexpected, report.unexpected().count());
    for (id, outcome) in report.iter() {
        prop_assert_eq!(report.get(id), Some(outcome));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn each_asked_id_has_one_outcome_and_the_tally_adds_up(report in report(0)) {
        check(&report)?;
    }

    #[test]
    fn every_entry_is_an_outcome_unexpected_or_repeated(document in document(0), asked in asked(0)) {
        let reply = read(&document);
        let entries = reply.detail().len();
        let report = reply.reconcile(asked);
        let matched = entries - report.tally().unexpected - report.tally().repeated;
        let answered = report.iter().filter(|(_, outcome)| outcome.entry().is_some()).count();
        let disagreeing = report.anomalies().filter(|one| matches!(one, Anomaly::Repeated { agree: false, .. })).count();
        prop_assert_eq!(matched, answered + disagreeing);
    }

    #[test]
    fn without_contradiction_and_with_everything_told_the_outer_code_is_the_verdict(report in report(0)) {
        let Tally { missing, unexpected, undetermined, .. } = report.tally();
        let contradiction = report.anomalies().any(|one| matches!(one, Anomaly::Contradiction { .. }));
        if let (false, 0, 0, 0, Some(declared)) = (contradiction, missing, unexpected, undetermined, report.declared()) {
            prop_assert_eq!(Some(declared), report.verdict());
        }
    }

    #[test]
    fn tasks_are_the_task_numbers_of_the_document(document in document(0), asked in asked(0)) {
        let Numbers(numbers) = serde_json::from_str(&document).expect("JSON");
        let report = read(&document).reconcile(asked);
        prop_assert_eq!(distinct(all_tasks(&report)), distinct(sorted(numbers.iter())), "{}", document);
    }

    #[test]
    fn the_strict_way_is_open_only_without_doubt(report in report(0)) {
        let tally = report.tally();
        let doubt = report.anomalies().any(|anomaly| match anomaly {
            Anomaly::Stray(stray) => stray.entry().is_some(),
            _ => true,
        }) || tally.asked == 0 && report.refusals().next().is_some();
        let tasks = all_tasks(&report);
        match report.into_result() {
            Ok(accepted) => {
                prop_assert!(!doubt);
                prop_assert_eq!(accepted.len(), tally.asked);
            }
            Err(error) => {
                prop_assert!(doubt || tally.accepted < tally.asked);
                prop_assert_eq!(all_tasks(error.report()), tasks);
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn joining_is_associative_and_tallies_add_up(a in report(0), b in report(1), c in report(2)) {
        let sum: Tally = [&a, &b, &c].into_iter().map(Report::tally).sum();
        let left = a.clone().join(b.clone()).expect("disjoint").join(c.clone()).expect("disjoint");
        let right = a.clone().join(b.join(c).expect("disjoint")).expect("disjoint");
        prop_assert_eq!(&left, &right);
        prop_assert_eq!(left.tally(), sum);
        check(&left)?;
        prop_assert_eq!(&a.clone().join(Report::default()).expect("disjoint"), &a);
        prop_assert_eq!(&Report::default().join(a.clone()).expect("disjoint"), &a);
    }

    #[test]
    fn reports_that_share_an_id_come_back_as_they_were(a in report(0), b in report(0)) {
        let shares = a.asked().iter().any(|id| b.get(id).is_some());
        match a.clone().join(b.clone()) {
            Ok(_) => prop_assert!(!shares),
            Err(error) => {
                prop_assert!(error.id().is_some_and(|id| a.get(id).is_some() && b.get(id).is_some()));
                prop_assert_eq!(error.into_reports(), (a, b));
            }
        }
    }

    #[test]
    fn a_later_attempt_loses_no_task_and_no_acceptance(attempts in vec(report(0), 1..4), first in report(0)) {
        let mut expected = all_tasks(&first);
        let mut report = first;
        for later in attempts {
            expected.extend(all_tasks(&later));
            let before = report.clone();
            report = report.supersede(later.clone());
            check(&report)?;
            for (id, outcome) in before.iter().chain(later.iter()).filter(|(_, outcome)| outcome.is_accepted()) {
                prop_assert!(report.get(id).is_some_and(|now| now.is_accepted()), "{} was {}", id, outcome);
            }
            let attempts = before.iter().chain(before.earlier()).chain(later.iter()).chain(later.earlier()).count();
            prop_assert_eq!(report.iter().chain(report.earlier()).count(), attempts);
        }
        expected.sort();
        prop_assert_eq!(all_tasks(&report), expected);
    }

    #[test]
    fn superseding_with_or_by_nothing_changes_nothing(report in report(0)) {
        prop_assert_eq!(&report.clone().supersede(Report::default()), &report);
        prop_assert_eq!(&Report::default().supersede(report.clone()), &report);
    }

    #[test]
    fn a_split_keeps_every_task_and_every_id(first in report(0), later in option::of(report(0))) {
        let report = later.into_iter().fold(first, Report::supersede);
        let tasks = distinct(all_tasks(&report));
        let asked: Vec<_> = report.asked().iter().cloned().collect();
        let Split { accepted, failed, unresolved, unexpected, anomalies, earlier, replies, .. } = report.split();

        let mut found: Vec<Option<TaskId>> = Vec::new();
        for accepted in &accepted {
            found.push(accepted.task.clone());
            found.extend(accepted.earlier.iter().map(|outcome| outcome.task_id().cloned()));
        }
        found.extend(failed.iter().chain(&unexpected).map(|(_, entry)| entry.task_id().cloned()));
        found.extend(earlier.iter().map(|(_, outcome)| outcome.task_id().cloned()));
        for anomaly in &anomalies {
            match anomaly {
                Anomaly::Repeated { outcomes, .. } => found.extend(outcomes.iter().map(|one| one.task_id().cloned())),
                Anomaly::Stray(stray) => found.push(stray.task_id().cloned()),
                _ => {}
            }
        }
        found.extend(replies.iter().map(|reply| reply.task_id().cloned()));
        prop_assert_eq!(distinct(sorted(found.into_iter().flatten())), tasks);

        let mut ids: Vec<_> = accepted.into_iter().map(|accepted| accepted.id).collect();
        ids.extend(failed.into_iter().map(|(id, _)| id).chain(unresolved.into_iter().map(|(id, _)| id)));
        ids.sort();
        prop_assert_eq!(ids, { let mut asked = asked; asked.sort(); asked });
    }

    #[test]
    fn reading_what_was_written_gives_the_same(document in document(0)) {
        let reply = read(&document);
        let written = serde_json::to_string(&reply).expect("writable");
        prop_assert_eq!(&read(&written), &reply);
        // Every pair and every stray of the document is in the reply.
        let Members(members) = serde_json::from_str(&document).expect("JSON");
        let detail = reply.detail();
        prop_assert_eq!(members, detail.len() + detail.strays().len());
        let kept = detail.strays().iter().all(|stray| !matches!(stray.value(), StrayValue::Entry(_)) || InstanceId::parse(stray.key()).is_err());
        prop_assert!(kept);
    }

    #[test]
    fn the_tally_of_a_reply_counts_its_entries_by_their_codes(document in document(0)) {
        let reply = read(&document);
        let accepted = reply.detail().iter().filter(|(_, entry)| entry.code() == Code::SUCCESS).count();
        let asked = reply.detail().len();
        prop_assert_eq!(reply.tally(), Tally { asked, accepted, failed: asked - accepted, ..Tally::default() });
    }

    #[test]
    fn each_task_number_stays_with_its_id(document in document(0), asked in asked(0)) {
        let reply = read(&document);
        let own = |(id, entry): (&InstanceId, &TaskReply)| Some((id.clone(), entry.task_id()?.clone()));
        let expected: Vec<_> = reply.detail().iter().filter_map(own).collect();
        let beside = AsyncResponse::task_id(&reply).cloned();
        let lent = reply.detail().iter().filter(|(_, entry)| entry.task_id().is_none() && entry.code() == Code::SUCCESS);
        let lent = if beside.is_some() { lent.count() } else { 0 };
        let report = reply.reconcile(asked);
        let mut named: Vec<_> = report.tasks().map(|(id, task)| (id.clone(), task.clone())).collect();
        prop_assert_eq!(named.len(), expected.len() + lent, "as often as it was named, repeats included");
        for pair in expected {
            let found = named.iter().position(|named| *named == pair);
            prop_assert!(found.is_some(), "{} of {} is not named", pair.1, pair.0);
            named.swap_remove(found.unwrap_or_default());
        }
        prop_assert!(named.iter().all(|(_, task)| Some(task) == beside.as_ref()));
    }

    #[test]
    fn reports_of_many_chunks_join_one_by_one(ids in vec("[a-z]{1,4}", 0..400)) {
        let asked: Asked<InstanceId> = ids.into_iter().map(|id| InstanceId(format!("ins-{id}"))).collect();
        let chunks = asked.chunks(3.try_into().expect("not zero"));
        let joined = chunks.map(Reply::not_sent).try_fold(Report::default(), Report::join).expect("disjoint");
        prop_assert!(joined.asked().iter().eq(asked.iter()));
        prop_assert!(asked.iter().all(|id| joined.get(id).is_some()));
    }

    #[test]
    fn chunks_joined_are_the_whole(ids in vec(id(0), 0..40), limit in 1..7_usize, code in select(vec![0_i64, 7])) {
        let asked = Asked::new(ids);
        let answer = |asked: Asked<InstanceId>| {
            let entries: Vec<_> = asked.iter().map(|id| (id.clone(), TaskReply::new(Code::new(code)))).collect();
            entries.into_iter().collect::<Reply>().reconcile(asked)
        };
        let chunks = asked.chunks(limit.try_into().expect("not zero"));
        let joined = chunks.map(answer).try_fold(Report::default(), Report::join).expect("disjoint");
        let whole = answer(asked);
        prop_assert_eq!(joined.tally(), whole.tally());
        prop_assert_eq!(joined.declared(), whole.declared());
        prop_assert!(joined.iter().eq(whole.iter()));
    }
}

/// The task numbers of a document, found by walking its raw JSON: each `requestId`, and a `taskId` directly in `detail`.
struct Numbers(Vec<String>);

/// How many members `detail` has, repeats included.
struct Members(usize);

/// A document as its parts, repeated keys kept.
enum Raw {
    Text(String),
    Number(String),
    Object(Vec<(String, Raw)>),
    Other,
}

impl Raw {
    fn collect(&self, in_detail: bool, numbers: &mut Vec<String>) {
        let Raw::Object(members) = self else { return };
        for (key, value) in members {
            match value {
                Raw::Text(number) | Raw::Number(number) if key == "requestId" || in_detail && key == "taskId" => {
                    numbers.extend((!number.is_empty()).then(|| number.clone()));
                }
                _ => value.collect(key == "detail", numbers),
            }
        }
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut numbers = Vec::new();
        Raw::deserialize(deserializer)?.collect(false, &mut numbers);
        Ok(Numbers(numbers))
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Raw::Object(members) = Raw::deserialize(deserializer)? else { return Ok(Members(0)) };
        Ok(Members(members.iter().filter(|(key, _)| key == "detail").map(|(_, value)| value.members()).sum()))
    }
}

impl Raw {
    fn members(&self) -> usize {
        if let Raw::Object(members) = self { members.len() } else { 0 }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.into()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(Raw::Number(number.to_string()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Number(number.to_string()))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Other)
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Other)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Raw, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Raw::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Raw::Object(members))
    }
}
