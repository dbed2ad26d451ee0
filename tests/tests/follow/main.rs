//! Following tasks: the faults of existing clients, each a test with its name.

mod deadline;
mod saving;
mod schedules;

use std::time::Duration;

use std::num::{NonZeroU32, NonZeroUsize};

use async_resp_core::{
    Budget, Code, Follow, FollowPolicy, Query, RetryClass, Step, TaskEnd, TaskId, TaskReport, TaskState, Tick,
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

#[test]
fn a_wait_that_times_out_is_undetermined_and_not_failed() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let mut lost = Vec::new();
    while let Some(query) = next(&mut follow, &mut now) {
        lost.push(query);
    }
    assert_eq!(now, lost.last().expect("many").due(), "what is out at the deadline is waited for");
    assert_eq!(end(&follow.finish()), TaskEnd::Undetermined);
}

#[test]
fn an_answer_after_the_deadline_counts() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let first = next(&mut follow, &mut now).expect("a query");
    while next(&mut follow, &mut now).is_some() {}
    answer(&mut follow, now, first, TaskState::Succeeded);
    assert_eq!(end(&follow.finish()), TaskEnd::Succeeded);
}

#[test]
fn no_number_of_attempts_ends_a_task_that_runs() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let deadline = Tick::START + FollowPolicy::default().within;
    for attempt in 0.. {
        let query = next(&mut follow, &mut now).expect("it runs, so it is asked for until the deadline");
        if now + 2 * FollowPolicy::default().answer_within > deadline {
            assert!(attempt > 100);
            answer(&mut follow, now, query, TaskState::Succeeded);
            break;
        }
        answer(&mut follow, now, query, TaskState::Running);
    }
    assert_eq!(end(&follow.finish()), TaskEnd::Succeeded);
}

#[test]
fn a_query_that_never_works_gives_up_its_tasks_alone_until_an_answer_says_more() {
    let (mut follow, mut now) = (follow(), Tick::START);
    let early = next(&mut follow, &mut now).expect("a query");
    let query = next(&mut follow, &mut now).expect("the same again");
    follow.add(now, [("ins-2", task("2"))]);
    follow.failed(now, query, RetryClass::Never);
    assert_eq!((follow.progress().given_up, follow.progress().live), (1, 1));
    let other = next(&mut follow, &mut now).expect("the other one");
    assert_eq!(other.task_ids().collect::<Vec<_>>(), [&task("2")]);
    follow.observe(now, other, [(task("2"), TaskState::Succeeded)], None);
    assert!(next(&mut follow, &mut now).is_none());
    answer(&mut follow, now, early, TaskState::Succeeded);
    assert_eq!((follow.progress().given_up, follow.progress().ended), (0, 2));
}

#[test]
fn a_query_names_a_group_and_tasks_that_its_answer_leaves_out_are_asked_for_again() {
    let group = NonZeroUsize::new(20).expect("not zero");
    let mut follow = Follow::new(FollowPolicy { group, ..FollowPolicy::default() }, Tick::START);
    let names: Vec<String> = (0..50).map(|number| number.to_string()).collect();
    follow.add(Tick::START, names.iter().map(|name| ("ins", task(name))));
    let (mut now, mut sizes) = (Tick::START, Vec::new());
    while let Some(query) = next(&mut follow, &mut now) {
        let asked: Vec<TaskId> = query.task_ids().cloned().collect();
        sizes.push(asked.len());
        // The half of it, rounded up, and tasks that it did not ask for.
        let answered = asked.iter().take(asked.len().div_ceil(2)).cloned().chain([task("99")]);
        follow.observe(now, query, answered.map(|task| (task, TaskState::Succeeded)), None);
    }
    assert_eq!(sizes[..3], [20, 20, 10]);
    assert_eq!((follow.progress().ended, follow.progress().tasks), (50, 50));
    assert!(sizes.len() < 12, "one query for many: {sizes:?}");
}

#[test]
fn an_answer_may_come_in_any_order_and_of_several_states_of_one_task_the_first_counts() {
    let group = NonZeroUsize::new(4).expect("not zero");
    let mut follow = Follow::new(FollowPolicy { group, ..FollowPolicy::default() }, Tick::START);
    follow.add(Tick::START, ["1", "2", "3", "4"].map(|number| ("ins", task(number))));
    let query = next(&mut follow, &mut Tick::START.clone()).expect("a query");
    let states = [
        ("3", TaskState::Cancelled),
        ("4", TaskState::Running),
        ("9", TaskState::Succeeded),
        ("4", TaskState::Succeeded),
        ("1", TaskState::Succeeded),
        ("3", TaskState::Succeeded),
    ];
    follow.observe(Tick::START, query, states.map(|(number, state)| (task(number), state)), None);
    let report = follow.finish();
    let states: Vec<_> = report.states().map(|(_, task, state)| (task.as_str(), state.clone())).collect();
    let expected = [
        ("1", TaskState::Succeeded),
        ("2", TaskState::Waiting),
        ("3", TaskState::Cancelled),
        ("4", TaskState::Running),
    ];
    assert_eq!(states, expected);
}

#[test]
fn an_answer_to_the_query_of_another_machine_is_taken_for_the_tasks_that_it_names() {
    let group = NonZeroUsize::new(3).expect("not zero");
    let new = |numbers: &[&str]| {
        let mut follow = Follow::new(FollowPolicy { group, ..FollowPolicy::default() }, Tick::START);
        follow.add(Tick::START, numbers.iter().map(|number| ("ins", task(number))));
        follow
    };
    // Each stands elsewhere in the other machine, or nowhere.
    let (mut other, mut own) = (new(&["2", "5", "1"]), new(&["1", "2", "3"]));
    let foreign = next(&mut other, &mut Tick::START.clone()).expect("a query");
    own.observe(Tick::START, foreign, ["2", "5", "1"].map(|number| (task(number), TaskState::Succeeded)), None);
    assert_eq!((own.progress().ended, own.progress().live), (2, 1));
    assert_eq!(own.finish().pending().collect::<Vec<_>>(), [("ins", task("3"))]);
}

#[test]
fn tasks_of_one_query_are_asked_for_by_one_query_again() {
    let group = NonZeroUsize::new(20).expect("not zero");
    let budget = Budget::UNLIMITED;
    let mut follow = Follow::new(FollowPolicy { group, budget, ..FollowPolicy::default() }, Tick::START);
    let names: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    follow.add(Tick::START, names.iter().map(|name| ("ins", task(name))));
    let (mut now, mut queries) = (Tick::START, 0);
    while let Some(query) = next(&mut follow, &mut now) {
        assert_eq!(query.task_ids().count(), 20);
        queries += 1;
        follow.observe(now, query, [], None);
    }
    assert!(queries > 1000, "{queries}");
}

#[test]
fn one_number_for_many_ids_is_asked_for_once_and_ends_each_as_the_answer_says() {
    let (mut follow, mut now) = (follow(), Tick::START);
    follow.add(now, [("ins-2", task("1")), ("ins-3", task("1"))]);
    let query = next(&mut follow, &mut now).expect("a query");
    assert_eq!(query.task_ids().count(), 1);
    let ends = vec![("ins-1", TaskEnd::Succeeded), ("ins-2", TaskEnd::Cancelled)];
    answer(&mut follow, now, query, TaskState::PerId(ends));
    assert!(next(&mut follow, &mut now).is_none());
    let ends: Vec<_> = follow.finish().iter().map(|(key, _, end)| (*key, end)).collect();
    let expected = [("ins-1", TaskEnd::Succeeded), ("ins-2", TaskEnd::Cancelled), ("ins-3", TaskEnd::Undetermined)];
    assert_eq!(ends, expected);
}

#[test]
fn no_window_of_the_budget_holds_more_calls_than_it_has() {
    let budget = Budget { calls: NonZeroU32::new(7).expect("not zero"), per: Duration::from_secs(10) };
    let mut follow = Follow::new(FollowPolicy { budget, ..FollowPolicy::default() }, Tick::START);
    let names: Vec<String> = (0..30).map(|number| number.to_string()).collect();
    follow.add(Tick::START, names.iter().map(|name| ("ins", task(name))));
    let (mut now, mut calls) = (Tick::START, Vec::new());
    while let Some(query) = next(&mut follow, &mut now) {
        calls.push(now);
        follow.observe(now, query, [], None);
    }
    assert!(calls.windows(8).all(|window| window[7].since(window[0]) >= budget.per));
    assert!(calls.len() > 7 * 355, "and the budget is used: {}", calls.len());
}

#[test]
fn a_clock_that_goes_back_stands_still() {
    let (mut follow, later) = (follow(), Tick::START + Duration::from_secs(100));
    let Step::Do(query) = follow.step(later) else { panic!("a task is due") };
    follow.failed(Tick::START, query, RetryClass::Later { after: None });
    let Step::WaitUntil(tick) = follow.step(Tick::START) else { panic!("it was asked for") };
    assert!(tick >= later + FollowPolicy::default().pace.first);
    assert_eq!(follow.step(Tick::START).map(drop), Step::WaitUntil(tick));
}

#[test]
fn nothing_to_follow_is_finished_at_once() {
    let mut follow = Follow::<&str>::new(FollowPolicy::default(), Tick::START);
    assert_eq!(follow.step(Tick::START).map(drop), Step::Finished);
    assert_eq!(follow.finish().states().count(), 0);
}
