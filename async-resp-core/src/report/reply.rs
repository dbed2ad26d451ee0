//! What a report keeps of each reply: all that was said outside `detail`, and what its entries mean by it.

use core::ops::Range;

use super::anomaly::Anomaly;
use super::outcome::Outcome;
use crate::operation::Operation;
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};
use crate::task::TaskId;

/// One reply within a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) operation: Operation,
    /// All it said outside `detail`.
    pub(super) envelope: TaskReply,
    /// The numbers of its entries, among those of all replies.
    pub(super) entries: Range<usize>,
    pub(super) refusal: Option<RequestError>,
    pub(super) contradiction: Option<Contradiction>,
    /// Whether its own task number is that of some resource.
    pub(super) task_is_used: bool,
}

/// The counts that contradict the outer code of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contradiction {
    pub(super) accepted: usize,
    pub(super) failed: usize,
}

impl Reply {
    /// What one of its entries says.
    pub(super) fn outcome_of<E: AsyncResponse>(&self, entry: E) -> Outcome<E> {
        if self.operation.accepts(entry.code()) {
            let task = self.task_of(&entry).cloned();
            Outcome::Accepted { entry: Some(entry), task }
        } else {
            Outcome::Failed(entry)
        }
    }

    /// The task of one of its entries: the entry's own number, or the number beside `detail`. That is lent to entries with
    /// code 0 alone: for one that failed with a code to accept the server started nothing.
    pub(super) fn task_of<'a, E: AsyncResponse>(&'a self, entry: &'a E) -> Option<&'a TaskId> {
        let beside = || entry.code().is_success().then(|| self.envelope.task_id()).flatten();
        entry.task_id().or_else(beside)
    }

    pub(super) fn contradiction<Id, E>(&self) -> Option<Anomaly<Id, E>> {
        let Contradiction { accepted, failed } = self.contradiction?;
        let code = self.envelope.code();
        Some(Anomaly::Contradiction { code, declared: self.operation.declares(code), accepted, failed })
    }
}

/// The number of the reply that brought an entry.
pub(super) fn reply_of(replies: &[Reply], entry: usize) -> usize {
    match replies.split_last() {
        // Entries are looked at most often when their reply has just come.
        Some((last, before)) if last.entries.start <= entry => before.len(),
        _ => replies.partition_point(|reply| reply.entries.end <= entry),
    }
}
