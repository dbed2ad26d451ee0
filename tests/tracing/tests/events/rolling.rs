//! What `Rollout` tells: what both of its machines do, and its own end.

use async_resp_core::{Asked, Query, Rollout, TaskId, TaskState, Work};
use async_resp_tests_tracing::collect;

use crate::{Twice, at, finish, follow_policy, ids, next, reply, saved, submit_policy};

/// From the ids to their ends, with a save on the way.
pub(crate) fn from_ids_to_ends() {
    let mut now = at(0);
    let mut rollout = Rollout::<Twice>::new(Asked::new(ids(3)), submit_policy(), follow_policy(), now);
    let Work::Send(answered) = next(&mut rollout, &mut now) else { panic!("there is nothing to query") };
    let entries = r#""ins-0":{"code":0,"requestId":"70"},"ins-1":{"code":0,"requestId":"71"},"taskId":"79""#;
    rollout.observe(now, answered, &mut reply(&format!(r#"{{"code":0,"detail":{{{entries}}}}}"#)));
    let Work::Query(query) = next(&mut rollout, &mut now) else { panic!("it takes turns") };
    let Work::Send(out) = next(&mut rollout, &mut now) else { panic!("it takes turns") };

    let mut rollout = Rollout::<Twice>::restore(saved(&rollout), now);
    rollout.observe(now, out, &mut reply(r#"{"code":0,"detail":{"ins-2":{"code":16000}}}"#));
    rollout.observe_states(now, query, [], None);
    while rollout.progress().tasks.live > 0 {
        let Work::Query(query) = next(&mut rollout, &mut now) else { panic!("all was sent") };
        let states = succeeded(&query);
        rollout.observe_states(now, query, states, None);
    }
    finish(&mut rollout, now);
    finish(&mut rollout, now);
}

fn succeeded<K>(query: &Query) -> Vec<(TaskId, TaskState<K>)> {
    query.task_ids().map(|task| (task.clone(), TaskState::Succeeded)).collect()
}

/// Stopped in both ways.
pub(crate) fn stopped() {
    let mut rollout = Rollout::<Twice>::new(Asked::new(ids(3)), submit_policy(), follow_policy(), at(0));
    rollout.stop_sending();
    rollout.stop();
    finish(&mut rollout, at(0));
}

#[test]
fn the_way_from_ids_to_ends() {
    assert_eq!(
        collect(from_ids_to_ends).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk answered chunk=0 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=false",
            "DEBUG tasks added tasks=3 keys=3",
            "DEBUG query handed out query=0 tasks=2 due_ms=30000",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=1 due_ms=30000",
            "WARN chunk lost by restoring chunk=1 ids=1",
            "INFO restored chunks=2 tasks=3 live=3 ended=0 given_up=0",
            "DEBUG chunk answered chunk=1 attempt=1 code=0 accepted=0 failed=1 unexpected=0 late=true",
            "DEBUG query answered query=0 tasks=2 named=0 late=true",
            "INFO round planned again=0 given_up=1 wait_ms=0",
            "DEBUG query handed out query=1 tasks=1 due_ms=30000",
            "DEBUG task ended query=1 task=79 end=succeeded polls=1",
            "DEBUG query answered query=1 tasks=1 named=1 late=false",
            "TRACE waiting wait_ms=2000",
            "DEBUG query handed out query=2 tasks=2 due_ms=30000",
            "DEBUG task ended query=2 task=70 end=succeeded polls=2",
            "DEBUG task ended query=2 task=71 end=succeeded polls=2",
            "DEBUG query answered query=2 tasks=2 named=2 late=false",
            "INFO finished accepted=2 failed=1 missing=0 refused=0 not_sent=0 undetermined=0 tasks=3 live=0 ended=3 given_up=0 queries=3",
        ]
    );
}

#[test]
fn both_ways_of_stopping() {
    assert_eq!(
        collect(stopped).lines(),
        [
            "INFO sending stopped out=0",
            "INFO following stopped live=0 out=0",
            "INFO finished accepted=0 failed=0 missing=0 refused=0 not_sent=3 undetermined=0 tasks=0 live=0 ended=0 given_up=0 queries=0",
        ]
    );
}
