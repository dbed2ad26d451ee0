//! [`RolloutReport`], what is handed back at the end, and [`Progress`], how far it is before.

use super::TaskKey;
use crate::follow::{Counts, TaskReport};
use crate::id::ResourceId;
use crate::reply::{AsyncResponse, TaskReply};
use crate::report::{Ends, Report};
use crate::verdict::Tally;

/// What became of all asked ids, and of their tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "how each resource ended, and the tasks that still run"]
pub struct RolloutReport<Id, E = TaskReply> {
    /// What the replies said of each id.
    pub report: Report<Id, E>,
    /// How each task ended. Those that did not are [pending](TaskReport::pending).
    pub tasks: TaskReport<TaskKey<Id>>,
}

impl<Id: ResourceId, E: AsyncResponse> RolloutReport<Id, E> {
    /// How all asked ids ended, exactly one end for each in asked order: see [`Report::ends`].
    pub fn ends(&self) -> Ends<'_, Id, E> {
        self.report.ends(&self.tasks)
    }
}

/// How far a rollout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Progress {
    /// The outcomes so far. An id that is out counts as it stood before.
    pub outcomes: Tally,
    /// Chunks that are out.
    pub in_flight: usize,
    /// The tasks that are known so far.
    pub tasks: Counts,
}
