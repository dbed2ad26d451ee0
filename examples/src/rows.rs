//! [`Row`]: one line of the table of a report, and the rule which lines there are.
//!
//! Every asked id has a row, in asked order, and so has every other entry of the reply: those beyond the first beneath their
//! id, then those of ids that nobody asked for, then those under no valid id.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use async_resp_core::{Anomaly, AsyncResponse, Code, Outcome, Report, ResourceId, Stray, TaskId};

/// What is to be shown of one resource. Its texts are as the server sent them.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The id; of a stray the key.
    pub resource: String,
    /// The outcome in one word, or what other kind of entry this is: `repeated`, `unexpected`, `stray`.
    pub outcome: &'static str,
    /// How that word is to be taken.
    pub tone: Tone,
    /// The code of the entry.
    pub code: Option<Code>,
    /// The task to follow.
    pub task: Option<TaskId>,
    /// The message of the entry.
    pub message: Option<&'a str>,
}

/// How an outcome is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Accepted.
    Good,
    /// Turned down.
    Bad,
    /// To be looked at.
    Doubtful,
}

impl Tone {
    /// How it looks.
    #[must_use]
    pub const fn style(self) -> Style {
        let color = match self {
            Tone::Good => AnsiColor::Green,
            Tone::Bad => AnsiColor::Red,
            Tone::Doubtful => AnsiColor::Yellow,
        };
        color.on_default()
    }
}

/// The rows of a report.
#[must_use]
pub fn of<Id: ResourceId, E: AsyncResponse>(report: &Report<Id, E>) -> Vec<Row<'_>> {
    let (mut repeated, mut unexpected) = (BTreeMap::<&Id, Vec<_>>::new(), Vec::new());
    for anomaly in report.anomalies() {
        match anomaly {
            Anomaly::Repeated { id, outcomes, .. } => repeated.entry(id).or_default().extend(outcomes),
            Anomaly::Unexpected { id, outcome } => unexpected.push(beside(id, "unexpected", &outcome)),
            _ => {}
        }
    }
    let mut rows = Vec::with_capacity(report.asked().len());
    for (id, outcome) in report.iter() {
        rows.push(of_outcome(id, &outcome));
        rows.extend(repeated.get(id).into_iter().flatten().map(|outcome| beside(id, "repeated", outcome)));
    }
    rows.extend(unexpected);
    rows.extend(report.strays().iter().filter_map(of_stray));
    rows
}

/// An entry beside those that are outcomes.
fn beside<'a, E: AsyncResponse>(id: &impl ResourceId, kind: &'static str, outcome: &Outcome<&'a E>) -> Row<'a> {
    Row { outcome: kind, tone: Tone::Doubtful, ..of_outcome(id, outcome) }
}

fn of_outcome<'a, E: AsyncResponse>(id: &impl ResourceId, outcome: &Outcome<&'a E>) -> Row<'a> {
    let entry = outcome.entry().copied();
    let tone = match outcome {
        Outcome::Accepted { .. } => Tone::Good,
        Outcome::Failed(_) | Outcome::Refused => Tone::Bad,
        _ => Tone::Doubtful,
    };
    Row {
        resource: id.to_string(),
        outcome: outcome.name(),
        tone,
        code: entry.map(AsyncResponse::code),
        task: outcome.task_id().cloned(),
        message: entry.and_then(AsyncResponse::message),
    }
}

/// A stray that is an entry; any other has a sentence among the anomalies, and its task a remark.
fn of_stray<E: AsyncResponse>(stray: &Stray<E>) -> Option<Row<'_>> {
    let entry = stray.entry()?;
    Some(Row {
        resource: stray.key().to_owned(),
        outcome: "stray",
        tone: Tone::Doubtful,
        code: Some(entry.code()),
        task: entry.task_id().cloned(),
        message: entry.message(),
    })
}
