//! The last of the time for which tasks are followed.

use std::time::Duration;

use async_resp_core::{Follow, FollowPolicy, Step, TaskId, TaskState, Tick};

#[test]
fn a_task_is_asked_for_ahead_of_its_pace_only_as_long_before_the_deadline_as_an_answer_may_take() {
    let policy = FollowPolicy { within: Duration::from_secs(290), ..FollowPolicy::default() };
    let deadline = Tick::START + policy.within;
    let mut follow = Follow::new(policy, Tick::START);
    follow.add(Tick::START, [((), TaskId::from(7))]);
    let (mut now, mut asked_at) = (Tick::START, Vec::new());
    loop {
        match follow.step(now) {
            Step::Do(query) => {
                asked_at.push(now);
                let states: Vec<_> = query.task_ids().map(|task| (task.clone(), TaskState::Running)).collect();
                follow.observe(now, query, states, None);
            }
            Step::WaitUntil(tick) => now = tick,
            Step::Finished => break,
        }
    }
    let last = deadline - policy.answer_within;
    let (paced, rest): (Vec<Tick>, Vec<Tick>) = asked_at.iter().partition(|tick| **tick < last);
    for (before, waits) in (0_u32..).zip(paced.windows(2)) {
        assert!(waits[1].since(waits[0]) >= policy.pace.delay(before), "{paced:?}");
    }
    assert!(
        rest.first().is_some_and(|first| first.since(last) < policy.pace.first),
        "one in time for an answer: {rest:?}"
    );
    assert!(rest.windows(2).all(|waits| waits[1].since(waits[0]) >= policy.pace.first), "{rest:?}");
    assert!(rest.iter().all(|tick| *tick < deadline));
}

#[test]
fn nothing_is_waited_for_beyond_a_deadline_that_is_yet_to_come() {
    let within = Duration::from_secs(10);
    let mut follow = Follow::new(FollowPolicy { within, ..FollowPolicy::default() }, Tick::START);
    follow.add(Tick::START, [((), TaskId::from(7))]);
    let Step::Do(query) = follow.step(Tick::START) else { panic!("a task is due at once") };
    follow.stop();
    for (now, until) in [(Tick::START, Tick::START + within), (Tick::START + within, query.due())] {
        let Step::WaitUntil(tick) = follow.step(now) else { panic!("the query is out") };
        assert_eq!(tick, until);
    }
}
