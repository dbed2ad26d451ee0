//! What follows from each thing that can be known of an id that was not accepted: the rows of one table.

use core::time::Duration;

use super::{GiveUp, RetryClass};

/// What is known of an id that was not accepted, over all attempts at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// No request that named it left.
    NotSent,
    /// Its entry says that it failed, and no attempt may have run.
    Failed(RetryClass),
    /// It was missing, or no answer could be read.
    InDoubt,
    /// A task was named for it, which may be its own.
    HasTask,
    /// It was accepted by an entry that is not its outcome.
    Begun,
    /// Refused by a server that takes no requests at the time.
    Throttled(RetryClass),
    /// Refused by a code after which nothing ran.
    Refused(RetryClass),
    /// Refused by a code after which the work may have begun.
    RefusedInDoubt(RetryClass),
}

/// What an entry says of work that was begun. The later one says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Begun {
    Accepted,
    WithTask,
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Whether to send it again, attempts permitting.
    pub(crate) again: bool,
    pub(crate) wait: Wait,
    /// Why it is given up, where it is not sent again.
    pub(crate) left_over: GiveUp,
}

/// How long to wait before it is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    Pace,
    /// As long as the server asks.
    Hint(Duration),
    /// Until requests are taken again: everything waits, not this id alone.
    Gate,
}

impl Known {
    /// Whether the attempt counts. One that never left or was turned away at the door does not: under throttling the
    /// attempts of most ids would be used up with nothing tried.
    pub(crate) const fn uses_attempt(self) -> bool {
        !matches!(self, Known::NotSent | Known::Throttled(_))
    }

    pub(crate) const fn rule(self, idempotent: bool) -> Rule {
        match self {
            Known::NotSent => Rule { again: true, wait: Wait::Pace, left_over: GiveUp::NotSent },
            Known::InDoubt => Rule { again: idempotent, wait: Wait::Pace, left_over: GiveUp::MayHaveRun },
            Known::Begun => Rule { again: false, wait: Wait::Pace, left_over: GiveUp::MayHaveRun },
            Known::HasTask => Rule { again: false, wait: Wait::Pace, left_over: GiveUp::HasTask },
            Known::Failed(class) | Known::Refused(class) => by_class(class, true, GiveUp::AttemptsUsedUp),
            Known::RefusedInDoubt(class) => {
                Rule { left_over: GiveUp::MayHaveRun, ..by_class(class, idempotent, GiveUp::MayHaveRun) }
            }
            Known::Throttled(class) => Rule { wait: Wait::Gate, ..by_class(class, true, GiveUp::Refused) },
        }
    }
}

const fn by_class(class: RetryClass, again: bool, left_over: GiveUp) -> Rule {
    match class {
        RetryClass::Later { after: Some(after) } => Rule { again, wait: Wait::Hint(after), left_over },
        RetryClass::Later { after: None } => Rule { again, wait: Wait::Pace, left_over },
        RetryClass::Never | RetryClass::Stop => Rule { again: false, wait: Wait::Pace, left_over: GiveUp::Permanent },
    }
}
