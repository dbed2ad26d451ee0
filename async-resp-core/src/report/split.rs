//! A report taken apart: strictly by [`Report::into_result`], leniently by [`Report::split`].

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::anomaly::Anomaly;
use super::error::BatchError;
use super::outcome::{Outcome, Standing};
use super::reply::{Reply, reply_of};
use super::{Repeat, Report};
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};
use crate::task::TaskId;

/// A resource that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<Id, E = TaskReply> {
    /// Its id.
    pub id: Id,
    /// What the reply says of it; `None` where the reply as a whole accepted it.
    pub entry: Option<E>,
    /// The task to follow.
    pub task: Option<TaskId>,
    /// What other attempts at it came to, in the order in which they were set aside. Their tasks may run too.
    pub earlier: Vec<Outcome<E>>,
}

/// A report taken apart, each part in asked order or the order received.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Split<Id, E = TaskReply> {
    /// The ids that were accepted.
    pub accepted: Vec<Accepted<Id, E>>,
    /// The ids that failed, with their entries.
    pub failed: Vec<(Id, E)>,
    /// The ids to look at before they are sent again.
    pub unresolved: Vec<(Id, Outcome<E>)>,
    /// The entries of ids that were not asked for.
    pub unexpected: Vec<(Id, E)>,
    /// The anomalies other than unexpected entries.
    pub anomalies: Vec<Anomaly<Id, E>>,
    /// What other attempts at ids that were *not* accepted came to, in the order in which they were set aside.
    pub earlier: Vec<(Id, Outcome<E>)>,
    /// The outer parts of the replies: code, message and the task number beside `detail`.
    pub replies: Vec<TaskReply>,
    /// The replies that turned down their request as a whole.
    pub refusals: Vec<RequestError>,
    /// Why ids are undetermined of which no reply came.
    pub reasons: Vec<Box<str>>,
}

impl<Id: Clone, E: AsyncResponse> Report<Id, E> {
    /// The accepted ids, if that is all there is to say.
    ///
    /// # Errors
    ///
    /// Unless every asked id was accepted, nothing was unexpected or repeated, no reply contradicts itself and no stray is
    /// an entry. The error owns the report, so no started task is lost by `?`. What it does *not* ask is whether each
    /// accepted id has a task: a number that belongs to no id is in [`stray_tasks`](Self::stray_tasks), to be read before.
    /// For less, see [`split`](Self::split).
    pub fn into_result(self) -> Result<Vec<Accepted<Id, E>>, BatchError<Id, E>> {
        if self.is_clean() { Ok(self.split().accepted) } else { Err(BatchError::new(self)) }
    }

    /// Everything in the report, sorted by outcome.
    #[must_use]
    pub fn split(self) -> Split<Id, E> {
        let mut split = Split {
            accepted: Vec::new(),
            failed: Vec::new(),
            unresolved: Vec::new(),
            unexpected: Vec::new(),
            anomalies: self.replies.iter().filter_map(Reply::contradiction).collect(),
            earlier: Vec::new(),
            replies: Vec::new(),
            refusals: self.refusals().cloned().collect(),
            reasons: self.reasons,
        };
        let entries = self.entries.into_iter().map(|entries| entries.into_iter().map(Some).collect()).collect();
        let mut parts = Parts { entries, replies: &self.replies };
        split.unexpected.extend(self.unexpected.iter().filter_map(|&entry| parts.take(entry)));
        for Repeat { position, entries, agree } in self.repeats {
            let outcomes = entries.into_iter().map(|entry| parts.outcome_of(entry)).collect();
            split.anomalies.push(Anomaly::Repeated { id: self.asked.get(position).clone(), outcomes, agree });
        }
        split.anomalies.extend(self.strays.into_iter().map(Anomaly::Stray));

        // By position, and within one oldest first as before: the sort is stable.
        let mut earlier = self.earlier;
        earlier.sort_by_key(|&(position, _)| position);
        let mut earlier = earlier.into_iter().peekable();
        for (position, (id, standing)) in self.asked.into_iter().zip(self.standing).enumerate() {
            let mut before = Vec::new();
            while let Some((_, standing)) = earlier.next_if(|&(at, _)| at == position) {
                before.push(parts.outcome(standing));
            }
            match parts.outcome(standing) {
                Outcome::Accepted { entry, task } => split.accepted.push(Accepted { id, entry, task, earlier: before }),
                other => {
                    split.earlier.extend(before.into_iter().map(|outcome| (id.clone(), outcome)));
                    match other {
                        Outcome::Failed(entry) => split.failed.push((id, entry)),
                        unresolved => split.unresolved.push((id, unresolved)),
                    }
                }
            }
        }
        split.replies = self.replies.into_iter().map(|reply| reply.envelope).collect();
        split
    }
}

/// The entries of a report, each to be taken once.
struct Parts<'a, Id, E> {
    entries: Vec<Vec<Option<(Id, E)>>>,
    replies: &'a [Reply],
}

impl<Id, E: AsyncResponse> Parts<'_, Id, E> {
    fn take(&mut self, number: usize) -> Option<(Id, E)> {
        self.take_with_reply(number).0
    }

    fn take_with_reply(&mut self, number: usize) -> (Option<(Id, E)>, &Reply) {
        let at = reply_of(self.replies, number);
        let reply = &self.replies[at];
        (self.entries[at][number - reply.entries.start].take(), reply)
    }

    fn outcome(&mut self, standing: Standing) -> Outcome<E> {
        standing.outcome(self.replies, |entry| self.outcome_of(entry))
    }

    fn outcome_of(&mut self, number: usize) -> Outcome<E> {
        let (taken, reply) = self.take_with_reply(number);
        // Each entry is in one place of the report: an outcome, earlier, unexpected or repeated.
        taken.map_or(Outcome::Undetermined, |(_, entry)| reply.outcome_of(entry))
    }
}
