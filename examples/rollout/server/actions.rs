//! The two actions: from the parameters of a request to the bytes of its reply, and to what is not so in it.

use std::time::Instant;

use async_resp_core::{BatchReply, Code, Remark, TaskId, TaskReply};
use serde::Serialize;

use super::cloud::{Cloud, NotStopped};
use crate::api::{self, BUSY, DescribeTasksReply, HANGS, InstanceId, LOCKED, Task};
use crate::faults::{Faults, Share};
use crate::truth::TaskEnd;

/// How many machines one request may name.
const LIMIT: usize = 100;

const BAD_PARAMETER: Code = Code::new(4000);
const OVER_QUOTA: Code = Code::new(4400);
const REPLAY: Code = Code::new(4500);

/// What a request asks for, by name and value.
pub(crate) type Parameters = [(String, String)];

/// What comes of a request.
pub(crate) enum Answer {
    Reply(Vec<u8>),
    /// The connection breaks before a reply.
    Lost,
}

/// Does what a request asks for.
pub(crate) fn answer(cloud: &mut Cloud, faults: &Faults, parameters: &Parameters, now: Instant) -> Answer {
    let reply = match (value(parameters, api::NONCE), value(parameters, api::ACTION)) {
        (None, _) => refuse(BAD_PARAMETER, "no nonce"),
        (Some(nonce), _) if !cloud.is_new(nonce, now) => refuse(REPLAY, "this nonce was used before"),
        (_, Some(api::STOP)) => stop_instances(cloud, faults, parameters, now),
        (_, Some(api::DESCRIBE)) => describe_tasks(cloud, faults, parameters, now),
        _ => refuse(BAD_PARAMETER, "no such action"),
    };
    reply.map_or(Answer::Lost, Answer::Reply)
}

/// Stops every machine that is named; `None` if request or reply are lost.
fn stop_instances(cloud: &mut Cloud, faults: &Faults, parameters: &Parameters, now: Instant) -> Option<Vec<u8>> {
    let ids: Result<Vec<InstanceId>, _> = list(parameters, api::INSTANCES).map(str::parse).collect();
    let ids = match ids {
        Ok(ids) => ids,
        Err(error) => return refuse(BAD_PARAMETER, &error.to_string()),
    };
    let Some(first) = ids.first().filter(|_| ids.len() <= LIMIT) else {
        return refuse(BAD_PARAMETER, &format!("{} machines, not 1 to {LIMIT}", ids.len()));
    };
    // What is drawn for a request is drawn by its first machine, so that it does not depend on when it comes. That machine
    // is counted last.
    let time = ids.iter().rev().fold(0, |_, id| cloud.count_request(id));
    let happens = |share, kind| faults.happens(share, kind, first.as_str(), time);
    if happens(faults.throttled, "throttled") {
        return refuse(OVER_QUOTA, "too many requests, try again later");
    }
    let half = faults.lost.map(Share::half);
    if happens(half, "lost before") {
        return None;
    }

    let mut entries = Vec::with_capacity(ids.len());
    for id in &ids {
        let entry = match cloud.stop(id, now) {
            Ok(task) => TaskReply::accepted(task),
            Err(NotStopped::Busy) => TaskReply::failed(BUSY, "the machine is busy, try again later"),
            Err(NotStopped::Locked) => TaskReply::failed(LOCKED, "the machine is locked by its owner"),
        };
        if faults.happens(faults.repeated, "repeated", id.as_str(), time) {
            entries.push((id.clone(), entry.clone()));
        }
        entries.push((id.clone(), entry));
    }
    if happens(half, "lost after") {
        return None;
    }
    let mut reply: BatchReply<InstanceId> = entries.into_iter().collect();
    if happens(faults.wrong_codes, "wrong code") {
        let accepted = reply.iter().any(|(_, entry)| entry.code().is_success());
        reply = reply.with_code(if accepted { Code::ALL_FAILED } else { Code::SUCCESS });
    }
    written(&reply)
}

/// Says of every task that is named how it stands; `None` if request or reply are lost.
fn describe_tasks(cloud: &mut Cloud, faults: &Faults, parameters: &Parameters, now: Instant) -> Option<Vec<u8>> {
    let ids = list(parameters, api::TASKS).filter_map(TaskId::new);
    let known: Vec<_> = ids.filter_map(|id| cloud.ask(&id, now).map(|(time, end)| (id, time, end))).collect();
    let happens =
        |share, kind| known.first().is_some_and(|(id, time, _)| faults.happens(share, kind, id.as_str(), *time));
    if happens(faults.throttled, "throttled") {
        return refuse(OVER_QUOTA, "too many requests, try again later");
    }
    if happens(faults.lost, "lost") {
        return None;
    }
    let data = known.into_iter().map(|(request_id, _, end)| {
        let (status, error_code, error_msg) = match end {
            None => (Task::RUNNING, None, Remark::default()),
            Some(TaskEnd::Succeeded) => (Task::SUCCEEDED, None, Remark::default()),
            Some(TaskEnd::Failed) => (Task::FAILED, Some(HANGS), "the machine did not shut down".into()),
        };
        Task { request_id, status, error_code, error_msg }
    });
    written(&DescribeTasksReply { code: Code::SUCCESS, message: Remark::default(), data: data.collect() })
}

fn refuse(code: Code, message: &str) -> Option<Vec<u8>> {
    written(&TaskReply::failed(code, message))
}

fn written(reply: &impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(reply).ok()
}

fn value<'a>(parameters: &'a Parameters, name: &str) -> Option<&'a str> {
    parameters.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
}

/// The values of `name.0`, `name.1`, …, in the order in which they came.
fn list<'a>(parameters: &'a Parameters, name: &str) -> impl Iterator<Item = &'a str> {
    let is_member = move |each: &str| each.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    parameters.iter().filter(move |(each, _)| is_member(each)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use async_resp_core::json;

    use super::*;

    fn code_of(cloud: &mut Cloud, parameters: &[(&str, &str)]) -> i64 {
        let owned: Vec<_> = parameters.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let Answer::Reply(reply) = answer(cloud, &Faults::default(), &owned, Instant::now()) else { panic!("lost") };
        json::from_slice::<TaskReply>(&reply).expect("it is a reply").code().get()
    }

    #[test]
    fn what_a_cloud_refuses_is_not_done() {
        let mut cloud = Cloud::new(Faults::default(), "1".parse().expect("it is a number"), false);
        let stop = [("Action", "StopInstances"), ("instanceIds.0", "ins-1")];
        assert_eq!(code_of(&mut cloud, &stop), 4000, "no nonce");
        assert_eq!(code_of(&mut cloud, &[stop[0], ("Nonce", "1")]), 4000, "no machine");
        assert_eq!(code_of(&mut cloud, &[stop[0], ("instanceIds.0", "1"), ("Nonce", "2")]), 4000, "no id");
        assert_eq!(code_of(&mut cloud, &[("Action", "Start"), stop[1], ("Nonce", "3")]), 4000, "no action");
        assert!(cloud.truth().machines.values().all(|machine| machine.tasks.is_empty()));

        let [action, machine] = stop;
        assert_eq!(code_of(&mut cloud, &[action, machine, ("Nonce", "4")]), 0);
        assert_eq!(code_of(&mut cloud, &[action, machine, ("Nonce", "4")]), 4500, "a replay");
        let tasks =
            |cloud: &Cloud| cloud.truth().machines.into_values().map(|machine| machine.tasks.len()).sum::<usize>();
        assert_eq!(tasks(&cloud), 1);
        assert_eq!(code_of(&mut cloud, &[action, machine, ("Nonce", "5")]), 0);
        assert_eq!(tasks(&cloud), 2, "who asks twice has it stopped twice");
    }
}
