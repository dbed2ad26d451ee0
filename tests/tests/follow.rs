//! Following tasks: the faults of existing clients, each a test with its name.

use std::time::Duration;

use async_resp_core::{
    Code, Follow, FollowPolicy, Query, RetryClass, Step, TaskEnd, TaskId, TaskReport, TaskState, Tick,
};

fn task(number: &str) -> TaskId {
    TaskId::new(number).expect("a number")
}

fn follow() -> Follow<&'static str> {
    let mut follow = Follow::new(FollowPolicy::default(), Tick::START);
    follow.add(Tick::START, [("ins-1", task("1"))]);
    follow
}

/// Steps until a query is handed out or nothing is left, and says when that is.
fn next(follow: &mut Follow<&'static str>, now: &mut Tick) -> Option<Query> {
    loop {
        match follow.step(*now) {
            Step::Do(query) => return Some(query),
            Step::WaitUntil(tick) => {
                assert!(tick > *now);
                *now = tick;
            }
            Step::Finished => return None,
        }
    }
}

fn answer(follow: &mut Follow<&'static str>, now: Tick, query: Query, state: TaskState<&'static str>) {
    follow.observe(now, query, [(task("1"), state)], None);
}

fn end(report: &TaskReport<&'static str>) -> TaskEnd {
    report.iter().next().expect("one task").2
}

#[test]
fn an_unknown_status_is_not_success_and_is_polled_on() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let query = next(&mut follow, &mut now).expect("a query");
    answer(&mut follow, now, query, TaskState::Unrecognised("9".into()));
    assert!(next(&mut follow, &mut now).is_some());
    assert_eq!(end(&follow.finish()), TaskEnd::Undetermined);
}

#[test]
fn a_failed_status_ends_the_task_and_is_not_polled_again() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let query = next(&mut follow, &mut now).expect("a query");
    let (code, message) = (Code::new(7), None);
    answer(&mut follow, now, query, TaskState::Failed { code, message: message.clone() });
    assert!(next(&mut follow, &mut now).is_none());
    assert_eq!(end(&follow.finish()), TaskEnd::Failed { code, message });
}

#[test]
fn the_first_poll_error_does_not_end_the_wait() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let query = next(&mut follow, &mut now).expect("a query");
    follow.failed(now, query, RetryClass::Later { after: Some(Duration::from_secs(40)) });
    let query = next(&mut follow, &mut now).expect("another");
    assert!(now >= Tick::START + Duration::from_secs(40));
    answer(&mut follow, now, query, TaskState::Succeeded);
    assert_eq!(end(&follow.finish()), TaskEnd::Succeeded);
}

#[test]
fn an_authentication_error_is_not_retried() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let query = next(&mut follow, &mut now).expect("a query");
    follow.failed(now, query, RetryClass::Stop);
    assert!(next(&mut follow, &mut now).is_none());
    assert_eq!(follow.finish().pending().collect::<Vec<_>>(), [("ins-1", task("1"))]);
}

#[test]
fn a_dropped_poll_is_asked_again_and_a_late_answer_counts() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let first = next(&mut follow, &mut now).expect("a query");
    let second = next(&mut follow, &mut now).expect("the same again");
    assert!(now >= first.due());
    answer(&mut follow, now, first, TaskState::Succeeded);
    drop(second);
    assert!(next(&mut follow, &mut now).is_none());
    assert_eq!(end(&follow.finish()), TaskEnd::Succeeded);
}

#[test]
fn a_task_that_no_answer_names_runs_into_the_deadline_and_is_undetermined() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let deadline = Tick::START + FollowPolicy::default().within;
    let mut last: Option<Tick> = None;
    while let Some(query) = next(&mut follow, &mut now) {
        assert!(now < deadline);
        assert!(last.is_none_or(|last| now.since(last) >= FollowPolicy::default().pace.first));
        last = Some(now);
        follow.observe(now, query, [], None);
    }
    assert!(follow.progress().queries > 100);
    assert_eq!(end(&follow.finish()), TaskEnd::Undetermined);
}
