//! [`Query`]: the token of one status call.

use alloc::boxed::Box;

use crate::machine::Tick;
use crate::task::TaskId;

/// One status call: ask for these tasks, and hand the query back with the answer. Not `Clone`: it is answered once.
#[derive(Debug)]
#[must_use = "ask for these tasks; a query that is dropped is asked again when it is due"]
pub struct Query {
    pub(super) number: u64,
    pub(super) due: Tick,
    pub(super) ids: Box<[TaskId]>,
}

impl Query {
    /// The tasks to ask for, at least one.
    pub fn task_ids(&self) -> impl Iterator<Item = &TaskId> {
        self.ids.iter()
    }

    /// When it is asked again if no answer came.
    #[must_use]
    pub const fn due(&self) -> Tick {
        self.due
    }
}
