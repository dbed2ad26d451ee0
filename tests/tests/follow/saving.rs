//! A machine that was saved goes on where it was, and nothing else is taken for one.

use std::time::Duration;

use async_resp_core::{
    Code, Follow, FollowPolicy, Query, RetryClass, SavedFollow, Step, TaskEnd, TaskId, TaskState, Tick,
};
use serde_json::{Value, json};

type Saved = SavedFollow<String>;

fn task(number: usize) -> TaskId {
    TaskId::new(&number.to_string()).expect("a number")
}

fn at(seconds: u64) -> Tick {
    Tick::since_unix(Duration::from_secs(seconds))
}

fn follow(tasks: usize, now: Tick) -> Follow<String> {
    let mut follow = Follow::new(FollowPolicy::default(), now);
    follow.add(now, (0..tasks).map(|number| (format!("ins-{number}"), task(number))));
    follow
}

fn query(follow: &mut Follow<String>, now: Tick) -> Query {
    match follow.step(now) {
        Step::Do(query) => query,
        other => panic!("expected a query, found {other:?}"),
    }
}

fn restore(follow: &Follow<String>, now: Tick) -> Follow<String> {
    let text = serde_json::to_string(follow).expect("text");
    Follow::restore(serde_json::from_str::<Saved>(&text).expect("what was written"), now)
}

fn error(saved: Value) -> String {
    serde_json::from_value::<Saved>(saved).expect_err("not a saved machine").to_string()
}

#[test]
fn every_state_comes_back() {
    let ends = ["ins-5".to_owned()].map(|key| (key, TaskEnd::Failed { code: Code::new(7), message: None }));
    let states = [
        TaskState::Waiting,
        TaskState::Running,
        TaskState::Succeeded,
        TaskState::Failed { code: Code::new(-3), message: Some("disk".into()) },
        TaskState::Cancelled,
        TaskState::PerId(ends.into()),
        TaskState::PerId(vec![
            (String::new(), TaskEnd::Succeeded),
            (String::new(), TaskEnd::Cancelled),
            (String::new(), TaskEnd::Undetermined),
        ]),
        TaskState::Partly,
        TaskState::Unrecognised("9".into()),
    ];
    let mut follow = follow(states.len() + 1, at(0));
    for _ in 0..states.len() {
        let query = query(&mut follow, at(0));
        let asked: Vec<_> = query.task_ids().cloned().collect();
        let state =
            |id: TaskId| (id.clone(), states[id.as_str().parse::<usize>().expect("small") % states.len()].clone());
        follow.observe(at(0), query, asked.into_iter().map(state), None);
    }
    let never = query(&mut follow, at(0));
    follow.failed(at(0), never, RetryClass::Never);
    let restored = restore(&follow, at(1));
    assert_eq!(restored.progress(), follow.progress());
    assert_eq!(serde_json::to_value(&restored).expect("text")["tasks"][0]["id"], "0");
    assert_eq!(restored.finish(), follow.finish());
}

#[test]
fn what_was_out_is_asked_again_and_its_answer_counts() {
    let mut before = follow(1, at(0));
    let lost = query(&mut before, at(0));
    let mut after = restore(&before, at(1));
    assert!(matches!(after.step(at(1)), Step::WaitUntil(tick) if tick >= at(2)), "not before its floor");
    let again = query(&mut after, at(3));
    assert_eq!(again.task_ids().next(), Some(&task(0)));
    after.observe(at(3), lost, [(task(0), TaskState::Succeeded)], None);
    assert_eq!(after.progress().ended, 1);
    after.observe(at(3), again, [], None);
    assert_eq!(after.step(at(3)).map(drop), Step::Finished);
}

#[test]
fn the_calls_before_count_after_it_too() {
    let mut before = follow(200, at(1000));
    for _ in 0..100 {
        let query = query(&mut before, at(1000));
        before.failed(at(1000), query, RetryClass::Later { after: None });
    }
    assert_eq!(restore(&before, at(1001)).step(at(1001)).map(drop), Step::WaitUntil(at(1060)));
    assert_eq!(restore(&before, at(10)).step(at(10)).map(drop), Step::WaitUntil(at(70)), "a clock that is behind");
}

#[test]
fn a_clock_that_is_behind_the_save_moves_all_ticks_back() {
    let mut before = follow(1, at(10_000));
    let first = query(&mut before, at(10_000));
    before.failed(at(10_000), first, RetryClass::Later { after: Some(Duration::from_secs(50)) });
    let mut after = restore(&before, at(100));
    let Step::WaitUntil(tick) = after.step(at(100)) else { panic!("it has to wait") };
    assert!((at(150)..at(151)).contains(&tick), "{tick:?}");
    assert_eq!(after.step(at(100 + 3599)).map(drop), Step::Do(()));
    assert!(matches!(after.step(at(100 + 3600)), Step::WaitUntil(_)), "the deadline came, and a query is out");
}

#[test]
fn a_query_of_another_machine_strands_none_of_this_one() {
    let (mut other, mut own) = (follow(2, at(0)), follow(1, at(0)));
    let (foreign, _lost) = (query(&mut other, at(0)), query(&mut own, at(0)));
    own.observe(at(0), foreign, [], None);
    assert_eq!(query(&mut own, at(5)).task_ids().next(), Some(&task(0)));
}

#[test]
fn another_kind_version_or_content_is_an_error() {
    let saved = serde_json::to_value(follow(2, at(0))).expect("text");
    let with = |field: &str, value: Value| {
        let mut saved = saved.clone();
        saved[field] = value;
        error(saved)
    };
    assert_eq!(with("form", json!("submit/1")), "saved as `submit/1`, but this version reads `follow/1`");
    assert_eq!(with("form", json!("follow/2")), "saved as `follow/2`, but this version reads `follow/1`");
    assert_eq!(with("keys", json!([["ins-1", 2]])), "a key is of task 2, but 2 tasks were saved");
    let twice = json!([saved["tasks"][0], saved["tasks"][0]]);
    assert_eq!(with("tasks", twice), "task `0` was saved twice");
    let mut state = saved["tasks"].clone();
    state[0]["state"] = json!("done");
    assert_eq!(with("tasks", state), "this is no state of a task");
    assert!(error(json!([])).contains("missing field"), "{}", error(json!([])));
}
