//! Faults of existing clients of such APIs, each at the cost of real data, and what becomes of the same replies here.

use async_resp_core::{
    Anomaly, Asked, BatchError, BatchReply, BatchResponse, Code, Outcome, Report, ResourceId, TaskId, TaskReply,
    Verdict, json,
};
use async_resp_tests::ids::DiskId;
use async_resp_tests::{batch_reply, outcomes, payloads, stray_tasks, tasks};

fn asked<Id: ResourceId>(ids: &[&str]) -> Asked<Id> {
    ids.iter().map(|id| Id::parse(id).expect(id)).collect()
}

fn report(ids: &[&str], document: &str) -> Report<String> {
    batch_reply::<String>(document).reconcile(asked(ids))
}

/// Pairs of texts as the helpers give them.
fn pairs<'a>(pairs: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    pairs.iter().map(|&(id, other)| (id.to_owned(), other)).collect()
}

/// Some of three were accepted: what the format page calls 5400.
const PARTIAL: &str = r#"{"code":5400,"message":"(5400)partially failed","detail":{
    "ins-1":{"code":0,"message":"","requestId":"11"},
    "ins-2":{"code":9001,"message":"in use"},
    "ins-3":{"code":0,"message":"","requestId":"13"}}}"#;

/// **Fault**: any outer code but 0 is made an error before `detail` is decoded (both Go SDKs), so that under 5400 nobody
/// learns who failed, and the tasks of the others are followed by no one.
#[test]
fn a_failing_outer_code_does_not_hide_detail() {
    let report = report(&["ins-1", "ins-2", "ins-3"], PARTIAL);
    assert_eq!(outcomes(&report), pairs(&[("ins-1", "accepted"), ("ins-2", "failed"), ("ins-3", "accepted")]));
    assert_eq!(tasks(&report), pairs(&[("ins-1", "11"), ("ins-3", "13")]));
    let failed: Vec<_> = report.failed().map(|(id, entry)| (id.as_str(), entry.code(), entry.message())).collect();
    assert_eq!(failed, [("ins-2", Code::new(9001), Some("in use"))]);
    assert_eq!((report.declared(), report.verdict()), (Some(Verdict::SomeAccepted), Some(Verdict::SomeAccepted)));
    assert_eq!(report.refusals().count(), 0, "the request was not refused");
}

/// **Fault**: the same for 5100 and for a code of no documented meaning: what the entries say is thrown away.
#[test]
fn whatever_the_outer_code_every_entry_is_named() {
    for code in [5100, 6000, 4999, -1] {
        let report = report(&["ins-1", "ins-2", "ins-3"], &PARTIAL.replacen("5400", &code.to_string(), 1));
        assert_eq!(
            outcomes(&report),
            pairs(&[("ins-1", "accepted"), ("ins-2", "failed"), ("ins-3", "accepted")]),
            "outer code {code}"
        );
        assert!(
            report.anomalies().any(|anomaly| matches!(anomaly, Anomaly::Contradiction { .. })),
            "outer code {code}"
        );
    }
}

/// **Fault**: a requested id of which `detail` says nothing counts as done (deletion of snapshots in Terraform, an older
/// Go client).
#[test]
fn a_missing_id_is_not_accepted() {
    let all_ok = r#"{"code":0,"message":"success","detail":{"snap-1":{"code":0,"requestId":"1"}}}"#;
    for document in
        [all_ok, r#"{"code":0,"message":"success","detail":{}}"#, r#"{"code":0}"#, r#"{"code":0,"requestId":5}"#]
    {
        let report = report(&["snap-1", "snap-2"], document);
        assert_eq!(report.get(&"snap-2".to_owned()), Some(Outcome::Missing), "{document}");
        assert!(report.unresolved().any(|(id, _)| id == "snap-2"), "{document}");
        assert_ne!(report.verdict(), Some(Verdict::AllAccepted), "{document}");
        assert!(report.into_result().is_err(), "{document}");
    }
}

/// **Fault**: the partial code without entries is taken for a refusal, and the request sent again: a duplicate of all that
/// did start.
#[test]
fn a_partial_failure_that_names_nobody_leaves_everybody_missing() {
    for detail in ["", r#","detail":null"#, r#","detail":[]"#] {
        let report = report(&["ins-1", "ins-2"], &format!(r#"{{"code":5400,"message":"partially failed"{detail}}}"#));
        assert_eq!(outcomes(&report), pairs(&[("ins-1", "missing"), ("ins-2", "missing")]), "{detail}");
        assert_eq!(report.refusals().count(), 0, "{detail}");
    }
}

fn first_task(document: &str) -> Result<String, BatchError<String>> {
    let accepted = report(&["ins-1", "ins-2", "ins-3"], document).into_result()?;
    Ok(accepted.into_iter().filter_map(|one| one.task).map(|task| task.to_string()).collect())
}

/// **Fault**: an early return on the first failure drops the task numbers of what was started.
#[test]
fn the_error_of_a_batch_keeps_the_tasks_that_did_start() {
    let error = first_task(PARTIAL).expect_err("one failed");
    assert_eq!(tasks(error.report()), pairs(&[("ins-1", "11"), ("ins-3", "13")]));
    assert_eq!(error.to_string(), "batch: 2 of 3 accepted, 1 failed; ins-2: code 9001: in use");
    let report = error.into_report();
    assert_eq!(report.asked().iter().collect::<Vec<_>>(), ["ins-1", "ins-2", "ins-3"]);
    assert_eq!(report.replies().next().and_then(TaskReply::message), Some("(5400)partially failed"));
}

/// **Fault**: a task that is named under a failure, beside `detail`, or among its members is not looked for.
#[test]
fn every_task_number_in_a_reply_is_named() {
    type Pairs = &'static [(&'static str, &'static str)];
    let cases: [(&str, Pairs, Pairs); 5] = [
        (r#"{"code":5100,"detail":{"a":{"code":9,"requestId":"1"}}}"#, &[("a", "1")], &[]),
        (
            r#"{"code":0,"requestId":7,"detail":{"a":{"code":0},"b":{"code":0,"requestId":8}}}"#,
            &[("a", "7"), ("b", "8")],
            &[],
        ),
        (r#"{"code":0,"detail":{"a":{"code":0},"taskId":"2377970"}}"#, &[], &[("taskId", "2377970")]),
        (
            r#"{"code":0,"detail":[{"code":0,"requestId":4},{"id":"z","code":0,"requestId":5}]}"#,
            &[("z", "5")],
            &[("", "4")],
        ),
        (r#"{"code":6000,"requestId":"9"}"#, &[], &[("requestId", "9")]),
    ];
    for (document, of_ids, of_none) in cases {
        let report = report(&["a", "b"], document);
        assert_eq!(tasks(&report), pairs(of_ids), "{document}");
        assert_eq!(stray_tasks(&report), of_none, "{document}");
    }
}

/// **Fault**: a wait that timed out, or an answer that could not be read, is reported as *failed* although the resource was
/// created (Terraform).
#[test]
fn an_answer_that_cannot_be_read_is_undetermined_and_not_failed() {
    type Reply = BatchReply<String>;
    for body in ["", "<html>502 Bad Gateway</html>", r#"{"code":0,"detail":{"ins-1":{"code":0,"requ"#] {
        let error = json::from_str::<Reply>(body).expect_err("no reply");
        let report = Reply::undetermined(asked(&["ins-1", "ins-2"]), &error);
        assert_eq!(outcomes(&report), pairs(&[("ins-1", "undetermined"), ("ins-2", "undetermined")]), "{body}");
        assert_eq!(report.failed().count(), 0, "{body}");
        assert_eq!(report.unresolved().count(), 2, "{body}");
        assert_eq!(report.reasons().collect::<Vec<_>>(), [error.to_string()], "{body}");
        assert!(report.into_result().is_err(), "{body}");
    }
    let report = Reply::not_sent(asked(&["ins-1"]));
    assert_eq!(outcomes(&report), pairs(&[("ins-1", "not sent")]), "a request that never left is another thing");
}

/// **Fault**: after an internal error (6000) or a replay (4500) the request is taken for not done, and sent again.
#[test]
fn a_refusal_says_whether_the_work_may_have_begun() {
    let cases = [(6000, true), (4500, true), (4999, true), (4000, false), (4104, false), (4400, false), (5100, true)];
    for (code, may_have_run) in cases {
        let report = report(&["ins-1"], &format!(r#"{{"code":"{code}","message":"no","codeDesc":"No"}}"#));
        assert_eq!(outcomes(&report), pairs(&[("ins-1", "refused")]), "{code}");
        let refusals: Vec<_> = report.refusals().map(|error| (error.code().get(), error.may_have_run())).collect();
        assert_eq!(refusals, [(code, may_have_run)]);
    }
}

/// **Fault**: outer code 0 is read as "all accepted". Block storage answers 0 as soon as one task was issued.
#[test]
fn outer_code_0_over_a_failed_entry_is_not_all_accepted() {
    let report = report(
        &["disk-123bdkvd", "disk-a2dbffgk"],
        &payloads::text("tc_cbs_detach_outer0_one_failed_string_codes.json"),
    );
    assert_eq!(outcomes(&report), pairs(&[("disk-123bdkvd", "failed"), ("disk-a2dbffgk", "accepted")]));
    assert_eq!((report.declared(), report.verdict()), (Some(Verdict::AllAccepted), Some(Verdict::SomeAccepted)));
    let anomalies: Vec<_> = report.anomalies().map(|anomaly| anomaly.to_string()).collect();
    assert_eq!(anomalies, ["the outer code 0 says that all were accepted, but by the entries 1 of 2 were accepted"]);
    assert!(report.into_result().is_err());
}

/// **Fault**: codes that come as text do not equal 0, or cannot be read at all.
#[test]
fn codes_as_text_are_codes() {
    let document = r#"{"code":"000000","detail":{"a":{"code":"0","requestId":"1"},"b":{"code":"0"}}}"#;
    let accepted = report(&["a", "b"], document).into_result().expect("both were accepted");
    let found: Vec<_> = accepted.iter().map(|one| (&*one.id, one.task.as_ref().map(TaskId::as_str))).collect();
    assert_eq!(found, [("a", Some("1")), ("b", None)]);
}

/// **Fault**: the message decides ("success" in it). Every product words it in its own way.
#[test]
fn no_message_decides_an_outcome() {
    for message in ["success", "ok", "成功", "FAILED", "(9001)error", ""] {
        let document = format!(
            r#"{{"code":5400,"message":"{message}","detail":{{"a":{{"code":0,"msg":"{message}"}},"b":{{"code":1,"msg":"{message}"}}}}}}"#
        );
        assert_eq!(
            outcomes(&report(&["a", "b"], &document)),
            pairs(&[("a", "accepted"), ("b", "failed")]),
            "{message}"
        );
    }
}

/// **Fault**: `detail` becomes a map, and of an id that comes twice one task is lost. The format page's own sample was such a
/// reply for years.
#[test]
fn a_repeated_id_keeps_both_tasks() {
    let id = "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0";
    let report = report(&[id], &payloads::text("tc_batch_doc_duplicate_keys.json"));
    assert_eq!(tasks(&report), pairs(&[(id, "1231231231231"), (id, "1231231231232")]));
    assert_eq!(outcomes(&report), pairs(&[(id, "accepted")]), "they agree");
    assert_eq!((report.tally().accepted, report.tally().repeated), (1, 1));
    let error = report.into_result().expect_err("two tasks for one id are worth a look");
    assert_eq!(tasks(error.report()).len(), 2);
}

/// **Fault**: of an id that comes twice the last entry counts, whatever the first said.
#[test]
fn a_repeated_id_whose_entries_disagree_is_undetermined() {
    for (first, second) in [(0, 9), (9, 0)] {
        let document = format!(
            r#"{{"code":0,"detail":{{"a":{{"code":{first},"requestId":"1"}},"a":{{"code":{second},"requestId":"2"}}}}}}"#
        );
        let report = report(&["a"], &document);
        assert_eq!(outcomes(&report), pairs(&[("a", "undetermined")]), "{document}");
        assert_eq!(tasks(&report), pairs(&[("a", "1"), ("a", "2")]), "{document}");
    }
}

/// **Fault**: one table of meanings for the outer code and the codes of entries. Only 0 is common to both.
#[test]
fn an_entrys_code_is_not_read_as_an_outer_code() {
    assert_eq!(Code::new(4000).name(), Some("bad or missing parameter"), "as an outer code");
    for code in [4000, 5100, 5400, 6000, 6010] {
        let document = format!(r#"{{"code":5400,"detail":{{"a":{{"code":{code}}},"b":{{"code":0}}}}}}"#);
        let report = report(&["a", "b"], &document);
        assert_eq!(outcomes(&report), pairs(&[("a", "failed"), ("b", "accepted")]), "entry code {code}");
        assert_eq!(report.refusals().count(), 0, "entry code {code}");
        let error = report.into_result().expect_err("one failed").to_string();
        assert!(Code::new(code).name().is_none_or(|name| !error.contains(name)), "entry code {code}: {error}");
    }
}

/// A reply whose operation takes "does not exist" for done.
#[derive(Debug, BatchResponse)]
#[batch(name = "DeleteDisks", accept(16000))]
struct DeleteDisksReply(BatchReply<DiskId>);

#[test]
fn a_code_accepted_for_entries_is_no_outer_success_and_is_kept() {
    let entry = r#"{"code":0,"detail":{"disk-1":{"code":"16000","message":"disk not exist"}}}"#;
    let reply: DeleteDisksReply = json::from_str(entry).expect(entry);
    let accepted = reply.reconcile(asked(&["disk-1"])).into_result().expect("it is gone, which is what was asked");
    let kept = accepted[0].entry.as_ref().map(|entry| (entry.code(), entry.message()));
    assert_eq!(kept, Some((Code::new(16000), Some("disk not exist"))));

    let outer = r#"{"code":16000,"message":"disk not exist"}"#;
    let reply: DeleteDisksReply = json::from_str(outer).expect(outer);
    assert_eq!(outcomes(&reply.reconcile(asked(&["disk-1"]))), pairs(&[("disk-1", "refused")]));
}

/// **Fault**: a whole batch is sent again because some of it failed: duplicates of what runs, and errors for it ("already
/// running") that replace the success.
#[test]
fn a_batch_sent_again_whole_loses_nothing_that_was_accepted() {
    let again = r#"{"code":5400,"detail":{
        "ins-1":{"code":9002,"message":"another task runs"},
        "ins-2":{"code":0,"requestId":"22"},
        "ins-3":{"code":0,"requestId":"23"}}}"#;
    let ids = ["ins-1", "ins-2", "ins-3"];
    let report = report(&ids, PARTIAL).supersede(report(&ids, again));
    assert_eq!(outcomes(&report), pairs(&ids.map(|id| (id, "accepted"))));
    let mut all = tasks(&report);
    all.sort();
    assert_eq!(all, pairs(&[("ins-1", "11"), ("ins-2", "22"), ("ins-3", "13"), ("ins-3", "23")]));

    let accepted = report.into_result().expect("each was accepted once");
    let found: Vec<_> = accepted.iter().map(|one| one.task.as_ref().map_or("", TaskId::as_str)).collect();
    assert_eq!(found, ["11", "22", "23"]);
    assert_eq!(accepted[2].earlier.len(), 1, "the other task of ins-3 stays in sight");
}

/// **Fault**: what a retry leaves over is not returned, or a retry that could not be sent wipes out the reason known before.
#[test]
fn what_is_left_after_a_retry_is_named_with_its_best_known_reason() {
    let ids = ["ins-1", "ins-2", "ins-4"];
    let first = || report(&ids, PARTIAL);
    assert_eq!(outcomes(&first()), pairs(&[("ins-1", "accepted"), ("ins-2", "failed"), ("ins-4", "missing")]));

    let not_sent = first().supersede(BatchReply::<String>::not_sent(asked(&ids)));
    assert_eq!(outcomes(&not_sent), outcomes(&first()), "a retry that never left");

    let refused = first().supersede(report(&["ins-2", "ins-4"], r#"{"code":4400,"message":"try later"}"#));
    assert_eq!(
        outcomes(&refused),
        pairs(&[("ins-1", "accepted"), ("ins-2", "refused"), ("ins-4", "missing")]),
        "ins-4 may have run, which a refused retry does not change"
    );
    assert_eq!(tasks(&refused), tasks(&first()));
}

/// **Fault**: ids asked as `ins-…` and answered as `qcvm…` look like a failure of all, although all of it runs.
#[test]
fn an_answer_in_another_spelling_keeps_its_tasks() {
    let report = report(&["ins-1", "ins-2"], &payloads::text("tc_batch_seed_all_ok.json"));
    assert_eq!(outcomes(&report), pairs(&[("ins-1", "missing"), ("ins-2", "missing")]));
    assert_eq!((report.tally().missing, report.tally().unexpected), (2, 2));
    let (zero, one) = ("qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0", "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1");
    assert_eq!(tasks(&report), pairs(&[(zero, "1231231231231"), (one, "1231231231232")]));
    let error = report.into_result().expect_err("nobody knows which is which");
    assert_eq!(tasks(error.report()).len(), 2);
}

/// A refusal must not pass for "nothing to do" where the list of ids happens to be empty.
#[test]
fn a_refused_request_for_nothing_is_an_error_all_the_same() {
    assert!(report(&[], r#"{"code":4400,"message":"later"}"#).into_result().is_err());
    assert!(report(&[], r#"{"code":0,"message":""}"#).into_result().is_ok_and(|accepted| accepted.is_empty()));
}
