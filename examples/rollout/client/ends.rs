//! How the machines ended, as the rows of a table, as remarks beneath it, and as an exit status.

use std::collections::{BTreeMap, BTreeSet};

use async_resp_core::{End, Ends, Outcome, RolloutReport, TaskEnd, TaskId, TaskReply};
use async_resp_examples::remarks::{self, Remark};
use async_resp_examples::rows::{Row, Tone};
use async_resp_examples::status::Status;
use async_resp_examples::text::{Limits, printable};

use crate::api::InstanceId;

/// A row for each machine, in the order in which they were asked for.
pub(crate) fn rows<'a>(report: &'a RolloutReport<InstanceId>, ends: &'a Ends<'a, InstanceId>) -> Vec<Row<'a>> {
    let tasks: BTreeMap<&InstanceId, &TaskId> = report.report.tasks().collect();
    ends.iter().map(|(id, end)| row(id, end, tasks.get(id).copied())).collect()
}

/// One row for all machines that ended alike, in the order of the first of them.
pub(crate) fn grouped(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    // There are few groups: a code and its message always come together.
    let mut groups: Vec<(Row<'_>, usize)> = Vec::new();
    for row in rows {
        let alike =
            |other: &Row<'_>| (other.outcome, other.code, other.message) == (row.outcome, row.code, row.message);
        match groups.iter_mut().find(|(first, _)| alike(first)) {
            Some((_, others)) => *others += 1,
            None => groups.push((row, 0)),
        }
    }
    groups.into_iter().map(|(row, others)| with_others(row, others)).collect()
}

fn with_others(row: Row<'_>, others: usize) -> Row<'_> {
    match others {
        0 => row,
        _ => Row { resource: format!("{} and {others} more", row.resource), task: None, ..row },
    }
}

fn row<'a>(id: &InstanceId, end: &'a End<&'a TaskReply>, task: Option<&TaskId>) -> Row<'a> {
    let (code, message) = match end {
        End::NotStarted(Outcome::Failed(entry)) => (Some(entry.code()), entry.message()),
        End::NotStarted(outcome) => (None, Some(outcome.name())),
        End::Failed { code, message } => (Some(*code), message.as_deref()),
        End::Undetermined if task.is_none() => (None, Some("an answer about it never came: it may have been stopped")),
        End::Undetermined => (None, Some("it is not known how its task ended")),
        _ => (None, None),
    };
    Row { resource: id.to_string(), outcome: end.name(), tone: tone(end), code, task: task.cloned(), message }
}

fn tone<E>(end: &End<E>) -> Tone {
    match end {
        End::Succeeded => Tone::Good,
        End::Failed { .. } | End::NotStarted(_) | End::Cancelled => Tone::Bad,
        _ => Tone::Doubtful,
    }
}

/// What is to be said beneath the table.
pub(crate) fn remarks(report: &RolloutReport<InstanceId>, ends: &Ends<'_, InstanceId>, limits: Limits) -> Vec<Remark> {
    let tally = ends.tally();
    let tone = if tally.succeeded == tally.asked { Tone::Good } else { Tone::Doubtful };
    let mut remarks = vec![Remark::toned("ends", tally.to_string(), tone).bold()];

    // Why answers were lost, also of requests that were sent again with success.
    let reasons: BTreeSet<&str> = report.report.reasons().collect();
    remarks.extend(reasons.into_iter().map(|reason| Remark::new("lost", printable(reason, limits.sentence))));
    if tally.undetermined > 0 {
        let open = tally.undetermined;
        let text = format!("{open} to look at before they are named again");
        remarks.push(Remark::toned("unresolved", text, Tone::Doubtful));
    }
    remarks.extend(remarks::anomalies(&report.report));
    remarks.extend(ends.strays().map(|(task, end)| stray(task, end, limits)));
    remarks
}

/// A task that was followed and is of no machine that was asked for.
fn stray(task: &TaskId, end: &TaskEnd, limits: Limits) -> Remark {
    let end = match end {
        TaskEnd::Succeeded => "succeeded",
        TaskEnd::Failed { .. } => "failed",
        TaskEnd::Cancelled => "was cancelled",
        _ => "did not end while it was followed",
    };
    let task = printable(task.as_str(), limits.name);
    Remark::toned("task", format!("{task}, of no machine that was asked for, {end}"), Tone::Doubtful)
}

/// The status to end with.
pub(crate) fn status(ends: &Ends<'_, InstanceId>) -> Status {
    let tally = ends.tally();
    if tally.succeeded == tally.asked {
        return Status::AllAccepted;
    }
    let count = |is: fn(&End<&TaskReply>) -> bool| ends.iter().filter(|(_, end)| is(end)).count();
    if count(|end| matches!(end, End::NotStarted(Outcome::Refused))) > 0 {
        return Status::Refused;
    }
    let failed = count(|end| matches!(end, End::Failed { .. } | End::NotStarted(Outcome::Failed(_))));
    if failed == tally.asked { Status::AllFailed } else { Status::NotAllAccepted }
}

#[cfg(test)]
mod tests {
    use async_resp_core::{Asked, BatchReply, BatchResponse as _, Follow, FollowPolicy, TaskKey, Tick, json};

    use super::*;

    /// The status of one machine, or two, by the reply to the request that names them.
    fn status_by(reply: &str, ids: &[&str]) -> Status {
        let asked: Asked<InstanceId> = ids.iter().map(|id| InstanceId::try_from(*id).expect("an id")).collect();
        let reply: BatchReply<InstanceId> = json::from_str(reply).expect("a reply");
        let tasks = Follow::<TaskKey<InstanceId>>::new(FollowPolicy::default(), Tick::START).finish();
        let report = RolloutReport { report: reply.reconcile(asked), tasks };
        status(&report.ends())
    }

    #[test]
    fn each_status_has_its_ends() {
        let failed = r#"{"code":5100,"detail":{"ins-00000001":{"code":8104}}}"#;
        assert_eq!(status_by(r#"{"code":0}"#, &[]), Status::AllAccepted);
        assert_eq!(status_by(failed, &["ins-00000001"]), Status::AllFailed);
        assert_eq!(status_by(failed, &["ins-00000001", "ins-00000002"]), Status::NotAllAccepted);
        assert_eq!(status_by(r#"{"code":4000}"#, &["ins-00000001"]), Status::Refused);
    }
}
