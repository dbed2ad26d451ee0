//! What `plan_retry` makes of each thing that can be known of an id, row by row, and the faults of other clients in sending
//! again.

use std::num::NonZeroU32;
use std::time::Duration;

use async_resp_core::{
    Asked, BatchReply, BatchResponse, Classify, CommonCodes, GiveUp, Report, RequestError, RetryClass, RetryPlan,
    TaskReply, json,
};
use async_resp_tests::replies::StartReply;
use async_resp_tests::{outcomes, tasks};

const MAX: NonZeroU32 = NonZeroU32::new(3).unwrap();

fn asked() -> Asked<String> {
    Asked::new(["a".to_owned()])
}

/// The report on attempts at one id, each a reply, `lost` or `not sent`.
fn report<const IDEMPOTENT: bool>(attempts: &[&str]) -> Report<String> {
    let report = |attempt: &&str| match *attempt {
        "lost" => StartReply::<IDEMPOTENT>::undetermined(asked(), "connection reset"),
        "not sent" => StartReply::<IDEMPOTENT>::not_sent(asked()),
        document => StartReply::<IDEMPOTENT>::new(json::from_str(document).expect(document)).reconcile(asked()),
    };
    attempts.iter().map(report).fold(Report::default(), Report::supersede)
}

fn plan<const IDEMPOTENT: bool>(attempts: &[&str], tried: u32) -> RetryPlan<String> {
    let codes = CommonCodes::of(StartReply::<IDEMPOTENT>::OPERATION);
    report::<IDEMPOTENT>(attempts).plan_retry(&codes, |_| tried, MAX)
}

/// The same in a word: `again`, or why not; nothing of an id that was accepted.
fn shown(plan: &RetryPlan<String>) -> &'static str {
    match (plan.resend.len(), &plan.give_up[..]) {
        (1, []) => "again",
        (0, [(_, why)]) => why.name(),
        (0, []) => "",
        other => panic!("one id, and {other:?}"),
    }
}

const MISSING: &str = r#"{"code":0}"#;
const PERMANENT: &str = r#"{"code":5100,"detail":{"a":{"code":16000}}}"#;
const RETRY: &str = r#"{"code":5100,"detail":{"a":{"code":9005}}}"#;
const THROTTLED: &str = r#"{"code":4400,"message":"later"}"#;

#[rustfmt::skip]
#[test]
fn every_row() {
    let disagree = r#"{"code":5400,"detail":{"a":{"code":0,"requestId":"1"},"a":{"code":9005}}}"#;
    let accepted_and_failed = r#"{"code":5400,"detail":{"a":{"code":0},"a":{"code":9005}}}"#;
    let failed_with_task = r#"{"code":5100,"detail":{"a":{"code":9005,"requestId":"1"}}}"#;
    let rows: &[(&[&str], &str, &str, &str)] = &[
        // attempts                                                           idempotent       not              left over
        (&[r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"}}}"#],        "",              "",              ""),
        (&[r#"{"code":0,"detail":{"a":{"code":0}}}"#],                        "",              "",              ""),
        (&[r#"{"code":0,"detail":{"a":{"code":0}}}"#, PERMANENT],             "",              "",              ""),
        (&["not sent"],                                                       "again",         "again",         "not sent"),
        (&[RETRY],                                                            "again",         "again",         "attempts used up"),
        (&[PERMANENT],                                                        "permanent",     "permanent",     "permanent"),
        (&[MISSING],                                                          "again",         "may have run",  "may have run"),
        (&[r#"{"code":5400}"#],                                               "again",         "may have run",  "may have run"),
        (&["lost"],                                                           "again",         "may have run",  "may have run"),
        (&[disagree],                                                         "has a task",    "has a task",    "has a task"),
        (&[failed_with_task],                                                 "has a task",    "has a task",    "has a task"),
        (&[accepted_and_failed],                                              "may have run",  "may have run",  "may have run"),
        (&[failed_with_task, THROTTLED],                                      "has a task",    "has a task",    "has a task"),
        (&[THROTTLED],                                                        "again",         "again",         "refused"),
        (&[r#"{"code":6200}"#],                                               "again",         "again",         "refused"),
        (&[r#"{"code":4200}"#],                                               "again",         "again",         "attempts used up"),
        (&[r#"{"code":4500}"#],                                               "again",         "may have run",  "may have run"),
        (&[r#"{"code":6000}"#],                                               "again",         "may have run",  "may have run"),
        (&[r#"{"code":5100}"#],                                               "again",         "may have run",  "may have run"),
        (&[r#"{"code":4000}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":4104}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":4300}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":4600}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":6100}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":5000}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":5200}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":5300}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":5500}"#],                                               "permanent",     "permanent",     "permanent"),
        (&[r#"{"code":4999}"#],                                               "may have run",  "may have run",  "may have run"),
        // An earlier attempt may have run.
        (&["lost", PERMANENT],                                                "again",         "may have run",  "may have run"),
        (&["lost", THROTTLED],                                                "again",         "may have run",  "may have run"),
        (&[MISSING, "not sent"],                                              "again",         "may have run",  "may have run"),
        (&[r#"{"code":5100}"#, RETRY],                                        "again",         "may have run",  "may have run"),
        (&[r#"{"code":4999}"#, RETRY],                                        "may have run",  "may have run",  "may have run"),
        // None may have run: the later one counts.
        (&[RETRY, PERMANENT],                                                 "permanent",     "permanent",     "permanent"),
        (&[THROTTLED, RETRY],                                                 "again",         "again",         "attempts used up"),
        (&[RETRY, "not sent"],                                                "again",         "again",         "attempts used up"),
    ];
    for (attempts, idempotent, not, left_over) in rows {
        assert_eq!(shown(&plan::<true>(attempts, 1)), *idempotent, "idempotent: {attempts:?}");
        assert_eq!(shown(&plan::<false>(attempts, 1)), *not, "not idempotent: {attempts:?}");
        assert_eq!(shown(&plan::<true>(attempts, MAX.get())), *left_over, "attempts used up: {attempts:?}");
    }
}

/// Reads the wait out of a message, and stops at one code of entries.
struct ByMessage;

impl Classify<TaskReply> for ByMessage {
    fn entry(&self, entry: &TaskReply) -> RetryClass {
        match entry.code().get() {
            1 => RetryClass::Stop,
            2 => RetryClass::Never,
            _ => RetryClass::Later { after: seconds(entry.message()) },
        }
    }

    fn request(&self, error: &RequestError) -> RetryClass {
        RetryClass::Later { after: seconds(error.message()) }
    }
}

fn seconds(message: Option<&str>) -> Option<Duration> {
    message?.parse().ok().map(Duration::from_secs)
}

fn of_both(first: &str, second: &str) -> Report<String> {
    let part = |id: &str, document: &str| {
        let reply: BatchReply<String> = json::from_str(document).expect(document);
        reply.reconcile(Asked::new([id.to_owned()]))
    };
    part("a", first).join(part("b", second)).expect("other ids")
}

#[test]
fn the_longest_wait_that_is_asked_for_counts_for_all() {
    let hinted = |wait: &str| format!(r#"{{"code":5100,"detail":{{"a":{{"code":7,"message":"{wait}"}}}}}}"#);
    let throttled = r#"{"code":4400,"message":"30"}"#;
    let plan = of_both(&hinted("5"), throttled).plan_retry(&ByMessage, |_| 1, MAX);
    assert_eq!((plan.resend.len(), plan.not_before), (2, Some(Duration::from_secs(30))));
    let plan = of_both(&hinted("5"), r#"{"code":4400}"#).plan_retry(&ByMessage, |_| 1, MAX);
    assert_eq!((plan.resend.len(), plan.not_before), (2, Some(Duration::from_secs(5))));
    let plan = of_both(&hinted("soon"), r#"{"code":4400}"#).plan_retry(&ByMessage, |_| 1, MAX);
    assert_eq!((plan.resend.len(), plan.not_before), (2, None), "the caller's own pace");
    let given_up = of_both(&hinted("5"), throttled).plan_retry(&ByMessage, |id| if id == "b" { 3 } else { 1 }, MAX);
    assert_eq!(given_up.not_before, Some(Duration::from_secs(5)), "nothing waits for what is not sent");
}

/// **Fault**: every error is retried, a failed authentication too.
#[test]
fn where_nothing_will_work_nothing_is_sent_again() {
    let codes = CommonCodes::of(StartReply::<false>::OPERATION);
    for code in [4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4300, 4600, 6100] {
        let stop = format!(r#"{{"code":{code}}}"#);
        for (open, why) in
            [(THROTTLED, GiveUp::Refused), (r#"{"code":4200}"#, GiveUp::Stopped), (MISSING, GiveUp::MayHaveRun)]
        {
            let plan = of_both(open, &stop).plan_retry(&codes, |_| 1, MAX);
            assert!(plan.resend.is_empty(), "{code} after {open}");
            assert_eq!(plan.give_up, [("a".to_owned(), why), ("b".to_owned(), GiveUp::Permanent)], "{code}");
        }
    }
    let entry = r#"{"code":5100,"detail":{"b":{"code":1}}}"#;
    let plan = of_both(THROTTLED, entry).plan_retry(&ByMessage, |_| 1, MAX);
    assert_eq!(plan.give_up, [("a".to_owned(), GiveUp::Refused), ("b".to_owned(), GiveUp::Permanent)]);
    let goes_on = of_both(THROTTLED, r#"{"code":5000}"#).plan_retry(&codes, |_| 1, MAX);
    assert_eq!(goes_on.resend.len(), 1, "one that will not work says nothing of the others");
}

/// **Fault**: a whole batch is sent again because some of it failed: duplicates of what runs.
#[test]
fn only_what_did_not_run_is_sent_again() {
    let document = r#"{"code":5400,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":9005},"c":{"code":16000}}}"#;
    let reply: StartReply<false> = StartReply::new(json::from_str(document).expect(document));
    let report = reply.reconcile(["a", "b", "c", "d"].map(String::from).into_iter().collect());
    let plan = report.plan_retry(&CommonCodes::of(StartReply::<false>::OPERATION), |_| 1, MAX);
    assert_eq!(plan.resend.iter().collect::<Vec<_>>(), ["b"]);
    assert_eq!(plan.give_up, [("c".to_owned(), GiveUp::Permanent), ("d".to_owned(), GiveUp::MayHaveRun)]);
    assert_eq!(tasks(&report), [("a".to_owned(), "1")]);
}

/// **Fault**: a retry never ends and never waits, and what it leaves over is not returned.
#[test]
fn a_loop_over_the_plan_ends_and_names_what_is_left() {
    for document in [RETRY, THROTTLED, MISSING, "lost", "not sent"] {
        let mut attempts = Vec::new();
        let left = loop {
            attempts.push(document);
            let tried = u32::try_from(attempts.len()).expect("few");
            let plan = plan::<true>(&attempts, tried);
            if plan.resend.is_empty() {
                break plan.give_up;
            }
        };
        assert_eq!((attempts.len(), left.len()), (3, 1), "{document}");
    }
    let nothing = Report::<String>::default().plan_retry(&CommonCodes::of(StartReply::<false>::OPERATION), |_| 0, MAX);
    assert!(nothing.resend.is_empty() && nothing.give_up.is_empty());
}

/// A second attempt that fails may do so because the first one runs: `supersede` and the plan agree on what may have run.
#[test]
fn a_failure_of_all_that_names_nobody_leaves_open_what_ran() {
    let report = report::<false>(&[r#"{"code":5100,"message":"retry later"}"#, RETRY]);
    assert_eq!(outcomes(&report), [("a".to_owned(), "refused")]);
    assert!(report.refusals().all(RequestError::may_have_run));
}

#[test]
fn what_the_reply_to_another_chunk_says_of_an_id_counts() {
    /// What becomes of `b`, of which the reply to the chunk of `a` says this.
    fn left_over<const IDEMPOTENT: bool>(said: &str, own: &str) -> Vec<(String, GiveUp)> {
        let report = |id: &str, document: &str| {
            let reply: BatchReply<String> = json::from_str(document).expect(document);
            StartReply::<IDEMPOTENT>::new(reply).reconcile(Asked::new([id.to_owned()]))
        };
        let first = report("a", &format!(r#"{{"code":0,"detail":{{"a":{{"code":0,"requestId":"1"}},"b":{said}}}}}"#));
        let both = first.join(report("b", own)).expect("different ids");
        let plan = both.plan_retry(&CommonCodes::of(StartReply::<IDEMPOTENT>::OPERATION), |_| 1, MAX);
        assert!(plan.resend.is_empty(), "{plan:?}");
        plan.give_up
    }

    let failed = r#"{"code":5100,"detail":{"b":{"code":9005}}}"#;
    for own in [failed, THROTTLED, MISSING] {
        for (said, why) in [(r#"{"code":0,"requestId":"2"}"#, GiveUp::HasTask), (r#"{"code":0}"#, GiveUp::MayHaveRun)] {
            let expected = [("b".to_owned(), why)];
            assert_eq!(left_over::<true>(said, own), expected, "{said} then {own}");
            assert_eq!(left_over::<false>(said, own), expected, "{said} then {own}");
        }
    }
}
