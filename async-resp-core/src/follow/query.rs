//! [`Query`]: the token of one status call.

use alloc::boxed::Box;

use crate::machine::Tick;
use crate::task::TaskId;

/// One status call: ask for these tasks, and hand the query back with the answer. Not `Clone`: it is answered once.
#[derive(Debug)]
#[must_use = "ask for these tasks; a query that is dropped is asked again when it is due"]
pub struct Query {
    number: u64,
    due: Tick,
    handed_out: Tick,
    ids: Box<[TaskId]>,
}

impl Query {
    pub(super) fn new(number: u64, due: Tick, handed_out: Tick, ids: Box<[TaskId]>) -> Self {
        Self { number, due, handed_out, ids }
    }

    /// The tasks to ask for, at least one.
    pub fn task_ids(&self) -> impl Iterator<Item = &TaskId> {
        self.ids.iter()
    }

    /// When it is asked again if no answer came.
    #[must_use]
    pub const fn due(&self) -> Tick {
        self.due
    }

    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    pub(super) const fn handed_out(&self) -> Tick {
        self.handed_out
    }

    pub(super) fn names(&self, id: &TaskId) -> bool {
        self.ids.contains(id)
    }
}
