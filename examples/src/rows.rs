//! [`Row`]: one line of the table of a report, and the rule which lines there are.
//!
//! Every asked id has a row, in asked order, and so has every other entry of the reply: those beyond the first beneath their
//! id, then those of ids that nobody asked for, then those under no valid id.

use std::collections::{BTreeMap, BTreeSet};

use anstyle::{AnsiColor, Style};
use async_resp_core::{Anomaly, AsyncResponse, Code, Outcome, Report, ResourceId, Stray, TaskId, TaskReply};

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
    let repeats = repeats(report);
    let mut rows = Vec::with_capacity(report.asked().len());
    for (id, outcome) in report.iter() {
        rows.push(of_outcome(id, &outcome));
        for &entry in repeats.get(id).into_iter().flatten() {
            rows.push(of_entry(id.to_string(), "repeated", entry));
        }
    }
    rows.extend(report.unexpected().map(|(id, entry)| of_entry(id.to_string(), "unexpected", entry)));
    rows.extend(report.strays().iter().filter_map(|stray| of_stray(stray)));
    lend_tasks(report, &mut rows);
    rows
}

/// The entries of each id beyond the one that is its outcome.
fn repeats<Id: Ord, E: AsyncResponse>(report: &Report<Id, E>) -> BTreeMap<&Id, Vec<&E>> {
    let mut repeats = BTreeMap::<_, Vec<_>>::new();
    for anomaly in report.anomalies() {
        if let Anomaly::Repeated { id, entries, .. } = anomaly {
            repeats.entry(id).or_default().extend(entries);
        }
    }
    repeats
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

fn of_entry<'a, E: AsyncResponse>(resource: String, kind: &'static str, entry: &'a E) -> Row<'a> {
    Row {
        resource,
        outcome: kind,
        tone: Tone::Doubtful,
        code: Some(entry.code()),
        task: entry.task_id().cloned(),
        message: entry.message(),
    }
}

/// A stray that is an entry; any other has a sentence among the anomalies, and its task a remark.
fn of_stray<E: AsyncResponse>(stray: &Stray<E>) -> Option<Row<'_>> {
    Some(of_entry(stray.key().to_owned(), "stray", stray.entry()?))
}

/// Gives accepted entries that were repeated or unexpected, and name no task themselves, the one beside `detail` that the
/// report counts as theirs.
fn lend_tasks<Id: ResourceId, E: AsyncResponse>(report: &Report<Id, E>, rows: &mut [Row<'_>]) {
    let in_need = |row: &Row<'_>| {
        matches!(row.outcome, "repeated" | "unexpected") && row.task.is_none() && row.code.is_some_and(Code::is_success)
    };
    let beside: BTreeSet<&TaskId> = report.replies().filter_map(TaskReply::task_id).collect();
    if beside.is_empty() || !rows.iter().any(in_need) {
        return;
    }
    let lent = report.tasks().filter(|(_, task)| beside.contains(task));
    let lent: BTreeMap<String, &TaskId> = lent.map(|(id, task)| (id.to_string(), task)).collect();
    for row in rows.iter_mut().filter(|row| in_need(row)) {
        row.task = lent.get(&row.resource).copied().cloned();
    }
}
