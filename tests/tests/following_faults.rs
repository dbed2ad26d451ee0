//! Faults of other clients in sending and following, one test each, through all of it: bytes, driver and a server that knows
//! what truly ran.

use std::future::{Future, poll_fn};
use std::num::NonZeroU32;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use async_resp_core::testing::{FakeCloud, Fault, Faults, Lies, Limits};
use async_resp_core::{
    Asked, BatchResponse, Budget, Code, End, Follow, FollowPolicy, Pace, Query, Rollout, RolloutReport, SubmitPolicy,
    TaskEnd, TaskReply, TaskState, Work, drive, unsaved,
};
use async_resp_tests::client;
use async_resp_tests::replies::{BUSY, StartReply};

type Once = Rollout<StartReply<false>>;
type Again = Rollout<StartReply<true>>;

const SECOND: Duration = Duration::from_secs(1);

/// A server that holds the client to the default policies.
fn cloud<const IDEMPOTENT: bool>() -> FakeCloud {
    let cloud = FakeCloud::new(StartReply::<IDEMPOTENT>::OPERATION, 1);
    cloud.hold_to(SubmitPolicy::default(), FollowPolicy::default());
    cloud
}

fn rollout<const IDEMPOTENT: bool>(cloud: &FakeCloud, ids: &[&str]) -> Rollout<StartReply<IDEMPOTENT>> {
    let asked: Asked<String> = ids.iter().map(ToString::to_string).collect();
    Rollout::new(asked, SubmitPolicy::default(), FollowPolicy::default(), cloud.now())
}

fn driven<const IDEMPOTENT: bool>(
    cloud: &FakeCloud,
    machine: &mut Rollout<StartReply<IDEMPOTENT>>,
) -> impl Future<Output = ()> {
    let send = |work: &Work<String>| client::send(cloud, work);
    let driving = drive(machine, || cloud.now(), |time| cloud.sleep(time), unsaved, send);
    async { driving.await.unwrap_or_else(|never| match never {}) }
}

/// Drives a rollout to its end, which has to be true and within all limits.
fn finish<const IDEMPOTENT: bool>(
    cloud: &FakeCloud,
    mut machine: Rollout<StartReply<IDEMPOTENT>>,
) -> RolloutReport<String> {
    cloud.block_on(driven(cloud, &mut machine));
    let report = machine.finish();
    assert_eq!(cloud.check(), Ok(()));
    assert_eq!(cloud.check_ends(&report.ends()), Ok(()));
    report
}

fn run<const IDEMPOTENT: bool>(cloud: &FakeCloud, ids: &[&str]) -> RolloutReport<String> {
    finish(cloud, rollout::<IDEMPOTENT>(cloud, ids))
}

/// How each id ended, in a word.
fn ends(report: &RolloutReport<String>) -> Vec<String> {
    let word = |end: &End<&TaskReply>| match end {
        End::NotStarted(outcome) => outcome.to_string(),
        End::Failed { code, .. } => format!("failed with {code}"),
        other => other.name().into(),
    };
    report.ends().iter().map(|(_, end)| word(end)).collect()
}

/// **Fault**: a status that is not known counts as success (Terraform, 2018 and today).
#[test]
fn an_unknown_status_is_no_success() {
    let cloud = cloud::<false>();
    cloud.script_end("a", TaskState::Unrecognised("9".into()));
    let report = run::<false>(&cloud, &["a"]);
    assert_eq!(ends(&report), ["undetermined"]);
    assert!(cloud.requests() > 100, "polled on: {}", cloud.requests());
    let states: Vec<_> = report.tasks.states().map(|(_, _, state)| state.clone()).collect();
    assert_eq!(states, [TaskState::Unrecognised("9".into())], "and shown as it is");
}

/// The same for one that passes.
#[test]
fn an_unknown_status_does_not_end_the_wait() {
    let cloud = cloud::<false>();
    cloud.set_faults(Faults { unknown: 1.0, ..Faults::NONE });
    assert_eq!(ends(&run::<false>(&cloud, &["a", "b"])), ["succeeded", "succeeded"]);
}

/// **Fault**: a failed status is asked for again until the time is over (Terraform VPC).
#[test]
fn a_failed_status_ends_the_wait() {
    let cloud = cloud::<false>();
    let start = cloud.now();
    cloud.script_end("a", TaskState::Failed { code: Code::new(7), message: Some("no address is free".into()) });
    assert_eq!(ends(&run::<false>(&cloud, &["a"])), ["failed with 7"]);
    assert!(cloud.now().since(start) < 120 * SECOND);
}

/// **Fault**: the first error of a poll ends the wait (Terraform CLB, the Go SDK).
#[test]
fn an_error_of_a_poll_does_not_end_the_wait() {
    let cloud = cloud::<false>();
    let faults = [
        Fault::Refused(6000),
        Fault::Refused(4400),
        Fault::LostBefore,
        Fault::LostAfter,
        Fault::Unconnected,
        Fault::Garbled,
        Fault::Doubled,
    ];
    cloud.set_task_time(1000 * SECOND, 1000 * SECOND);
    cloud.script_queries(faults);
    assert_eq!(ends(&run::<false>(&cloud, &["a"])), ["succeeded"]);
}

/// **Fault**: every error is retried, a failed authentication too (Terraform LB 2018).
#[test]
fn a_failed_authentication_is_not_retried() {
    let denied = cloud::<true>();
    denied.script([Fault::Refused(4104)]);
    assert_eq!(ends(&run::<true>(&denied, &["a", "b", "c"])), ["refused", "refused", "not sent"]);
    assert_eq!(denied.requests(), 1);

    let denied = cloud::<true>();
    denied.script_queries([Fault::Refused(4104)]);
    let report = run::<true>(&denied, &["a"]);
    assert_eq!((ends(&report), denied.requests()), (vec!["undetermined".to_owned()], 2));
    assert_eq!(report.tasks.pending().count(), 1, "it runs, and can be followed with another secret");
}

/// **Fault**: a wait that times out is reported as failed although the resource was created.
#[test]
fn a_wait_that_times_out_is_undetermined_and_can_be_taken_up_again() {
    let cloud = cloud::<false>();
    cloud.set_task_time(4000 * SECOND, 4000 * SECOND);
    let report = run::<false>(&cloud, &["a"]);
    assert_eq!(ends(&report), ["undetermined"]);

    cloud.set_limits(Limits { query_deadline: None, ..cloud.limits() });
    let mut follow = Follow::new(FollowPolicy::default(), cloud.now());
    follow.add(cloud.now(), report.tasks.pending());
    let send = |query: &Query| {
        let answer = cloud.send(cloud.query_body(query.task_ids()));
        async { async_resp_core::testing::states::<String, _>(&answer.await?) }
    };
    let driving = drive(&mut follow, || cloud.now(), |time| cloud.sleep(time), unsaved, send);
    assert_eq!(cloud.block_on(driving), Ok(()));
    let tasks = follow.finish();
    assert!(tasks.iter().all(|(_, _, end)| end == TaskEnd::Succeeded));
    assert_eq!(cloud.check_ends(&report.report.ends(&tasks)), Ok(()));
}

/// **Fault**: a poll that is dropped half-way loses the operation (google-cloud-lro 1.11).
#[test]
fn a_dropped_poll_loses_nothing() {
    let cloud = cloud::<false>();
    cloud.script_queries([Fault::HangBefore, Fault::HangAfter]);
    assert_eq!(ends(&run::<false>(&cloud, &["a"])), ["succeeded"], "polls without an answer");

    let mut machine = rollout::<false>(&cloud, &["b"]);
    for _ in 0..5 {
        let (mut driving, mut time) = (pin!(driven(&cloud, &mut machine)), cloud.sleep(3 * SECOND));
        cloud.block_on(poll_fn(|cx| match driving.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => Pin::new(&mut time).poll(cx),
        }));
    }
    assert_eq!(ends(&finish(&cloud, machine)), ["succeeded"], "a driver that was dropped");
    assert_eq!(cloud.runs("b"), 1);
}

/// **Fault**: a limit of attempts is counted while the task runs, or is ignored then.
#[test]
fn a_task_that_runs_uses_no_attempts() {
    let cloud = cloud::<false>();
    cloud.set_task_time(3000 * SECOND, 3000 * SECOND);
    cloud.script_queries([Fault::Refused(6000); 30]);
    assert_eq!(ends(&run::<false>(&cloud, &["a"])), ["succeeded"]);
    assert!(cloud.requests() > 60, "{}", cloud.requests());
}

/// **Fault**: an operation without a name panics (google-cloud-lro 1.11), or loses the id.
#[test]
fn a_missing_task_number_leaves_nothing_to_follow() {
    let cloud = cloud::<true>();
    cloud.set_lies(Lies { unnumbered: 1.0, ..Lies::NONE });
    assert_eq!(ends(&run::<true>(&cloud, &["a", "b"])), ["no task", "no task"]);
    assert_eq!((cloud.requests(), cloud.runs("a")), (1, 1), "accepted: not sent again");
}

/// **Fault**: a whole batch is sent again because some entries failed: duplicates.
#[test]
fn what_was_accepted_is_not_sent_again() {
    let cloud = cloud::<true>();
    cloud.script_failure("b", Code::new(BUSY));
    cloud.script_failure("c", Code::new(16000));
    let report = run::<true>(&cloud, &["a", "b", "c"]);
    assert_eq!(ends(&report), ["succeeded", "succeeded", "failed"]);
    assert_eq!(["a", "b", "c"].map(|id| cloud.runs(id)), [1, 1, 0]);
}

/// **Fault**: what may have run is sent again: a lost answer, a page of a gateway, a request that arrived twice.
#[test]
fn what_may_have_run_is_not_sent_again_unless_it_may_run_twice() {
    let faults = [Fault::LostAfter, Fault::HangAfter, Fault::Garbled, Fault::Doubled, Fault::RefusedAfter(6000)];
    for fault in faults {
        let once = cloud::<false>();
        once.script([fault]);
        assert_eq!(ends(&run::<false>(&once, &["a"])), ["undetermined"], "{fault:?}");
        assert_eq!(once.runs("a"), 1, "{fault:?}");

        let again = cloud::<true>();
        again.script([fault]);
        assert_eq!(ends(&run::<true>(&again, &["a"])), ["succeeded"], "{fault:?}");
        assert_eq!(again.runs("a"), 2, "{fault:?}");
    }
}

/// **Fault**: a retry that never ends and never waits.
#[test]
fn a_retry_waits_and_ends() {
    let busy = cloud::<false>();
    let start = busy.now();
    (0..10).for_each(|_| busy.script_failure("a", Code::new(BUSY)));
    assert_eq!(ends(&run::<false>(&busy, &["a"])), ["failed"]);
    assert_eq!(busy.requests(), 3);
    assert!(busy.now().since(start) >= 3 * SECOND, "one wait, and twice that");

    let closed = cloud::<false>();
    let start = closed.now();
    closed.set_faults(Faults { throttled: 1.0, ..Faults::NONE });
    assert_eq!(ends(&run::<false>(&closed, &["a"])), ["refused"]);
    assert!(closed.requests() < 100, "{}", closed.requests());
    assert!(closed.now().since(start) <= SubmitPolicy::default().within);
}

/// **Fault**: what a retry leaves over is not returned.
#[test]
fn every_id_has_an_end() {
    let cloud = cloud::<false>();
    let faults = [Fault::LostAfter, Fault::Refused(5000), Fault::Refused(4400), Fault::Unconnected, Fault::LostBefore];
    cloud.script(faults);
    let report = run::<false>(&cloud, &["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    let (lost, refused, sent) = (["undetermined"; 2], ["refused"; 2], ["succeeded"; 4]);
    let expected: Vec<&str> = lost.into_iter().chain(refused).chain(sent).chain(["undetermined"]).collect();
    assert_eq!(ends(&report), expected);
}

/// A clock that was set back stands still for a machine, until its driver has slept: what was done in the meantime must not
/// count as longer ago than it is when time then makes a leap.
#[test]
fn a_clock_that_is_set_back_brings_no_call_too_early() {
    let cloud = cloud::<false>();
    let budget = Budget { calls: NonZeroU32::new(3).expect("three"), per: 20 * SECOND };
    cloud.set_limits(Limits { calls: Some(budget), ..cloud.limits() });
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    // The tasks of the first request are what is slept for. Those of no other disturb that sleep.
    ids[2..].iter().for_each(|id| cloud.script_failure(id, Code::new(16000)));
    cloud.script([Fault::None, Fault::Late(9 * SECOND)]);
    let submit = SubmitPolicy { budget, ..SubmitPolicy::default() };
    let follow = FollowPolicy { pace: Pace::constant(10 * SECOND), ..FollowPolicy::default() };
    let mut machine = Once::new(Asked::new(ids.map(String::from)), submit, follow, cloud.now());

    cloud.block_on(async {
        let (mut driving, mut time) = (pin!(driven(&cloud, &mut machine)), pin!(cloud.sleep(SECOND)));
        let mut is_set_back = false;
        poll_fn(|cx| {
            if !is_set_back && time.as_mut().poll(cx).is_ready() {
                is_set_back = true;
                cloud.set_back(1000 * SECOND);
            }
            driving.as_mut().poll(cx)
        })
        .await;
    });
    assert_eq!(cloud.check(), Ok(()));
    assert_eq!(ends(&machine.finish())[..3], ["succeeded", "succeeded", "failed"]);
}

/// The fewest attempts, for a policy of one's own.
#[test]
fn one_attempt_is_one_request() {
    let cloud = cloud::<true>();
    cloud.script([Fault::LostBefore]);
    let submit = SubmitPolicy { attempts: NonZeroU32::MIN, ..SubmitPolicy::default() };
    let asked = Asked::new(["a".to_owned()]);
    let machine = Again::new(asked, submit, FollowPolicy::default(), cloud.now());
    assert_eq!(ends(&finish(&cloud, machine)), ["undetermined"]);
    assert_eq!((cloud.requests(), cloud.runs("a")), (1, 0));
}
