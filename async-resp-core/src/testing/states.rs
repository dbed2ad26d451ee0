//! [`states`]: what a query's answer of a [`FakeCloud`](super::FakeCloud) says, read as an SDK reads that of its own product.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::code::Code;
use crate::drive::{QueryAnswer, SendError};
use crate::follow::{TaskEnd, TaskState};
use crate::id::ResourceId;
use crate::json;
use crate::raw::Raw;
use crate::reply::TaskReply;
use crate::task::TaskId;

type Members = Vec<(Box<str>, Raw)>;

/// What the answer to a query says, in the form of [`FakeCloud`](super::FakeCloud) if none of [your
/// own](super::FakeCloud::answer_queries_with) is set: `{"code":0,"data":{"<task>":{"status":"running"}}}`.
///
/// A code that is not 0 is the [refusal](QueryAnswer::refused) of the query. `Id` is what answers name resources by, and `K` the
/// key of the machine that follows.
///
/// # Errors
///
/// It cannot be read.
pub fn states<Id: ResourceId, K: From<Id>>(body: &[u8]) -> Result<QueryAnswer<K>, SendError> {
    let envelope: TaskReply = json::from_slice(body).map_err(SendError::lost)?;
    if let Err(refusal) = envelope.into_result() {
        return Ok(QueryAnswer::refused(&refusal));
    }
    let Raw::Object(mut members) = json::from_slice(body).map_err(SendError::lost)? else {
        return Err(SendError::lost("the answer is no object"));
    };
    let Some(Raw::Object(data)) = take(&mut members, "data") else { return Ok(QueryAnswer::states([])) };
    let states = data.into_iter().filter_map(|(task, state)| match state {
        Raw::Object(members) => Some((TaskId::new(&task)?, state_of::<Id, K>(members))),
        _ => None,
    });
    Ok(QueryAnswer::states(states))
}

fn state_of<Id: ResourceId, K: From<Id>>(mut members: Members) -> TaskState<K> {
    let Some(Raw::Text(status)) = take(&mut members, "status") else {
        return TaskState::Unrecognised("no status".into());
    };
    match &*status {
        "waiting" => TaskState::Waiting,
        "running" => TaskState::Running,
        "succeeded" => TaskState::Succeeded,
        "cancelled" => TaskState::Cancelled,
        "partly" => TaskState::Partly,
        "failed" => {
            let (code, message) = failure(&mut members);
            TaskState::Failed { code, message }
        }
        "ended" => match take(&mut members, "ends") {
            Some(Raw::Object(ends)) => TaskState::PerId(ends.into_iter().filter_map(end_of::<Id, K>).collect()),
            _ => TaskState::Partly,
        },
        _ => TaskState::Unrecognised(status),
    }
}

fn end_of<Id: ResourceId, K: From<Id>>((id, end): (Box<str>, Raw)) -> Option<(K, TaskEnd)> {
    let Raw::Object(mut members) = end else { return None };
    let end = match take(&mut members, "status") {
        Some(Raw::Text(status)) => match &*status {
            "succeeded" => TaskEnd::Succeeded,
            "cancelled" => TaskEnd::Cancelled,
            "failed" => {
                let (code, message) = failure(&mut members);
                TaskEnd::Failed { code, message }
            }
            _ => TaskEnd::Undetermined,
        },
        _ => TaskEnd::Undetermined,
    };
    Some((Id::parse(&id).ok()?.into(), end))
}

fn failure(members: &mut Members) -> (Code, Option<Box<str>>) {
    let code = match take(members, "code") {
        Some(Raw::Integer(code)) => Code::new(code),
        _ => Code::INTERNAL_ERROR,
    };
    let message = match take(members, "message") {
        Some(Raw::Text(message)) => Some(message),
        _ => None,
    };
    (code, message)
}

fn take(members: &mut Members, name: &str) -> Option<Raw> {
    let at = members.iter().position(|(known, _)| **known == *name)?;
    Some(members.swap_remove(at).1)
}
