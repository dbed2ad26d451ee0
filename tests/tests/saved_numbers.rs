//! Files of machines in which some number is another: each is refused, or makes a machine that comes to its end as any does.

use std::time::Duration;

use async_resp_core::{
    Asked, FollowPolicy, ResourceId, Rollout, SavedRollout, Step, SubmitPolicy, TaskState, Tick, Work, json,
};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(StopReply(limit = 3, idempotent, retry = 16000))]
struct InstanceId(String);

type Stop = Rollout<StopReply>;

/// More steps than any of these machines takes, by far.
const STEPS: usize = 100_000;

fn at(seconds: u64) -> Tick {
    Tick::since_unix(Duration::from_secs(seconds))
}

/// Accepts most ids, under a number each; sometimes one fails or is not mentioned, and some calls are over the quota.
fn reply(asked: &Asked<InstanceId>, call: usize) -> StopReply {
    if call % 5 == 4 {
        return json::from_str(r#"{"code":4400,"message":"slow down"}"#).unwrap();
    }
    let entry = |(index, id)| match (call + index) % 7 {
        0 => format!(r#""{id}":{{"code":16000,"message":"busy"}}"#),
        1 => format!(r#""other-{id}":{{"code":0,"requestId":"other-{id}"}}"#),
        _ => format!(r#""{id}":{{"code":0,"requestId":"task-{id}"}}"#),
    };
    let entries: Vec<String> = asked.iter().enumerate().map(entry).collect();
    json::from_str(&format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(","))).unwrap()
}

/// Runs a machine to its end, with `look` at it after each step.
fn run(mut stop: Stop, mut now: Tick, mut look: impl FnMut(&Stop, Tick)) {
    for call in 0..STEPS {
        match stop.step(now) {
            Step::Do(Work::Send(chunk)) => {
                assert!(!chunk.asked().is_empty());
                look(&stop, now);
                match call % 6 {
                    3 => stop.not_sent(now, chunk, "refused"),
                    5 => stop.lost(now, chunk, "reset"),
                    _ => {
                        let mut reply = reply(chunk.asked(), call);
                        stop.observe(now, chunk, &mut reply);
                    }
                }
            }
            Step::Do(Work::Query(query)) => {
                assert!(query.task_ids().next().is_some());
                let state = || if call % 3 == 0 { TaskState::Running } else { TaskState::Succeeded };
                let states: Vec<_> = query.task_ids().map(|task| (task.clone(), state())).collect();
                stop.observe_states(now, query, states, None);
            }
            Step::WaitUntil(tick) => {
                assert!(tick > now, "to wait until {tick:?} at {now:?}");
                now = tick;
            }
            Step::Finished => return drop(stop.finish().ends()),
        }
        look(&stop, now);
    }
    panic!("no end after {STEPS} steps");
}

/// The places of all numbers in a document.
fn numbers(document: &Value, place: &str, found: &mut Vec<String>) {
    match document {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| numbers(value, &format!("{place}/{name}"), found));
        }
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(index, value)| numbers(value, &format!("{place}/{index}"), found));
        }
        Value::Number(_) => found.push(place.to_owned()),
        _ => {}
    }
}

#[test]
fn no_number_in_a_file_makes_a_machine_panic_stall_or_run_for_ever() {
    let ids = (0..9).map(|number| InstanceId::try_from(format!("ins-{number}")).unwrap());
    let submit = SubmitPolicy { in_flight: 2.try_into().unwrap(), ..SubmitPolicy::default() };
    let stop = Stop::new(ids.collect(), submit, FollowPolicy::default(), at(1000));
    let mut files = Vec::new();
    run(stop, at(1000), |stop, now| files.push((serde_json::to_value(stop).unwrap(), now)));

    let mut restored = 0;
    for (file, now) in files.iter().step_by(files.len() / 3) {
        let mut places = Vec::new();
        numbers(file, "", &mut places);
        for place in places {
            for number in [0, 1, 3, 5_000_000_000_000, u64::MAX - 1, u64::MAX] {
                let mut other = file.clone();
                *other.pointer_mut(&place).unwrap() = number.into();
                let Ok(text) = serde_json::to_string(&other) else { continue };
                for now in [Tick::START, *now, Tick::MAX] {
                    let Ok(saved) = serde_json::from_str::<SavedRollout<StopReply>>(&text) else { continue };
                    run(Rollout::restore(saved, now), now, |_, _| {});
                    restored += 1;
                }
            }
        }
    }
    assert!(restored > 1000, "only {restored} were read");
}

#[test]
fn a_count_that_could_not_be_counted_on_is_refused() {
    let asked = Asked::new([InstanceId::try_from("ins-1").unwrap()]);
    let stop = Stop::new(asked, SubmitPolicy::default(), FollowPolicy::default(), at(0));
    for (part, number) in [("submit", "number"), ("follow", "queries")] {
        let mut save = serde_json::to_value(&stop).unwrap();
        save[part][number] = u64::MAX.into();
        let error = serde_json::from_str::<SavedRollout<StopReply>>(&save.to_string()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{number}` is 18446744073709551615, beyond the ")), "{error}");
    }
}
