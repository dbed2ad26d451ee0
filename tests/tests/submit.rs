//! Faults of other clients in sending, and what `Submit` makes of the same: one id or a few, one call after the other.

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{
    Asked, BatchResponse, Budget, Chunk, Classify, RequestError, RetryClass, SavedSubmit, Step, Submit, SubmitPolicy,
    TaskId, TaskReply, Tick, json,
};
use async_resp_tests::replies::{LIMIT, StartReply};
use async_resp_tests::{outcomes, tasks};

type Once = Submit<StartReply<false>>;
type Twice = Submit<StartReply<true>>;

fn reply<const IDEMPOTENT: bool>(document: &str) -> StartReply<IDEMPOTENT> {
    StartReply::new(json::from_str(document).expect(document))
}

fn asked(ids: &[&str]) -> Asked<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn at(seconds: u64) -> Tick {
    Tick::since_unix(Duration::from_secs(1000 + seconds))
}

fn once(ids: &[&str]) -> Once {
    Submit::new(asked(ids), SubmitPolicy::default(), at(0))
}

fn twice(ids: &[&str]) -> Twice {
    Submit::new(asked(ids), SubmitPolicy::default(), at(0))
}

fn chunk<R: BatchResponse<Id = String>, C: Classify<R::Entry>>(submit: &mut Submit<R, C>, now: Tick) -> Chunk<String> {
    match submit.step(now) {
        Step::Do(chunk) => chunk,
        other => panic!("expected a chunk, found {other:?}"),
    }
}

fn named(chunk: &Chunk<String>) -> Vec<&str> {
    chunk.asked().iter().map(String::as_str).collect()
}

const ACCEPTED: &str = r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"}}}"#;

/// **Fault**: a whole batch is sent again because some of it failed.
#[test]
fn only_the_failed_part_of_a_batch_is_sent_again() {
    let mut submit = once(&["a", "b", "c"]);
    let first = chunk(&mut submit, at(0));
    assert_eq!((named(&first), first.number(), first.attempt()), (vec!["a", "b"], 0, 1));
    let partial = r#"{"code":5400,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":9005}}}"#;
    submit.observe(at(0), first, &mut reply(partial));
    let second = chunk(&mut submit, at(0));
    assert_eq!(named(&second), ["c"], "fresh ids first");
    submit.observe(at(0), second, &mut reply(r#"{"code":0,"detail":{"c":{"code":0,"requestId":"3"}}}"#));
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::WaitUntil(at(1)), "the pace");
    let again = chunk(&mut submit, at(1));
    assert_eq!((named(&again), again.attempt()), (vec!["b"], 2));
    submit.observe(at(1), again, &mut reply(r#"{"code":0,"detail":{"b":{"code":0,"requestId":"2"}}}"#));
    assert_eq!(submit.step(at(1)).map(|_| ()), Step::Finished);
    assert_eq!(submit.finish().into_result().map(|all| all.len()).ok(), Some(3));
}

/// **Fault**: a retry never ends, and what it leaves over is not returned.
#[test]
fn attempts_end_and_what_is_left_is_named() {
    let mut submit = once(&["a"]);
    let mut now = at(0);
    let mut attempts = Vec::new();
    loop {
        match submit.step(now) {
            Step::Do(chunk) => {
                attempts.push(chunk.attempt());
                submit.observe(now, chunk, &mut reply(r#"{"code":5100,"detail":{"a":{"code":9005}}}"#));
            }
            Step::WaitUntil(tick) => now = tick,
            Step::Finished => break,
        }
    }
    assert_eq!(attempts, [1, 2, 3]);
    assert_eq!(outcomes(&submit.finish()), [("a".to_owned(), "failed")]);
}

/// **Fault**: a wait that timed out is reported as failed, and sent again although it runs.
#[test]
fn an_answer_that_never_comes_is_undetermined_and_an_id_runs_once() {
    let mut submit = once(&["a"]);
    let late = chunk(&mut submit, at(0));
    assert_eq!(submit.step(at(1)).map(|_| ()), Step::WaitUntil(late.due()));
    assert_eq!(submit.step(late.due()).map(|_| ()), Step::Finished, "never again");
    assert_eq!(submit.tally().undetermined, 1);

    submit.observe(at(500), late, &mut reply(ACCEPTED));
    assert_eq!(submit.take_tasks(), [("a".to_owned(), TaskId::new("1").expect("a number"))]);
    let report = submit.finish();
    assert_eq!(outcomes(&report), [("a".to_owned(), "accepted")], "it came all the same");
    assert_eq!(report.reasons().count(), 0);
}

/// A late answer that nothing ran gives the attempt back.
#[test]
fn a_late_refusal_opens_the_id_again() {
    let mut submit = once(&["a"]);
    let late = chunk(&mut submit, at(0));
    assert_eq!(submit.step(at(60)).map(|_| ()), Step::Finished);
    submit.observe(at(60), late, &mut reply(r#"{"code":4400}"#));
    assert_eq!(submit.step(at(60)).map(|_| ()), Step::WaitUntil(at(61)));
    assert_eq!(chunk(&mut submit, at(61)).attempt(), 1);
}

#[test]
fn an_operation_that_may_run_twice_is_sent_again_after_a_loss() {
    let mut submit = twice(&["a"]);
    let first = chunk(&mut submit, at(0));
    submit.lost(at(0), first, "connection reset");
    let second = chunk(&mut submit, at(1));
    assert_eq!(second.attempt(), 2);
    submit.observe(at(1), second, &mut reply(r#"{"code":5100,"detail":{"a":{"code":16000}}}"#));
    let report = submit.finish();
    assert_eq!(outcomes(&report), [("a".to_owned(), "undetermined")], "it may fail because the first one runs");
    assert_eq!(report.reasons().collect::<Vec<_>>(), ["connection reset"]);
}

/// **Fault**: an answer without a task number is an error, or loses the id.
#[test]
fn a_missing_task_number_is_accepted_all_the_same() {
    let mut submit = twice(&["a"]);
    let only = chunk(&mut submit, at(0));
    submit.observe(at(0), only, &mut reply(r#"{"code":0,"detail":{"a":{"code":0}}}"#));
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::Finished);
    assert!(submit.take_tasks().is_empty());
    assert_eq!(outcomes(&submit.finish()), [("a".to_owned(), "accepted")]);
}

/// **Fault**: attempts are used up by a server that turns everything away, and by a network that is not there.
#[test]
fn what_never_began_uses_no_attempt() {
    let mut submit = once(&["a"]);
    let mut now = at(0);
    for round in 0..20 {
        let (chunk, then) = loop {
            match submit.step(now) {
                Step::Do(chunk) => break (chunk, now),
                Step::WaitUntil(tick) => now = tick,
                Step::Finished => panic!("given up in round {round}"),
            }
        };
        assert_eq!(chunk.attempt(), 1);
        if round % 2 == 0 {
            submit.not_sent(then, chunk, "no route to host");
        } else {
            submit.observe(then, chunk, &mut reply(r#"{"code":4400,"message":"slow down"}"#));
        }
    }
    assert_eq!(submit.not_sent_reason(), Some("no route to host"));
    let report = submit.finish();
    assert_eq!((outcomes(&report), report.refusals().count()), (vec![("a".to_owned(), "refused")], 10));
}

/// **Fault**: every error is retried, a failed authentication too.
#[test]
fn after_a_failed_authentication_nothing_is_sent() {
    let mut submit = twice(&["a", "b", "c"]);
    let first = chunk(&mut submit, at(0));
    submit.observe(at(0), first, &mut reply(r#"{"code":4104,"message":"no such secret id"}"#));
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::Finished);
    let expected = [("a", "refused"), ("b", "refused"), ("c", "not sent")];
    assert_eq!(outcomes(&submit.finish()), expected.map(|(id, outcome)| (id.to_owned(), outcome)));
}

/// Throttling holds up everything, by the server's wait or else once for all chunks that were out.
#[test]
fn one_gate_for_throttling() {
    let policy = SubmitPolicy { in_flight: NonZeroUsize::new(3).expect("not zero"), ..SubmitPolicy::default() };
    let mut submit: Twice = Submit::new(asked(&["a", "b", "c", "d", "e", "f", "g"]), policy, at(0));
    let out = [chunk(&mut submit, at(0)), chunk(&mut submit, at(0)), chunk(&mut submit, at(0))];
    for one in out {
        submit.observe(at(0), one, &mut reply(r#"{"code":4400}"#));
    }
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::WaitUntil(at(1)), "one period, one wait");
    let next = chunk(&mut submit, at(1));
    assert_eq!(named(&next), ["g"]);
    submit.observe(at(1), next, &mut reply(r#"{"code":4400}"#));
    assert_eq!(submit.step(at(1)).map(|_| ()), Step::WaitUntil(at(3)), "the next period waits longer");
}

/// Reads the wait that a server asks for.
struct Hinted;

impl Classify<TaskReply> for Hinted {
    fn entry(&self, _: &TaskReply) -> RetryClass {
        RetryClass::Later { after: Some(Duration::from_secs(7)) }
    }

    fn request(&self, error: &RequestError) -> RetryClass {
        RetryClass::Later { after: error.message().and_then(|text| text.parse().ok()).map(Duration::from_secs) }
    }
}

#[test]
fn the_wait_that_a_server_asks_for_is_kept() {
    let mut submit =
        Submit::<StartReply<true>, _>::with_classify(asked(&["a"]), SubmitPolicy::default(), Hinted, at(0));
    let first = chunk(&mut submit, at(0));
    submit.observe(at(0), first, &mut reply(r#"{"code":5100,"detail":{"a":{"code":1}}}"#));
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::WaitUntil(at(7)));
    let second = chunk(&mut submit, at(7));
    submit.observe(at(7), second, &mut reply(r#"{"code":4400,"message":"20"}"#));
    assert_eq!(submit.step(at(7)).map(|_| ()), Step::WaitUntil(at(27)));
    let third = chunk(&mut submit, at(27));
    submit.observe(at(27), third, &mut reply(r#"{"code":4400,"message":"4000"}"#));
    assert_eq!(submit.step(at(27)).map(|_| ()), Step::Finished, "the deadline comes before");
}

/// A chunk is not put in order before something is looked up in it.
#[test]
fn an_answer_may_come_in_any_order() {
    let mut submit = once(&["b", "a"]);
    let only = chunk(&mut submit, at(0));
    assert_eq!(*only.asked(), asked(&["b", "a"]));
    let document = r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":0,"requestId":"2"}}}"#;
    let by_hand = reply::<false>(document).reconcile(only.asked().clone());
    submit.observe(at(0), only, &mut reply(document));
    let report = submit.finish();
    assert_eq!(report, by_hand);
    assert_eq!(tasks(&report), [("a".to_owned(), "1"), ("b".to_owned(), "2")]);
    assert!(["a", "b"].map(str::to_owned).iter().all(|id| report.get(id).is_some_and(|one| one.is_accepted())));
}

#[test]
fn nothing_asked_is_finished_at_once() {
    let mut submit = once(&[]);
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::Finished);
    assert!(submit.finish().into_result().is_ok_and(|all| all.is_empty()));
}

/// A token of another machine loses no task and answers no chunk of this one.
#[test]
fn a_token_of_another_machine_does_no_harm() {
    let (mut mine, mut other) = (once(&["a", "b"]), once(&["a", "x"]));
    let (my_chunk, strange) = (chunk(&mut mine, at(0)), chunk(&mut other, at(0)));
    assert_eq!(my_chunk.number(), strange.number());
    let both = r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"},"x":{"code":0,"requestId":"2"}}}"#;
    mine.observe(at(0), strange, &mut reply(both));
    assert_eq!(mine.in_flight(), 1, "its own is still out");
    mine.observe(at(0), my_chunk, &mut reply(r#"{"code":0,"detail":{"b":{"code":0,"requestId":"3"}}}"#));
    let report = mine.finish();
    assert_eq!(outcomes(&report), [("a".to_owned(), "accepted"), ("b".to_owned(), "accepted")]);
    assert_eq!(tasks(&report).len(), 3);
    assert_eq!(report.tally().unexpected, 1);
}

fn saved(submit: &Once) -> String {
    serde_json::to_string(submit).expect("writable")
}

fn read(text: &str) -> Result<SavedSubmit<StartReply<false>>, serde_json::Error> {
    serde_json::from_str(text)
}

/// **Fault**: a process that ends in the middle sends again what runs.
#[test]
fn what_was_out_when_it_was_saved_is_lost() {
    let mut submit = once(&["a", "b", "c"]);
    let out = chunk(&mut submit, at(0));
    let mut restored = Submit::restore(read(&saved(&submit)).expect("readable"), at(5));
    let next = chunk(&mut restored, at(5));
    assert_eq!((named(&next), next.number()), (vec!["c"], 1));
    restored.not_sent(at(5), next, "stopped");
    restored.observe(at(6), out, &mut reply(ACCEPTED));
    let expected = [("a", "accepted"), ("b", "missing"), ("c", "not sent")];
    assert_eq!(outcomes(&restored.finish()), expected.map(|(id, outcome)| (id.to_owned(), outcome)));
}

#[test]
fn a_clock_that_is_set_back_moves_everything_back() {
    let budget = Budget { calls: NonZeroU32::MIN, per: Duration::from_secs(10) };
    let policy = SubmitPolicy { budget, in_flight: LIMIT, ..SubmitPolicy::default() };
    let mut submit: Once = Submit::new(asked(&["a", "b", "c"]), policy, at(500));
    drop(chunk(&mut submit, at(500)));
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::WaitUntil(at(510)), "a clock that goes backwards stands still");
    let mut restored = Submit::restore(read(&saved(&submit)).expect("readable"), at(0));
    assert_eq!(restored.step(at(0)).map(|_| ()), Step::WaitUntil(at(10)));
    assert_eq!(named(&chunk(&mut restored, at(10))), ["c"]);
}

#[test]
fn a_save_of_another_operation_or_form_is_an_error_that_says_so() {
    let mut submit = once(&["a", "b", "c"]);
    let first = chunk(&mut submit, at(0));
    submit.observe(at(0), first, &mut reply(ACCEPTED));
    let text = saved(&submit);
    let cases = [
        (
            r#""operation":"Start""#,
            r#""operation":"Stop""#,
            "saved of the operation `Stop`, but this machine is of `Start`",
        ),
        (r#""form":"submit/1""#, r#""form":"submit/2""#, "saved as `submit/2`, but this version reads `submit/1`"),
        (r#""ids":[0,1]"#, r#""ids":[0,7]"#, "chunk 0 names positions that are not ascending or not below 3"),
        (r#""ids":[0,1]"#, r#""ids":[1,0]"#, "chunk 0 names positions that are not ascending or not below 3"),
        (r#"["a","b","c"]"#, r#"["a","b","a"]"#, "an id is asked twice in `asked`"),
        (r#"["a","b","c"]"#, r#"["a","b",""]"#, "`` is not a valid resource id"),
    ];
    for (from, to, expected) in cases {
        assert!(text.contains(from), "{text}");
        let error = read(&text.replace(from, to)).expect_err(to).to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(read(&text).is_ok());
}

#[test]
fn stop_waits_for_what_is_out_and_abandon_does_not() {
    let mut submit = twice(&["a", "b", "c"]);
    let out = chunk(&mut submit, at(0));
    submit.stop();
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::WaitUntil(out.due()));
    submit.abandon();
    assert_eq!(submit.step(at(0)).map(|_| ()), Step::Finished);
    assert_eq!((submit.tally().undetermined, submit.tally().not_sent), (2, 1));
}
