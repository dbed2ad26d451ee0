//! [`TaskReport`]: how each task that was followed ended.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::state::TaskState;
use crate::code::Code;
use crate::task::TaskId;

/// How a task ended for one of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskEnd {
    /// Well.
    Succeeded,
    /// Without what it was for.
    Failed {
        /// The product's own number.
        code: Code,
        /// The reason that the server gave.
        message: Option<Box<str>>,
    },
    /// Since someone wanted it to.
    Cancelled,
    /// Nobody knows: it did not end while it was followed, or nothing says how it did for this key.
    Undetermined,
}

/// How far the following is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Counts {
    /// Tasks, each number once: `live` + `ended` + `given_up`.
    pub tasks: usize,
    /// Tasks that are still asked for.
    pub live: usize,
    /// Tasks of which an answer said how they ended.
    pub ended: usize,
    /// Tasks that are asked for no more, since their query will never work.
    pub given_up: usize,
    /// Queries that were handed out.
    pub queries: usize,
}

/// How each task that was followed ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "how each task ended, and which did not"]
pub struct TaskReport<K> {
    keys: Vec<(K, usize)>,
    tasks: Vec<(TaskId, TaskState<K>)>,
}

impl<K> TaskReport<K> {
    pub(super) fn new(keys: Vec<(K, usize)>, tasks: Vec<(TaskId, TaskState<K>)>) -> Self {
        Self { keys, tasks }
    }

    /// Every key with its task and the last state that was seen, in the order in which they were added.
    pub fn states(&self) -> impl Iterator<Item = (&K, &TaskId, &TaskState<K>)> {
        self.keys.iter().map(|(key, place)| {
            let (id, state) = &self.tasks[*place];
            (key, id, state)
        })
    }

    /// Every key with its task and how that ended, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &TaskId, TaskEnd)>
    where
        K: PartialEq,
    {
        self.states().map(|(key, id, state)| (key, id, end_of(key, state)))
    }

    /// The tasks that did not end, each with its key: to follow in another [`Follow`](super::Follow).
    pub fn pending(&self) -> impl Iterator<Item = (K, TaskId)>
    where
        K: Clone,
    {
        self.states().filter(|(_, _, state)| !state.is_end()).map(|(key, id, _)| (key.clone(), id.clone()))
    }
}

fn end_of<K: PartialEq>(key: &K, state: &TaskState<K>) -> TaskEnd {
    match state {
        TaskState::Succeeded => TaskEnd::Succeeded,
        TaskState::Failed { code, message } => TaskEnd::Failed { code: *code, message: message.clone() },
        TaskState::Cancelled => TaskEnd::Cancelled,
        TaskState::PerId(ends) => {
            let mut own = ends.iter().filter(|(each, _)| each == key).map(|(_, end)| end);
            match own.next() {
                Some(first) if own.all(|end| end == first) => first.clone(),
                _ => TaskEnd::Undetermined,
            }
        }
        TaskState::Partly | TaskState::Waiting | TaskState::Running | TaskState::Unrecognised(_) => {
            TaskEnd::Undetermined
        }
    }
}
