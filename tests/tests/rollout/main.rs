//! Submitting and following as one machine: what passes between the two, one call after the other, and bad use.

mod laws;
mod saving;

use std::time::Duration;

use async_resp_core::{
    Answer, Chunk, End, FollowPolicy, Machine, Query, QueryAnswer, RetryClass, Rollout, RolloutReport, Step,
    SubmitPolicy, TaskEnd, TaskId, TaskKey, TaskState, Tick, Work, json,
};
use async_resp_tests::replies::StartReply;

type Once = Rollout<StartReply<false>>;

fn at(seconds: u64) -> Tick {
    Tick::since_unix(Duration::from_secs(1000 + seconds))
}

fn once(ids: &[&str]) -> Once {
    let asked = ids.iter().map(ToString::to_string).collect();
    Rollout::new(asked, SubmitPolicy::default(), FollowPolicy::default(), at(0))
}

fn reply(document: &str) -> StartReply<false> {
    StartReply::new(json::from_str(document).expect(document))
}

fn task(number: &str) -> TaskId {
    TaskId::new(number).expect("a number")
}

fn chunk(rollout: &mut Once, now: Tick) -> Chunk<String> {
    match rollout.step(now) {
        Step::Do(Work::Send(chunk)) => chunk,
        other => panic!("expected a chunk, found {other:?}"),
    }
}

fn query(rollout: &mut Once, now: Tick) -> Query {
    match rollout.step(now) {
        Step::Do(Work::Query(query)) => query,
        other => panic!("expected a query, found {other:?}"),
    }
}

fn succeeds(rollout: &mut Once, now: Tick, query: Query) {
    let states: Vec<_> = query.task_ids().map(|task| (task.clone(), TaskState::Succeeded)).collect();
    rollout.observe_states(now, query, states, None);
}

/// Lets every task succeed that there is to ask for, until nothing is left.
fn finish(mut rollout: Once, mut now: Tick) -> RolloutReport<String> {
    loop {
        match rollout.step(now) {
            Step::Do(Work::Query(query)) => succeeds(&mut rollout, now, query),
            Step::Do(Work::Send(chunk)) => panic!("nothing is left to send, but {chunk:?}"),
            Step::WaitUntil(tick) => now = tick,
            Step::Finished => return rollout.finish(),
        }
    }
}

fn is_undetermined(report: &RolloutReport<String>, id: &str) -> bool {
    report.ends().iter().any(|(each, end)| each == id && *end == End::Undetermined)
}

const BOTH: &str = r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":0,"requestId":"2"}}}"#;

#[test]
fn sending_and_asking_take_turns() {
    let mut rollout = once(&["a", "b", "c", "d", "e"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let asked = query(&mut rollout, at(0));
    let second = chunk(&mut rollout, at(0));
    succeeds(&mut rollout, at(0), asked);
    rollout.not_sent(at(0), second, "no route");
    assert!(matches!(rollout.step(at(0)), Step::Do(Work::Query(_))), "the other task");
}

#[test]
fn a_wait_is_the_shorter_of_the_two() {
    let mut rollout = once(&["a", "b"]);
    let first = chunk(&mut rollout, at(0));
    let partial = r#"{"code":5400,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":9005}}}"#;
    rollout.observe(at(0), first, &mut reply(partial));
    let asked = query(&mut rollout, at(0));
    rollout.observe_states(at(0), asked, [(task("1"), TaskState::Running)], Some(Duration::from_secs(9)));
    assert_eq!(rollout.step(at(0)).map(drop), Step::WaitUntil(at(1)), "to send again what is busy");
    let again = chunk(&mut rollout, at(1));
    assert_eq!(again.due(), at(31));
    assert_eq!(rollout.step(at(1)).map(drop), Step::WaitUntil(at(9)), "to ask again");
}

#[test]
fn tasks_of_strays_and_of_unexpected_ids_are_followed_and_listed_apart() {
    let mut rollout = once(&["a"]);
    let first = chunk(&mut rollout, at(0));
    let body = r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"},"x":{"code":0,"requestId":"2"},"taskId":"3"}}"#;
    rollout.observe(at(0), first, &mut reply(body));
    assert_eq!(rollout.progress().tasks.live, 3);
    let report = finish(rollout, at(0));
    let keys: Vec<_> = report.tasks.states().map(|(key, task, _)| (key.clone(), task.as_str())).collect();
    let id = |id: &str| TaskKey::Id(id.to_owned());
    assert_eq!(keys, [(id("a"), "1"), (id("x"), "2"), (TaskKey::Stray("taskId".into()), "3")]);
    let ends = report.ends();
    assert_eq!(ends.iter().map(|(_, end)| end.clone()).collect::<Vec<_>>(), [End::Succeeded]);
    let strays: Vec<_> = ends.strays().map(|(task, end)| (task.as_str(), end.clone())).collect();
    assert_eq!(strays, [("2", TaskEnd::Succeeded), ("3", TaskEnd::Succeeded)]);
}

#[test]
fn the_tasks_of_a_late_reply_are_followed_also_when_all_was_over() {
    let mut rollout = once(&["a", "b"]);
    let late = chunk(&mut rollout, at(0));
    assert_eq!(rollout.step(late.due()).map(drop), Step::Finished);
    assert_eq!(rollout.step(late.due()).map(drop), Step::Finished);
    rollout.observe(at(60), late, &mut reply(BOTH));
    let report = finish(rollout, at(60));
    assert!(report.ends().iter().all(|(_, end)| *end == End::Succeeded));
}

#[test]
fn an_answer_that_tells_the_end_of_each_id_is_heard() {
    let mut rollout = once(&["a", "b"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(
        at(0),
        first,
        &mut reply(r#"{"code":0,"detail":{"a":{"code":0,"requestId":"1"},"b":{"code":0,"requestId":"1"}}}"#),
    );
    let asked = query(&mut rollout, at(0));
    let ends = vec![("a".to_owned().into(), TaskEnd::Succeeded), ("b".to_owned().into(), TaskEnd::Cancelled)];
    rollout.observe_states(at(0), asked, [(task("1"), TaskState::PerId(ends))], None);
    let report = rollout.finish();
    assert_eq!(report.ends().iter().map(|(_, end)| end.clone()).collect::<Vec<_>>(), [End::Succeeded, End::Cancelled]);
}

#[test]
fn a_failed_authentication_ends_what_it_is_about_alone() {
    let mut rollout = once(&["a", "b", "c", "d"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let asked = query(&mut rollout, at(0));
    rollout.failed(at(0), asked, RetryClass::Stop);
    let second = chunk(&mut rollout, at(0));
    rollout.observe(at(0), second, &mut reply(r#"{"code":4104}"#));
    assert_eq!(rollout.step(at(0)).map(drop), Step::Finished);
    let report = rollout.finish();
    assert_eq!(report.tasks.pending().count(), 2);
    assert!(is_undetermined(&report, "a") && !is_undetermined(&report, "c"));

    let mut rollout = once(&["a", "b", "c", "d", "e"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let (asked, second) = (query(&mut rollout, at(0)), chunk(&mut rollout, at(0)));
    rollout.observe(at(0), second, &mut reply(r#"{"code":4104}"#));
    succeeds(&mut rollout, at(0), asked);
    let report = finish(rollout, at(0));
    let succeeded = report.ends().iter().filter(|(_, end)| **end == End::Succeeded).count();
    assert_eq!(succeeded, 2, "what runs is followed all the same");
}

#[test]
fn stop_hands_out_nothing_more_and_stop_sending_goes_on_asking() {
    for all in [true, false] {
        let mut rollout = once(&["a", "b", "c"]);
        let first = chunk(&mut rollout, at(0));
        if all {
            rollout.stop();
        } else {
            rollout.stop_sending();
        }
        assert_eq!(rollout.step(at(0)).map(drop), Step::WaitUntil(first.due()), "for what is out");
        rollout.observe(at(0), first, &mut reply(BOTH));
        assert_eq!(matches!(rollout.step(at(0)), Step::Do(Work::Query(_))), !all);
    }
}

#[test]
fn abandon_gives_up_what_is_out_of_both() {
    let mut rollout = once(&["a", "b", "c", "d"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let (asked, lost) = (query(&mut rollout, at(0)), chunk(&mut rollout, at(0)));
    rollout.abandon();
    let progress = rollout.progress();
    assert_eq!((progress.in_flight, progress.outcomes.undetermined, progress.tasks.live), (0, 2, 2));
    assert_eq!(query(&mut rollout, at(0)).task_ids().count(), 1, "the one that was not asked for");
    let Step::WaitUntil(again) = rollout.step(at(0)) else { panic!("the other one is asked again") };
    assert!((at(2)..at(3)).contains(&again), "and not only when it was due: {again:?}");
    succeeds(&mut rollout, at(1), asked);
    rollout.observe(at(1), lost, &mut reply(r#"{"code":0,"detail":{"c":{"code":0,"requestId":"3"}}}"#));
    let report = finish(rollout, at(1));
    assert_eq!(report.ends().iter().filter(|(_, end)| **end == End::Succeeded).count(), 3);
}

#[test]
fn nothing_asked_is_finished_at_once() {
    let mut rollout = once(&[]);
    assert_eq!(rollout.step(at(0)).map(drop), Step::Finished);
    assert_eq!(rollout.finish().ends().iter().count(), 0);
}

#[test]
fn a_clock_that_goes_back_stands_still_for_both() {
    let mut rollout = once(&["a", "b", "c"]);
    let first = chunk(&mut rollout, at(100));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let (asked, second) = (query(&mut rollout, at(50)), chunk(&mut rollout, at(0)));
    assert_eq!((asked.due(), second.due()), (at(130), at(130)));
    let other = query(&mut rollout, at(3));
    assert_eq!(rollout.step(at(0)).map(drop), Step::WaitUntil(other.due()));
    assert_eq!(Machine::now(&rollout), at(100));
}

#[test]
fn tokens_of_another_machine_lose_no_task() {
    let (mut mine, mut other) = (once(&["a", "b"]), once(&["b", "x"]));
    let (own, strange) = (chunk(&mut mine, at(0)), chunk(&mut other, at(0)));
    let body = r#"{"code":0,"detail":{"b":{"code":0,"requestId":"2"},"x":{"code":0,"requestId":"9"}}}"#;
    mine.observe(at(0), strange, &mut reply(body));
    other.lost(at(0), own, "taken for another");
    assert_eq!((mine.progress().in_flight, mine.progress().tasks.live), (1, 2));
    let foreign = query(&mut mine, at(0));
    other.observe_states(at(0), foreign, [(task("2"), TaskState::Succeeded)], None);
    assert_eq!(other.progress().tasks.tasks, 0);
    mine.abandon();
    let report = finish(mine, at(5));
    assert!(report.ends().iter().any(|(id, end)| id == "b" && *end == End::Succeeded) && is_undetermined(&report, "a"));
}

#[test]
fn an_answer_of_the_other_kind_is_none() {
    let mut rollout = once(&["a", "b"]);
    let Step::Do(send) = rollout.step(at(0)) else { panic!("there are ids to send") };
    rollout.answer(at(0), send, Answer::Query(QueryAnswer::states([])));
    assert_eq!(rollout.progress().outcomes.undetermined, 2);
    let mut other = once(&["a", "b"]);
    let first = chunk(&mut other, at(0));
    other.observe(at(0), first, &mut reply(BOTH));
    let Step::Do(ask) = other.step(at(0)) else { panic!("there are tasks to ask for") };
    other.answer(at(0), ask, Answer::Reply(reply(BOTH)));
    assert_eq!((other.progress().tasks.live, other.progress().tasks.queries), (2, 1), "it is asked again");
}

#[test]
fn an_id_that_another_chunk_accepts_is_neither_sent_nor_said_not_to_have_started() {
    let mut rollout = once(&["a", "b", "c"]);
    let first = chunk(&mut rollout, at(0));
    assert!(first.asked().iter().eq(["a", "b"]));
    rollout.observe(at(0), first, &mut reply(r#"{"code":0,"detail":{"a":{"code":0},"b":{"code":0},"c":{"code":0}}}"#));
    let done = finish(rollout, at(0));
    let ends = done.ends();
    assert!(ends.iter().map(|(_, end)| end.name()).eq(["no task", "no task", "undetermined"]), "{ends:?}");
}
