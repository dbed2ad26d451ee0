//! [`Outcome`]: what became of one asked id.

use core::fmt;

use super::reply::Reply;
use crate::reply::AsyncResponse;
use crate::task::TaskId;

/// What became of one asked id. A [`Report`](crate::Report) hands it out with the entry by reference.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome<E> {
    /// The server took it on. It is not done yet: follow the task.
    Accepted {
        /// What the reply says of it. `None` where it was accepted by the reply as a whole
        /// ([`one_task`](crate::Operation::with_one_task), [`Lists::Failures`](crate::Lists::Failures)).
        entry: Option<E>,
        /// The entry's task number, or else the one beside `detail`.
        task: Option<TaskId>,
    },
    /// Its entry says that it failed.
    Failed(E),
    /// The reply says nothing of it. It may have run.
    Missing,
    /// The request was turned down as a whole ([`Report::refusals`](crate::Report::refusals)).
    Refused,
    /// The request never left.
    NotSent,
    /// The answer never came or could not be read, or its entries disagree. It may have run.
    Undetermined,
}

impl<E> Outcome<E> {
    /// Whether it was accepted.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Outcome::Accepted { .. })
    }

    /// Whether to look before it is sent again: missing, refused, not sent or undetermined.
    #[must_use]
    pub const fn is_unresolved(&self) -> bool {
        matches!(self, Outcome::Missing | Outcome::Refused | Outcome::NotSent | Outcome::Undetermined)
    }

    /// The outcome in one word: `accepted`, `failed`, `missing`, `refused`, `not sent`, `undetermined`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Outcome::Accepted { .. } => "accepted",
            Outcome::Failed(_) => "failed",
            Outcome::Missing => "missing",
            Outcome::Refused => "refused",
            Outcome::NotSent => "not sent",
            Outcome::Undetermined => "undetermined",
        }
    }

    /// The entry that it rests on.
    #[must_use]
    pub const fn entry(&self) -> Option<&E> {
        match self {
            Outcome::Accepted { entry: Some(entry), .. } | Outcome::Failed(entry) => Some(entry),
            _ => None,
        }
    }

    /// The number of its task: of one that failed, what its entry names all the same.
    #[must_use]
    pub fn task_id(&self) -> Option<&TaskId>
    where
        E: AsyncResponse,
    {
        match self {
            Outcome::Accepted { task, .. } => task.as_ref(),
            Outcome::Failed(entry) => entry.task_id(),
            _ => None,
        }
    }
}

impl<E> fmt::Display for Outcome<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How one asked id stands, by the numbers of the entry and the reply that say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Accepted {
        entry: usize,
    },
    /// Accepted by the reply as a whole.
    Granted {
        reply: usize,
    },
    Failed {
        entry: usize,
    },
    Missing,
    Refused {
        reply: usize,
    },
    NotSent,
    Undetermined,
}

impl Standing {
    pub(crate) const fn is_accepted(self) -> bool {
        matches!(self, Standing::Accepted { .. } | Standing::Granted { .. })
    }

    /// What it says, in a report on these replies, by what an entry of a number says.
    pub(super) fn outcome<E>(self, replies: &[Reply], of_entry: impl FnOnce(usize) -> Outcome<E>) -> Outcome<E> {
        match self {
            Standing::Accepted { entry } | Standing::Failed { entry } => of_entry(entry),
            Standing::Granted { reply } => {
                Outcome::Accepted { entry: None, task: replies[reply].envelope.task_id().cloned() }
            }
            Standing::Missing => Outcome::Missing,
            Standing::Refused { .. } => Outcome::Refused,
            Standing::NotSent => Outcome::NotSent,
            Standing::Undetermined => Outcome::Undetermined,
        }
    }

    /// The same in a report that holds this many entries and replies before it.
    pub(crate) fn shifted(self, entries: usize, replies: usize) -> Self {
        match self {
            Standing::Accepted { entry } => Standing::Accepted { entry: entry + entries },
            Standing::Failed { entry } => Standing::Failed { entry: entry + entries },
            Standing::Granted { reply } => Standing::Granted { reply: reply + replies },
            Standing::Refused { reply } => Standing::Refused { reply: reply + replies },
            other => other,
        }
    }
}
