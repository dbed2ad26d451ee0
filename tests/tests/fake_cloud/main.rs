//! `testing::FakeCloud` itself: it does what its scripts say, notices what is not allowed, and tells the truth about what ran.

mod clock;
mod faults;
mod handle;
mod lies;
mod limits;
mod truth;

use std::collections::BTreeSet;
use std::future::Future;
use std::num::NonZeroU32;
use std::ops::Range;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use async_resp_core::testing::{FakeCloud, Fault, Faults, Lies, states};
use async_resp_core::{
    Asked, BatchResponse, Budget, Code, FollowPolicy, Operation, Outcome, QueryAnswer, Report, RequestError, Rollout,
    RolloutReport, SendError, SubmitPolicy, TaskEnd, TaskId, TaskReply, TaskState, Tick, json,
};
use async_resp_tests::replies::{BUSY, StartReply};
use async_resp_tests::{outcomes, tasks};

type Once = StartReply<false>;

/// What a client sees: an answer, none for a reason, or nothing in time.
type Seen = Option<Result<String, SendError>>;

/// What a case does with one of these.
type Check<'a, T, O = bool> = &'a dyn Fn(&T) -> O;

/// Enough of them to see all that a rate can do.
const SEEDS: Range<u64> = 0..200;
const SECOND: Duration = Duration::from_secs(1);

fn cloud(seed: u64) -> FakeCloud {
    FakeCloud::new(Once::OPERATION, seed)
}

/// What the clock of each server says in the beginning.
fn beginning() -> Tick {
    cloud(1).now()
}

fn start(cloud: &FakeCloud, ids: &[&str]) -> Result<String, SendError> {
    send(cloud, cloud.action_body(ids))
}

fn query(cloud: &FakeCloud, tasks: &[TaskId]) -> Result<QueryAnswer<String>, SendError> {
    let body = send(cloud, cloud.query_body(tasks))?;
    states::<String, _>(body.as_bytes())
}

fn send(cloud: &FakeCloud, body: Vec<u8>) -> Result<String, SendError> {
    cloud.block_on(cloud.send(body)).map(|answer| String::from_utf8(answer).expect("text"))
}

fn report(body: &str, ids: &[&str]) -> Report<String> {
    let reply = StartReply::<false>::new(json::from_str(body).expect(body));
    reply.reconcile(ids.iter().map(ToString::to_string).collect())
}

fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// The output of a future, if it ends within a time.
async fn within<F: Future>(cloud: &FakeCloud, time: Duration, future: F) -> Option<F::Output> {
    let (mut future, mut sleep) = (pin!(future), cloud.sleep(time));
    std::future::poll_fn(|cx: &mut Context<'_>| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Pin::new(&mut sleep).poll(cx).map(|()| None),
    })
    .await
}

fn rollout(cloud: &FakeCloud, ids: &[&str]) -> Rollout<Once> {
    let asked: Asked<String> = ids.iter().map(ToString::to_string).collect();
    Rollout::new(asked, SubmitPolicy::default(), FollowPolicy::default(), cloud.now())
}

/// How each id ended, in a word.
fn names(report: &RolloutReport<String>) -> Vec<&'static str> {
    report.ends().iter().map(|(_, end)| end.name()).collect()
}

#[test]
fn an_action_begins_a_task_for_each_resource_and_the_query_follows_it_to_its_end() {
    let cloud = cloud(1);
    cloud.set_task_time(10 * SECOND, 10 * SECOND);
    cloud.script_end("b", TaskState::Cancelled);
    let answer = start(&cloud, &["a", "b"]).expect("answered");
    let report = report(&answer, &["a", "b"]);
    let numbers: Vec<TaskId> = report.tasks().map(|(_, task)| task.clone()).collect();
    let truth: Vec<_> = ["a", "b"].iter().flat_map(|id| cloud.tasks_of(id)).collect();
    assert_eq!(truth, [(numbers[0].clone(), TaskEnd::Succeeded), (numbers[1].clone(), TaskEnd::Cancelled)]);
    assert_eq!((cloud.runs("a"), cloud.runs("c"), cloud.tasks(), cloud.requests()), (1, 0, 2, 1));

    let mut seen = Vec::new();
    for wait in [0, 3, 8] {
        cloud.block_on(cloud.sleep(wait * SECOND));
        seen.push(query(&cloud, &numbers).expect("answered"));
    }
    let all =
        |one: TaskState<String>, other| QueryAnswer::states([(numbers[0].clone(), one), (numbers[1].clone(), other)]);
    let expected = [
        all(TaskState::Waiting, TaskState::Waiting),
        all(TaskState::Running, TaskState::Running),
        all(TaskState::Succeeded, TaskState::Cancelled),
    ];
    assert_eq!(seen, expected);
    assert_eq!(cloud.check(), Ok(()));
}

#[test]
fn outer_codes_follow_from_the_entries() {
    for (failing, code) in [(&["c"][..], 0), (&["a"], 5400), (&["a", "b"], 5100)] {
        let cloud = cloud(1);
        for id in failing {
            cloud.script_failure(id, Code::new(BUSY));
        }
        let answer = start(&cloud, &["a", "b"]).expect("answered");
        assert!(answer.starts_with(&format!("{{\"code\":{code},")), "{answer}");
        let ran = ["a", "b"].iter().filter(|id| cloud.runs(id) == 1).count();
        assert_eq!(report(&answer, &["a", "b"]).tally().accepted, ran);
    }
}

#[test]
fn every_fault_does_what_it_says() {
    let refused = |code: i64| Some(Ok(format!("{{\"code\":{code},\"message\":\"\"}}")));
    let is_lost = |seen: &Seen| matches!(seen, Some(Err(SendError::Lost(_))));
    let is_reply = |seen: &Seen| matches!(seen, Some(Ok(answer)) if answer.contains("requestId"));
    let cases: [(Fault, usize, Check<Seen>); 13] = [
        (Fault::None, 1, &is_reply),
        (Fault::Unconnected, 0, &|seen| matches!(seen, Some(Err(SendError::NotSent(_))))),
        (Fault::LostBefore, 0, &is_lost),
        (Fault::LostAfter, 1, &is_lost),
        (Fault::HangBefore, 0, &Option::is_none),
        (Fault::HangAfter, 1, &Option::is_none),
        (Fault::Late(9 * SECOND), 1, &is_reply),
        (Fault::Late(11 * SECOND), 1, &Option::is_none),
        (Fault::Doubled, 1, &|seen| *seen == refused(4500)),
        (Fault::DoubledUnseen, 1, &is_reply),
        (Fault::Garbled, 1, &|seen| matches!(seen, Some(Ok(answer)) if json::from_str::<TaskReply>(answer).is_err())),
        (Fault::Refused(4400), 0, &|seen| *seen == refused(4400)),
        (Fault::RefusedAfter(4400), 1, &|seen| *seen == refused(6000)),
    ];
    for (fault, runs, expected) in cases {
        let cloud = cloud(5);
        cloud.script([fault]);
        let sent = cloud.send(cloud.action_body(["a"]));
        let seen = cloud.block_on(within(&cloud, 10 * SECOND, sent));
        let seen = seen.map(|answer| answer.map(|answer| String::from_utf8(answer).expect("text")));
        assert!(expected(&seen), "{fault:?}: {seen:?}");
        assert_eq!(cloud.runs("a"), runs, "{fault:?}");
        let answer = start(&cloud, &["b"]).expect("the script is over");
        assert_eq!(outcomes(&report(&answer, &["b"])), [("b".to_owned(), "accepted")], "{fault:?}");
    }
}

/// **Fault**: the same bytes are sent again.
#[test]
fn a_replayed_request_is_answered_4500_and_one_without_a_nonce_may_run_twice() {
    let cloud = cloud(1);
    let signed = cloud.action_body(["a"]);
    assert!(send(&cloud, signed.clone()).is_ok());
    assert_eq!(send(&cloud, signed).as_deref(), Ok("{\"code\":4500,\"message\":\"\"}"));
    assert_eq!((cloud.runs("a"), cloud.check()), (1, Ok(())));

    cloud.script([Fault::Doubled]);
    assert!(send(&cloud, b"{\"ids\":[\"b\"]}".to_vec()).is_ok());
    assert_eq!(cloud.runs("b"), 2);
    let broken = cloud.check().expect_err("it may run once");
    let expected = "expected at most 1 on a resource, found run 2 of `b`";
    assert!(broken.to_string().ends_with(expected), "{broken}");
}

#[test]
fn a_request_that_names_nothing_is_refused_with_what_was_expected() {
    let cases = [
        ("{\"nonce\":1}", "found neither"),
        ("[]", "found an array"),
        ("{\"ids\":7}", "found neither"),
        ("{", "EOF"),
        ("", "EOF"),
        ("\u{0}", "expected value"),
    ];
    for (body, expected) in cases {
        let answer = send(&cloud(1), body.into()).expect("answered");
        let refusal = json::from_str::<TaskReply>(&answer).expect(&answer).into_result().expect_err("refused");
        assert_eq!(refusal.code(), Code::new(4000));
        let message = refusal.message().unwrap_or_default();
        assert!(message.starts_with("expected an object with a list `ids` or `tasks`"), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_server_in_maintenance_turns_all_requests_away_for_a_while() {
    let cloud = cloud(3);
    cloud.set_faults(Faults { throttled: 1.0, closed_for: 5 * SECOND, ..Faults::NONE });
    let answer = start(&cloud, &["a"]).expect("answered");
    cloud.set_faults(Faults::NONE);
    assert!(["{\"code\":4400", "{\"code\":6200"].iter().any(|code| answer.starts_with(code)), "{answer}");
    let mut turned_away = 0;
    while cloud.runs("b") == 0 {
        assert!(start(&cloud, &["b"]).is_ok());
        turned_away += 1;
        assert!(turned_away < 1000);
    }
    assert!(turned_away > 2, "{turned_away}");

    cloud.set_faults(Faults { quota: Some(Budget::per_minute(NonZeroU32::MIN)), ..Faults::NONE });
    assert!(start(&cloud, &["c"]).is_ok());
    assert_eq!(start(&cloud, &["d"]).as_deref(), Ok("{\"code\":4400,\"message\":\"\"}"));
    cloud.block_on(cloud.sleep(60 * SECOND));
    assert!(start(&cloud, &["e"]).is_ok());
    assert_eq!(["c", "d", "e"].map(|id| cloud.runs(id)), [1, 0, 1]);
}

/// No lie is about whether something ran, and what is not lied about is told as it is.
#[test]
fn what_ran_is_never_lied_about() {
    let mut seen = BTreeSet::new();
    let ids = ["a", "b", "c", "d"];
    for seed in 0..2000 {
        let cloud = cloud(seed);
        cloud.set_faults(Faults { refused: 0.2, busy: 0.3, gone: 0.2, ..Faults::NONE });
        cloud.set_lies(Lies::all(0.1));
        let answer = start(&cloud, &ids).expect("answered");
        let report = report(&answer, &ids);
        let may_have_run = report.refusals().any(RequestError::may_have_run);
        let named: Vec<(String, &str)> = tasks(&report);
        for (id, outcome) in report.iter() {
            let ran = cloud.runs(id) == 1;
            let named = named.iter().any(|(one, _)| one == id);
            let truly = match &outcome {
                Outcome::Accepted { .. } => ran,
                Outcome::Failed(_) => ran == named,
                Outcome::Refused => !ran || may_have_run,
                _ => true,
            };
            assert!(truly, "seed {seed}: {id} is {outcome}, runs: {ran}\n{answer}");
            seen.insert((outcome.name(), ran));
        }
        for (id, task) in named {
            let id = id.strip_prefix("q-").unwrap_or(&id);
            assert!(cloud.tasks_of(id).iter().any(|(one, _)| one.as_str() == task), "seed {seed}: {task}\n{answer}");
        }
    }
    let expected = [
        ("accepted", true),
        ("failed", false),
        ("failed", true),
        ("missing", false),
        ("missing", true),
        ("refused", false),
        ("refused", true),
        ("undetermined", true),
    ];
    assert_eq!(seen, BTreeSet::from(expected));
}

#[test]
fn the_habits_of_an_operation_are_those_of_the_server() {
    let one_task = FakeCloud::new(Operation::new("Start").with_one_task(), 1);
    one_task.script_end("b", TaskState::Cancelled);
    let answer = start(&one_task, &["a", "b"]).expect("answered");
    let task = json::from_str::<TaskReply>(&answer).expect(&answer).task_id().cloned().expect("one task");
    one_task.block_on(one_task.sleep(600 * SECOND));
    let ends = vec![("a".to_owned(), TaskEnd::Succeeded), ("b".to_owned(), TaskEnd::Cancelled)];
    let state = TaskState::PerId(ends);
    assert_eq!(query(&one_task, std::slice::from_ref(&task)), Ok(QueryAnswer::states([(task, state)])));

    let failures = Operation::new("Start").with_lists(async_resp_core::Lists::Failures).with_partial(Code::new(6010));
    let failures = FakeCloud::new(failures, 1);
    failures.script_failure("a", Code::new(7));
    let answer = start(&failures, &["a", "b"]).expect("answered");
    assert!(answer.starts_with("{\"code\":6010,") && !answer.contains("\"b\""), "{answer}");
}

#[test]
fn answers_are_written_as_another_product_writes_them() {
    let cloud = FakeCloud::new(Operation::new("Start"), 1)
        .fields("instanceIds", "requestId")
        .answer_with(|reply| format!("{{\"retcode\":{},\"n\":{}}}", reply.code, reply.entries.len()).into_bytes())
        .answer_queries_with(|reply| {
            let status = if matches!(reply.states[0].1, TaskState::Succeeded) { 0 } else { 2 };
            format!("{{\"code\":0,\"data\":{{\"status\":{status}}}}}").into_bytes()
        });
    let answer = send(&cloud, br#"{"Nonce":"x","instanceIds":["a","b"]}"#.to_vec());
    assert_eq!(answer.as_deref(), Ok("{\"retcode\":0,\"n\":2}"));
    let body = || br#"{"requestId":[1231000]}"#.to_vec();
    assert_eq!(send(&cloud, body()).as_deref(), Ok("{\"code\":0,\"data\":{\"status\":2}}"));
    cloud.block_on(cloud.sleep(600 * SECOND));
    assert_eq!(send(&cloud, body()).as_deref(), Ok("{\"code\":0,\"data\":{\"status\":0}}"));
}

#[test]
fn a_seed_is_a_run() {
    let run = |seed| {
        let cloud = cloud(seed);
        cloud.set_faults(Faults::all(0.05));
        cloud.set_lies(Lies::all(0.1));
        let answers = (0..50).map(|number| {
            let id = format!("ins-{number}");
            let sent = cloud.send(cloud.action_body([&id]));
            cloud.block_on(within(&cloud, 5 * SECOND, sent))
        });
        answers.collect::<Vec<_>>()
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}
