//! How each asked id ended: one end each, in asked order, from the report and what became of the tasks.

use async_resp_core::{
    Asked, BatchReply, BatchResponse, Code, End, Follow, FollowPolicy, Outcome, Report, Step, TaskEnd, TaskId,
    TaskReply, TaskReport, TaskState, Tick, json,
};

type State = TaskState<String>;
type Ended<'a> = End<&'a TaskReply>;

fn asked(ids: &[&str]) -> Asked<String> {
    Asked::new(ids.iter().map(|id| (*id).to_owned()))
}

fn report(body: &str, ids: &[&str]) -> Report<String> {
    json::from_slice::<BatchReply<String>>(body.as_bytes()).expect("a reply").reconcile(asked(ids))
}

fn task(number: &str) -> TaskId {
    TaskId::new(number).expect("a number")
}

/// Follows the tasks of a report until each was asked for once.
fn follow(report: &Report<String>, states: &[(&str, State)]) -> TaskReport<String> {
    let mut follow = Follow::new(FollowPolicy::default(), Tick::START);
    follow.add(Tick::START, report.tasks().map(|(id, task)| (id.clone(), task.clone())));
    while let Step::Do(query) = follow.step(Tick::START) {
        let states: Vec<_> = states.iter().map(|(number, state)| (task(number), state.clone())).collect();
        follow.observe(Tick::START, query, states, None);
    }
    follow.finish()
}

fn ends<'a>(report: &'a Report<String>, tasks: &'a TaskReport<String>) -> Vec<Ended<'a>> {
    let ends = report.ends(tasks);
    assert!(ends.iter().map(|(id, _)| id).eq(report.asked().iter()), "one each, in asked order");
    ends.iter().map(|(_, end)| end.clone()).collect()
}

const FAILED: State = TaskState::Failed { code: Code::new(7), message: None };

#[test]
fn a_task_gives_its_id_the_end_that_it_has() {
    let report = report(
        r#"{"code":0,"detail":{"a":{"code":0,"requestId":1},"b":{"code":0,"requestId":2},"c":{"code":0,"requestId":3},
            "d":{"code":0,"requestId":4},"e":{"code":0,"requestId":5},"f":{"code":0}}}"#,
        &["f", "e", "d", "c", "b", "a"],
    );
    let states = [("1", State::Succeeded), ("2", FAILED), ("3", State::Cancelled), ("4", State::Partly)];
    let tasks = follow(&report, &states);
    let failed = End::Failed { code: Code::new(7), message: None };
    let expected = [End::NoTask, End::Undetermined, End::Undetermined, End::Cancelled, failed, End::Succeeded];
    assert_eq!(ends(&report, &tasks), expected);
    assert_eq!(report.ends(&tasks).strays().count(), 0);
    let names: Vec<_> = expected.iter().map(End::name).collect();
    assert_eq!(names, ["no task", "undetermined", "undetermined", "cancelled", "failed", "succeeded"]);
    let tally = report.ends(&tasks).tally();
    assert_eq!(tally.to_string(), "1 of 6 succeeded, 1 failed, 1 cancelled, 1 without a task, 2 undetermined");
    assert_eq!((tally.asked, tally.not_started), (6, 0));
}

#[test]
fn what_was_turned_down_did_not_start_and_what_may_have_run_is_undetermined() {
    let nothing = Follow::<String>::new(FollowPolicy::default(), Tick::START).finish();
    let partly = report(r#"{"code":5400,"detail":{"a":{"code":16000}}}"#, &["a", "b"]);
    let failed = TaskReply::new(Code::new(16000));
    assert_eq!(ends(&partly, &nothing), [End::NotStarted(Outcome::Failed(&failed)), End::Undetermined]);
    let cases = [
        (report(r#"{"code":4000}"#, &["a"]), End::NotStarted(Outcome::Refused)),
        (report(r#"{"code":6000}"#, &["a"]), End::Undetermined),
        (report(r#"{"code":123456}"#, &["a"]), End::Undetermined),
        (BatchReply::<String>::not_sent(asked(&["a"])), End::NotStarted(Outcome::NotSent)),
        (BatchReply::<String>::undetermined(asked(&["a"]), "it hung up"), End::Undetermined),
        (report(r#"{"code":5400,"detail":{"a":{"code":0},"a":{"code":1}}}"#, &["a"]), End::Undetermined),
    ];
    for (report, expected) in &cases {
        assert_eq!(ends(report, &nothing).first(), Some(expected));
    }
}

#[test]
fn a_task_that_was_not_followed_is_undetermined() {
    let report = report(r#"{"code":0,"detail":{"a":{"code":0,"requestId":1}}}"#, &["a"]);
    let nothing = Follow::<String>::new(FollowPolicy::default(), Tick::START).finish();
    assert_eq!(ends(&report, &nothing), [End::Undetermined]);
}

#[test]
fn several_tasks_of_one_id_give_it_an_end_if_they_agree() {
    let report = report(r#"{"code":0,"detail":{"a":{"code":0,"requestId":1},"a":{"code":0,"requestId":2}}}"#, &["a"]);
    let other = State::Failed { code: Code::new(8), message: Some("disk".into()) };
    let cases = [
        (State::Succeeded, State::Succeeded, End::Succeeded),
        (FAILED, other, End::Failed { code: Code::new(7), message: None }),
        (State::Succeeded, FAILED, End::Undetermined),
        (State::Running, State::Succeeded, End::Undetermined),
    ];
    for (one, two, expected) in cases {
        let tasks = follow(&report, &[("1", one), ("2", two)]);
        assert_eq!(ends(&report, &tasks), [expected]);
    }
}

#[test]
fn the_task_of_an_attempt_before_counts_with_that_of_the_last() {
    let first = report(r#"{"code":0,"detail":{"a":{"code":0,"requestId":1}}}"#, &["a"]);
    let report = first.supersede(report(r#"{"code":0,"detail":{"a":{"code":0,"requestId":2}}}"#, &["a"]));
    let tasks = follow(&report, &[("1", FAILED), ("2", State::Succeeded)]);
    assert_eq!(ends(&report, &tasks), [End::Undetermined]);
}

#[test]
fn one_task_of_many_ids_ends_each_as_its_answer_says() {
    let body = r#"{"code":0,"detail":{"a":{"code":0,"requestId":1},"b":{"code":0,"requestId":1},"c":{"code":0,"requestId":1}}}"#;
    let report = report(body, &["a", "b", "c"]);
    let per_id = vec![("b".to_owned(), TaskEnd::Cancelled), ("a".to_owned(), TaskEnd::Succeeded)];
    let tasks = follow(&report, &[("1", State::PerId(per_id))]);
    assert_eq!(ends(&report, &tasks), [End::Succeeded, End::Cancelled, End::Undetermined]);
}

#[test]
fn tasks_of_no_asked_id_are_listed_apart_each_once() {
    let report = report(
        r#"{"code":0,"detail":{"x":{"code":0,"requestId":3},"a":{"code":0,"requestId":1},"taskId":"2"}}"#,
        &["a"],
    );
    let mut follow = Follow::new(FollowPolicy::default(), Tick::START);
    let numbers = ["1", "3", "4"];
    follow.add(Tick::START, numbers.map(|number| (String::new(), task(number))));
    while let Step::Do(query) = follow.step(Tick::START) {
        follow.observe(Tick::START, query, numbers.map(|number| (task(number), State::Succeeded)), None);
    }
    let tasks = follow.finish();
    let ends = report.ends(&tasks);
    assert_eq!(ends.iter().collect::<Vec<_>>(), [(&"a".to_owned(), &End::Succeeded)]);
    let strays: Vec<_> = ends.strays().map(|(task, end)| (task.as_str(), end.clone())).collect();
    assert_eq!(strays, [("2", TaskEnd::Undetermined), ("3", TaskEnd::Succeeded), ("4", TaskEnd::Succeeded)]);
}

#[test]
fn nothing_asked_has_no_end() {
    let nothing = Follow::<String>::new(FollowPolicy::default(), Tick::START).finish();
    assert!(ends(&Report::default(), &nothing).is_empty());
}

#[test]
fn an_id_that_the_reply_to_another_request_accepts_may_have_run_whatever_its_own_says() {
    let nothing = Follow::<String>::new(FollowPolicy::default(), Tick::START).finish();
    let of_a = || report(r#"{"code":0,"detail":{"a":{"code":0},"b":{"code":0}}}"#, &["a"]);
    let of_b = [
        BatchReply::<String>::not_sent(asked(&["b"])),
        report(r#"{"code":4000}"#, &["b"]),
        report(r#"{"code":5400,"detail":{"b":{"code":16000}}}"#, &["b"]),
    ];
    for of_b in of_b {
        let both = of_a().join(of_b).expect("of different ids");
        assert_eq!(ends(&both, &nothing), [End::NoTask, End::Undetermined], "{both:?}");
    }
}
