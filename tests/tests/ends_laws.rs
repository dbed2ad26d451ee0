//! The laws of `Report::ends`, on generated replies to several attempts and generated states of their tasks: numbers that
//! several ids share, ids with several tasks, tasks that nobody followed, and strays of every kind.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use async_resp_core::{
    Asked, BatchReply, BatchResponse, Budget, Code, End, Follow, FollowPolicy, Outcome, Report, Step, TaskEnd, TaskId,
    TaskReply, TaskReport, TaskState, Tick, json,
};
use async_resp_tests::cases;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

type State = TaskState<String>;

/// What an entry says.
#[derive(Debug, Clone, Copy)]
enum Says {
    Accepted(Option<u8>),
    Failed(Option<u8>),
}

/// One attempt: the outer code, the ids that it asks for, the entries of its reply, and the strays in it.
#[derive(Debug, Clone)]
struct Attempt {
    code: i64,
    asked: Vec<String>,
    entries: Vec<(String, Says)>,
    /// Numbers of ids that nothing asks for.
    unexpected: Vec<u8>,
    /// A number under a key of its own.
    stray: Option<u8>,
}

fn id() -> impl Strategy<Value = String> {
    (0..6_u8).prop_map(|number| format!("ins-{number}"))
}

fn number() -> impl Strategy<Value = u8> {
    1..12_u8
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![
        6 => number().prop_map(|task| Says::Accepted(Some(task))),
        1 => Just(Says::Accepted(None)),
        2 => Just(Says::Failed(None)),
        1 => number().prop_map(|task| Says::Failed(Some(task))),
    ]
}

/// Attempts whose refusals all leave open whether anything ran, or none: a report does not say which id was refused by which.
fn attempts() -> impl Strategy<Value = (bool, Vec<Attempt>)> {
    any::<bool>().prop_flat_map(|may_have_run| {
        let code = select(if may_have_run { vec![0, 5400, 6000] } else { vec![0, 5400, 4000] });
        let strays = (vec(number(), 0..3), proptest::option::of(number()));
        let attempt = (code, vec(id(), 0..6), vec((id(), says()), 0..6), strays).prop_map(
            |(code, asked, entries, (unexpected, stray))| Attempt { code, asked, entries, unexpected, stray },
        );
        vec(attempt, 1..4).prop_map(move |attempts| (may_have_run, attempts))
    })
}

fn end() -> impl Strategy<Value = TaskEnd> {
    let failed = |code| TaskEnd::Failed { code: Code::new(code), message: None };
    select(vec![TaskEnd::Succeeded, failed(7), failed(8), TaskEnd::Cancelled, TaskEnd::Undetermined])
}

fn state() -> impl Strategy<Value = State> {
    let failed = |code| State::Failed { code: Code::new(code), message: None };
    prop_oneof![
        3 => Just(State::Succeeded),
        2 => select(vec![failed(7), failed(8)]),
        1 => select(vec![State::Cancelled, State::Partly, State::Running, State::Unrecognised("9".into())]),
        3 => vec((id(), end()), 0..8).prop_map(State::PerId),
    ]
}

fn task(number: u8) -> TaskId {
    TaskId::new(&number.to_string()).expect("a number")
}

/// The report on all attempts, with the strays or without.
fn report(attempts: &[Attempt], with_strays: bool) -> Report<String> {
    let member = |id: &str, says: Says| {
        let (code, task) = match says {
            Says::Accepted(task) => (0, task),
            Says::Failed(task) => (16000, task),
        };
        let task = task.map_or("null".to_owned(), |task| task.to_string());
        format!(r#""{id}":{{"code":{code},"requestId":{task}}}"#)
    };
    attempts.iter().fold(Report::default(), |report, attempt| {
        let mut members: Vec<String> = attempt.entries.iter().map(|(id, says)| member(id, *says)).collect();
        if with_strays {
            // A reply without entries refuses; one with an entry of any id does not.
            let unexpected = attempt.unexpected.iter().filter(|_| !attempt.entries.is_empty());
            members.extend(unexpected.map(|task| member(&format!("other-{task}"), Says::Accepted(Some(*task)))));
            members.extend(attempt.stray.map(|task| format!(r#""taskId":"{task}""#)));
        }
        let body = format!(r#"{{"code":{},"detail":{{{}}}}}"#, attempt.code, members.join(","));
        let reply: BatchReply<String> = json::from_str(&body).expect(&body);
        report.supersede(reply.reconcile(Asked::new(attempt.asked.clone())))
    })
}

/// Follows these tasks until each was asked for once.
fn follow(tasks: impl IntoIterator<Item = (String, TaskId)>, states: &BTreeMap<u8, State>) -> TaskReport<String> {
    let policy = FollowPolicy { group: NonZeroUsize::MAX, budget: Budget::UNLIMITED, ..FollowPolicy::default() };
    let mut follow = Follow::new(policy, Tick::START);
    follow.add(Tick::START, tasks);
    if let Step::Do(query) = follow.step(Tick::START) {
        let states: Vec<_> = states.iter().map(|(number, state)| (task(*number), state.clone())).collect();
        follow.observe(Tick::START, query, states, None);
    }
    follow.finish()
}

fn same_kind(one: &TaskEnd, other: &TaskEnd) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// How one task ended for an id.
fn end_of(id: &str, state: Option<&State>) -> TaskEnd {
    match state {
        Some(State::Succeeded) => TaskEnd::Succeeded,
        Some(State::Failed { code, message }) => TaskEnd::Failed { code: *code, message: message.clone() },
        Some(State::Cancelled) => TaskEnd::Cancelled,
        Some(State::PerId(ends)) => {
            let own: Vec<&TaskEnd> = ends.iter().filter(|(key, _)| key == id).map(|(_, end)| end).collect();
            let agree = own.windows(2).all(|two| two[0] == two[1]);
            own.first().filter(|_| agree).map_or(TaskEnd::Undetermined, |end| (*end).clone())
        }
        _ => TaskEnd::Undetermined,
    }
}

/// The end of an id by the ends of all its tasks and its outcome, and by whether any entry accepts it.
fn expected<'a>(
    outcome: Outcome<&'a TaskReply>,
    of_tasks: &[TaskEnd],
    may_have_run: bool,
    begun: bool,
) -> End<&'a TaskReply> {
    let in_doubt = match outcome {
        Outcome::Missing | Outcome::Undetermined => true,
        Outcome::Refused => may_have_run,
        _ => false,
    };
    match of_tasks {
        _ if in_doubt => End::Undetermined,
        [] if outcome.is_accepted() => End::NoTask,
        [] if begun => End::Undetermined,
        [] => End::NotStarted(outcome),
        [first, others @ ..] if others.iter().all(|other| same_kind(first, other)) => match first.clone() {
            TaskEnd::Succeeded => End::Succeeded,
            TaskEnd::Failed { code, message } => End::Failed { code, message },
            TaskEnd::Cancelled => End::Cancelled,
            _ => End::Undetermined,
        },
        _ => End::Undetermined,
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn every_asked_id_has_one_end_which_is_that_of_its_tasks_where_they_agree(
        (may_have_run, attempts) in attempts(),
        states in btree_map(number(), state(), 0..12),
        unfollowed in vec(number(), 0..3),
    ) {
        let report = report(&attempts, true);
        let is_followed = |task: &TaskId| unfollowed.iter().all(|number| task.as_str() != number.to_string());
        let named: Vec<_> = report.tasks().filter(|(_, task)| is_followed(task)).collect();
        let tasks = follow(named.into_iter().map(|(id, task)| (id.clone(), task.clone())), &states);
        let state = |task: &TaskId| states.get(&task.as_str().parse().expect("small")).filter(|_| is_followed(task));

        let ends = report.ends(&tasks);
        prop_assert!(ends.iter().map(|(id, _)| id).eq(report.asked()), "one each, in asked order");
        for ((id, end), (_, outcome)) in ends.iter().zip(report.iter()) {
            let own = report.tasks().filter(|(named, _)| *named == id);
            let of_tasks: Vec<TaskEnd> = own.map(|(_, task)| end_of(id, state(task))).collect();
            let mut entries = attempts.iter().flat_map(|attempt| &attempt.entries);
            let begun = entries.any(|(named, says)| named == id && matches!(says, Says::Accepted(_)));
            prop_assert_eq!(end, &expected(outcome, &of_tasks, may_have_run, begun), "{}: {:?}", id, of_tasks);
        }
    }

    #[test]
    fn strays_are_listed_apart_and_change_no_end(
        (_, attempts) in attempts(),
        states in btree_map(number(), state(), 0..12),
        more in vec((id(), 20..30_u8), 0..4),
    ) {
        let (plain, strays) = (report(&attempts, false), report(&attempts, true));
        let named = |report: &Report<String>| -> Vec<(String, TaskId)> {
            report.tasks().map(|(id, task)| (id.clone(), task.clone())).collect()
        };
        // What the strays name, and tasks that no reply names, though their key is an asked id.
        let of_strays = strays.stray_tasks().map(|(_, task)| ("stray".to_owned(), task.clone()));
        let more = more.into_iter().map(|(id, number)| (id, task(number)));
        let all: Vec<_> = named(&strays).into_iter().chain(of_strays).chain(more).collect();
        let (tasks, more_tasks) = (follow(named(&plain), &states), follow(all.clone(), &states));

        let (ends, with_strays) = (plain.ends(&tasks), strays.ends(&more_tasks));
        prop_assert!(ends.iter().eq(with_strays.iter()), "{:?} {:?}", ends, with_strays);

        let of_asked: BTreeSet<&TaskId> =
            strays.tasks().filter(|(id, _)| strays.get(id).is_some()).map(|(_, task)| task).collect();
        let apart: BTreeSet<&TaskId> = all.iter().map(|(_, task)| task).filter(|task| !of_asked.contains(*task)).collect();
        prop_assert!(with_strays.strays().map(|(task, _)| task).eq(apart), "every other task once, in order");
    }
}
