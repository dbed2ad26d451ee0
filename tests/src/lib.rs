//! What the integration tests share: the bundled payloads, ids as an SDK author writes them by hand, and short ways to
//! read a reply and to look at what is in it; and the pages that keep what benchmarks measured.

pub mod accepted;
pub mod borrowed;
mod cases;
pub mod client;
pub mod ids;
pub mod mutation;
pub mod page;
pub mod payloads;
pub mod piecemeal;
pub mod random;
pub mod replies;
pub mod simulation;

use std::fmt::Display;

use async_resp_core::{AsyncResponse, BatchReply, Detail, Report, ResourceId, TaskReply, json};

pub use self::cases::cases;

/// Reads a common reply.
///
/// # Panics
///
/// If the text is none, with the text and the error.
#[must_use]
pub fn task_reply(document: &str) -> TaskReply {
    json::from_str(document).unwrap_or_else(|error| panic!("{document}\nis no common reply: {error}"))
}

/// Reads a batch reply.
///
/// # Panics
///
/// If the text is none, with the text and the error.
#[must_use]
pub fn batch_reply<Id: ResourceId>(document: &str) -> BatchReply<Id> {
    json::from_str(document).unwrap_or_else(|error| panic!("{document}\nis no batch reply: {error}"))
}

/// A batch reply with code 0 and this `detail`.
#[must_use]
pub fn with_detail(detail: &str) -> String {
    format!(r#"{{"code":0,"detail":{detail}}}"#)
}

/// The entries of a `detail`: id, code and task number.
#[must_use]
pub fn entries<Id: ResourceId, E: AsyncResponse>(detail: &Detail<Id, E>) -> Vec<(String, i64, Option<&str>)> {
    detail.iter().map(|(id, entry)| (id.to_string(), entry.code().get(), task_of(entry))).collect()
}

/// The task number of a reply or an entry.
#[must_use]
pub fn task_of(reply: &impl AsyncResponse) -> Option<&str> {
    reply.task_id().map(async_resp_core::TaskId::as_str)
}

/// The tasks of a report: id and number.
#[must_use]
pub fn tasks<Id: Display, E: AsyncResponse>(report: &Report<Id, E>) -> Vec<(String, &str)> {
    report.tasks().map(|(id, task)| (id.to_string(), task.as_str())).collect()
}

/// The tasks of a report that belong to no resource: key and number.
#[must_use]
pub fn stray_tasks<Id, E: AsyncResponse>(report: &Report<Id, E>) -> Vec<(&str, &str)> {
    report.stray_tasks().map(|(key, task)| (key, task.as_str())).collect()
}

/// Every asked id of a report with its outcome in one word.
#[must_use]
pub fn outcomes<Id: Display, E: AsyncResponse>(report: &Report<Id, E>) -> Vec<(String, &'static str)> {
    report.iter().map(|(id, outcome)| (id.to_string(), outcome.name())).collect()
}
