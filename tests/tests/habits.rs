//! The habits of an operation that change what a reply means: codes to accept, one task for all, lists of failures alone,
//! outer codes of its own.

use async_resp_core::{
    Anomaly, Asked, AsyncResponse, BatchReply, BatchResponse, Code, Lists, Operation, Outcome, Report, RequestError,
    TaskId, TaskReply, Verdict, json,
};
use async_resp_tests::replies::{Habits, Reply};

/// Deleting snapshots: one that does not exist is as good as deleted.
#[derive(Debug)]
struct Delete;
impl Habits for Delete {
    const OPERATION: Operation = Operation::new("DeleteSnapshots").with_accept(&[Code::new(16003)]);
}

/// Load balancers: one task for the whole batch, no `detail`.
#[derive(Debug)]
struct OneTask;
impl Habits for OneTask {
    const OPERATION: Operation = Operation::new("DeleteLoadBalancers").with_one_task();
}

/// Queues: only failures are listed, with outer codes of their own.
#[derive(Debug)]
struct Queue;
impl Habits for Queue {
    const OPERATION: Operation = Operation::new("BatchDeleteMessage")
        .with_lists(Lists::Failures)
        .with_partial(Code::new(6010))
        .with_all_failed(Code::new(6020));
}

fn report<H: Habits>(document: &str, asked: &[&str]) -> Report<String> {
    let reply: BatchReply<String> = json::from_str(document).expect("a reply");
    let reply = Reply::<H>::new(reply);
    reply.reconcile(asked.iter().map(ToString::to_string).collect())
}

fn outcomes(report: &Report<String>) -> String {
    report.iter().map(|(id, outcome)| format!("{id} {outcome}")).collect::<Vec<_>>().join(", ")
}

fn contradicts(report: &Report<String>) -> bool {
    report.anomalies().any(|anomaly| matches!(anomaly, Anomaly::Contradiction { .. }))
}

#[test]
fn a_code_to_accept_counts_as_accepted_and_stays_readable() {
    // The server counts 16003 as a failure, the author as done: neither reading of the outer code is a contradiction.
    for outer in [0, 5400] {
        let document =
            format!(r#"{{"code":{outer},"detail":{{"a":{{"code":0}},"b":{{"code":16003,"message":"gone"}}}}}}"#);
        let report = report::<Delete>(&document, &["a", "b"]);
        assert_eq!(outcomes(&report), "a accepted, b accepted", "outer code {outer}");
        assert!(!contradicts(&report), "outer code {outer}");
        let accepted = report.into_result().expect("all accepted");
        let entry = accepted[1].entry.as_ref().expect("an entry");
        assert_eq!((entry.code(), entry.message()), (Code::new(16003), Some("gone")));
    }
}

#[test]
fn the_task_of_a_batch_is_not_lent_to_an_entry_that_failed_with_a_code_to_accept() {
    // For what does not exist the server started nothing.
    let document = r#"{"code":0,"requestId":77,"detail":{"a":{"code":0},"b":{"code":16003}}}"#;
    let report = report::<Delete>(document, &["a", "b"]);
    assert_eq!(outcomes(&report), "a accepted, b accepted");
    let tasks: Vec<_> = report.tasks().map(|(id, task)| (id.as_str(), task.as_str())).collect();
    assert_eq!(tasks, [("a", "77")]);
}

#[test]
fn a_code_to_accept_is_not_read_as_an_outer_code() {
    let report = report::<Delete>(r#"{"code":16003}"#, &["a"]);
    assert_eq!(outcomes(&report), "a refused");
}

#[test]
fn one_task_accepts_every_asked_id() {
    let report =
        report::<OneTask>(r#"{"code":0,"message":"","codeDesc":"Success","requestId":6356502}"#, &["lb-1", "lb-2"]);
    assert_eq!(outcomes(&report), "lb-1 accepted, lb-2 accepted");
    let tasks: Vec<_> = report.tasks().map(|(id, task)| (id.as_str(), task.as_str())).collect();
    assert_eq!(tasks, [("lb-1", "6356502"), ("lb-2", "6356502")]);
    assert_eq!(report.stray_tasks().count(), 0);
    let accepted = report.into_result().expect("all accepted");
    assert_eq!((&accepted[0].entry, accepted[0].task.as_ref().map(TaskId::as_str)), (&None, Some("6356502")));
}

#[test]
fn one_task_needs_the_task_and_code_0_and_no_entries() {
    assert_eq!(outcomes(&report::<OneTask>(r#"{"code":0}"#, &["lb-1"])), "lb-1 missing");
    assert_eq!(outcomes(&report::<OneTask>(r#"{"code":4000,"requestId":1}"#, &["lb-1"])), "lb-1 refused");
    let mixed = r#"{"code":0,"requestId":1,"detail":{"lb-1":{"code":0}}}"#;
    assert_eq!(outcomes(&report::<OneTask>(mixed, &["lb-1", "lb-2"])), "lb-1 accepted, lb-2 missing");
}

#[test]
fn where_only_failures_are_listed_the_rest_was_accepted() {
    let all = report::<Queue>(r#"{"code":0,"message":"","requestId":"14534664555"}"#, &["a", "b"]);
    assert_eq!(outcomes(&all), "a accepted, b accepted");
    assert!(all.into_result().is_ok());

    let some = report::<Queue>(r#"{"code":6010,"detail":{"b":{"code":4000}}}"#, &["a", "b"]);
    assert_eq!(outcomes(&some), "a accepted, b failed");
    assert_eq!((some.declared(), some.verdict()), (Some(Verdict::SomeAccepted), Some(Verdict::SomeAccepted)));
    assert!(!contradicts(&some));
    assert!(matches!(some.get(&"a".to_owned()), Some(Outcome::Accepted { entry: None, .. })));

    let none = report::<Queue>(r#"{"code":6020,"detail":{"a":{"code":1},"b":{"code":2}}}"#, &["a", "b"]);
    assert_eq!(outcomes(&none), "a failed, b failed");
    assert!(!contradicts(&none));
}

#[test]
fn a_list_of_failures_accepts_nothing_that_it_does_not_bear_out() {
    // The partial code without a failure that was asked for.
    assert_eq!(outcomes(&report::<Queue>(r#"{"code":6010}"#, &["a", "b"])), "a missing, b missing");
    let unexpected = r#"{"code":6010,"detail":{"x":{"code":1},"b":{"code":1}}}"#;
    assert_eq!(outcomes(&report::<Queue>(unexpected, &["a", "b"])), "a missing, b failed");
    let stray = r#"{"code":6010,"detail":{"b":{"code":1},"note":"?"}}"#;
    assert_eq!(outcomes(&report::<Queue>(stray, &["a", "b"])), "a missing, b failed");
    // The documented codes are not this operation's.
    assert_eq!(outcomes(&report::<Queue>(r#"{"code":5400}"#, &["a"])), "a refused");
    assert_eq!(report::<Queue>(r#"{"code":5400}"#, &["a"]).declared(), None);
    // All that were asked for failed, and the code says that some did not.
    assert!(contradicts(&report::<Queue>(r#"{"code":6010,"detail":{"a":{"code":1}}}"#, &["a"])));
}

#[test]
fn the_code_for_all_failed_without_entries_leaves_open_what_ran() {
    let report = report::<Queue>(r#"{"code":6020,"message":"(20108)busy"}"#, &["a"]);
    let refusal = report.refusals().next().expect("a refusal");
    assert_eq!((refusal.code(), refusal.may_have_run()), (Code::new(6020), true));
}

#[test]
fn what_a_refusal_leaves_open() {
    let may_have_run = |code: i64| {
        let document = format!(r#"{{"code":{code}}}"#);
        let report =
            json::from_str::<BatchReply<String>>(&document).expect("a reply").reconcile(Asked::new(["a".to_owned()]));
        report.refusals().next().map(RequestError::may_have_run)
    };
    for code in [4000, 4100, 4104, 4200, 4300, 4400, 4600, 5000, 5200, 5300, 5500, 6100, 6200] {
        assert_eq!(may_have_run(code), Some(false), "code {code}");
    }
    for code in [4500, 5100, 6000, 4999, 16000, -1] {
        assert_eq!(may_have_run(code), Some(true), "code {code}");
    }
    assert_eq!(may_have_run(5400), None, "the partial code refuses nothing");
}

#[test]
fn the_collected_outer_code_is_the_one_the_entries_add_up_to() {
    let reply = |codes: &[i64]| -> BatchReply<String> {
        codes.iter().zip(0..).map(|(code, id)| (format!("{id}"), TaskReply::new(Code::new(*code)))).collect()
    };
    assert_eq!(reply(&[]).code(), Code::SUCCESS);
    assert_eq!(reply(&[0, 0]).code(), Code::SUCCESS);
    assert_eq!(reply(&[0, 7]).code(), Code::PARTIALLY_FAILED);
    assert_eq!(reply(&[7, 7]).code(), Code::ALL_FAILED);
}
