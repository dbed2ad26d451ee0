//! [`Query`]: the token of one status call.

use alloc::vec::Vec;

use crate::machine::Tick;
use crate::task::TaskId;

/// One status call: ask for these tasks, and hand the query back with the answer. Not `Clone`: it is answered once.
#[derive(Debug)]
#[must_use = "ask for these tasks; a query that is dropped is asked again when it is due"]
pub struct Query {
    pub(super) number: u64,
    pub(super) due: Tick,
    pub(super) asked: Vec<AskedFor>,
}

/// One task of a query.
#[derive(Debug)]
pub(super) struct AskedFor {
    pub(super) id: TaskId,
    /// Its place in the machine that asks. In another it may be that of another task, so it says only where to look first.
    pub(super) place: usize,
}

impl Query {
    /// The tasks to ask for, at least one.
    pub fn task_ids(&self) -> impl Iterator<Item = &TaskId> {
        self.asked.iter().map(|asked| &asked.id)
    }

    /// When it is asked again if no answer came.
    #[must_use]
    pub const fn due(&self) -> Tick {
        self.due
    }
}
