//! What `Follow` tells.

use std::time::Duration;

use async_resp_core::{Code, Follow, RetryClass, TaskState};
use async_resp_tests_tracing::collect;

use crate::{at, finish, follow_policy, next, saved, task};

/// Each change of a query and of a task, up to the end.
pub(crate) fn changes() {
    let mut follow = Follow::<u8>::new(follow_policy(), at(0));
    let mut now = at(0);
    follow.add(now, []);
    follow.add(now, [(1, task("71")), (2, task("72")), (3, task("71")), (4, task("73")), (5, task("74"))]);
    let (states, failed) = (next(&mut follow, &mut now), next(&mut follow, &mut now));
    let ended = TaskState::Failed { code: Code::new(16000), message: Some("no disk".into()) };
    let hint = Some(Duration::from_micros(2_500_100));
    let unknown = || TaskState::Unrecognised("gone".into());
    follow.observe(at(1), states, [(task("71"), ended), (task("72"), unknown())], hint);
    follow.failed(at(1), failed, RetryClass::Later { after: hint });

    let late = next(&mut follow, &mut now);
    drop(next(&mut follow, &mut now));
    follow.abandon();
    follow.observe(now, late, [(task("72"), unknown()), (task("73"), TaskState::Succeeded)], None);
    drop(next(&mut follow, &mut now));
    let given_up = next(&mut follow, &mut now);
    follow.failed(now, given_up, RetryClass::Never);
    finish(&mut follow, now);
    finish(&mut follow, now);
    follow.add(now, [(6, task("75"))]);
    let stop = next(&mut follow, &mut now);
    follow.failed(now, stop, RetryClass::Stop);
    finish(&mut follow, now);
}

/// A machine that is stopped, saved and restored while a query is out.
pub(crate) fn stopped_and_restored() {
    let mut follow = Follow::<u8>::new(follow_policy(), at(0));
    follow.add(at(0), [(1, task("71")), (2, task("72"))]);
    let query = next(&mut follow, &mut at(0));
    follow.stop();
    follow.stop();
    let mut follow = Follow::<u8>::restore(saved(&follow), at(1));
    follow.observe(at(1), query, [(task("71"), TaskState::Succeeded)], None);
    finish(&mut follow, at(1));
}

#[test]
fn each_change_of_a_query_and_a_task() {
    assert_eq!(
        collect(changes).lines(),
        [
            "DEBUG tasks added tasks=4 keys=5",
            "DEBUG query handed out query=0 tasks=2 due_ms=30000",
            "DEBUG query handed out query=1 tasks=2 due_ms=30000",
            "DEBUG task ended query=0 task=71 end=failed code=16000 polls=1",
            "WARN task unrecognised query=0 polls=1",
            "DEBUG query answered query=0 tasks=2 named=2 late=false hint_ms=2501",
            "WARN query failed query=1 tasks=2 hint_ms=2501",
            "TRACE waiting wait_ms=1625",
            "DEBUG query handed out query=2 tasks=2 due_ms=30000",
            "DEBUG query handed out query=3 tasks=1 due_ms=30000",
            "DEBUG query abandoned query=2 tasks=2",
            "DEBUG query abandoned query=3 tasks=1",
            "DEBUG task ended query=2 task=73 end=succeeded polls=2",
            "DEBUG query answered query=2 tasks=2 named=2 late=true",
            "TRACE waiting wait_ms=2000",
            "DEBUG query handed out query=4 tasks=2 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "WARN query overdue query=4 tasks=2",
            "DEBUG query handed out query=5 tasks=2 due_ms=30000",
            "WARN query given up query=5 tasks=2",
            "INFO finished tasks=4 live=0 ended=2 given_up=2 queries=6",
            "DEBUG tasks added tasks=1 keys=1",
            "DEBUG query handed out query=6 tasks=1 due_ms=30000",
            "WARN following stopped by an answer query=6 tasks=1",
            "INFO finished tasks=5 live=1 ended=2 given_up=2 queries=7",
        ]
    );
}

#[test]
fn what_is_stopped_and_restored() {
    assert_eq!(
        collect(stopped_and_restored).lines(),
        [
            "DEBUG tasks added tasks=2 keys=2",
            "DEBUG query handed out query=0 tasks=2 due_ms=30000",
            "INFO following stopped live=2 out=1",
            "INFO restored tasks=2 live=2 ended=0 given_up=0",
            "DEBUG task ended query=0 task=71 end=succeeded polls=1",
            "DEBUG query answered query=0 tasks=2 named=1 late=true",
            "INFO finished tasks=2 live=1 ended=1 given_up=0 queries=1",
        ]
    );
}
