//! What to send again: [`RetryPlan`], made by [`Report::plan_retry`](crate::Report::plan_retry), and [`Classify`], what a
//! failure means for the next attempt.
//!
//! Here are the words and the reading of codes; `rule` has what follows from each thing that can be known of an id. How a
//! report knows it is in `report`; when something is sent is for the machines and for the caller.

mod rule;

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

pub(crate) use self::rule::{Begun, Known, Rule, Wait};
use crate::code::Code;
use crate::operation::Operation;
use crate::refusal::RequestError;
use crate::reply::AsyncResponse;
use crate::report::Asked;

/// What a failure means for the next attempt. [`CommonCodes`] is the reading of the documented codes.
///
/// Two questions, because entries and replies as a whole speak two vocabularies, with 0 alone in common. The wait that a
/// server asks for (`after`) is where its product puts it: in a message, or in a field of the author's entry.
pub trait Classify<E> {
    /// What the entry of an id that failed means. [`Later`](RetryClass::Later) is the author's word that nothing ran.
    fn entry(&self, entry: &E) -> RetryClass;

    /// What the refusal of a whole request means. Where the work may have begun
    /// ([`RequestError::may_have_run`]), `Later` sends again only what is idempotent.
    fn request(&self, error: &RequestError) -> RetryClass;
}

impl<E, C: Classify<E> + ?Sized> Classify<E> for &C {
    fn entry(&self, entry: &E) -> RetryClass {
        (**self).entry(entry)
    }

    fn request(&self, error: &RequestError) -> RetryClass {
        (**self).request(error)
    }
}

/// The reading of failures by the common codes and the habits of an operation.
///
/// | what | code | class |
/// | --- | --- | --- |
/// | entry | one of [`Operation::retry`] | later |
/// | entry | any other | never |
/// | refusal | the operation's code for "all failed", 5100 | later |
/// | refusal | 4200, 4400, 4500, 6000, 6200 | later |
/// | refusal | 4000, 4100 to 4199, 4300, 4600, 6100 | stop |
/// | refusal | any other, known or not | never |
///
/// ```
/// use async_resp_core::{Classify, Code, CommonCodes, Operation, RetryClass, TaskReply};
///
/// const STOP: Operation = Operation::new("StopInstances").with_retry(&[Code::new(9005)]);
/// let codes = CommonCodes::of(STOP);
/// assert_eq!(codes.entry(&TaskReply::failed(Code::new(9005), "busy")), RetryClass::Later { after: None });
/// assert_eq!(codes.entry(&TaskReply::failed(Code::new(16000), "gone")), RetryClass::Never);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommonCodes {
    operation: Operation,
}

impl CommonCodes {
    /// The reading for this operation.
    #[must_use]
    pub const fn of(operation: Operation) -> Self {
        Self { operation }
    }
}

impl<E: AsyncResponse> Classify<E> for CommonCodes {
    fn entry(&self, entry: &E) -> RetryClass {
        if self.operation.retry().contains(&entry.code()) {
            RetryClass::Later { after: None }
        } else {
            RetryClass::Never
        }
    }

    fn request(&self, error: &RequestError) -> RetryClass {
        match error.code() {
            code if code == self.operation.all_failed() || code == Code::ALL_FAILED => {
                RetryClass::Later { after: None }
            }
            code => match code.get() {
                4200 | 4400 | 4500 | 6000 | 6200 => RetryClass::Later { after: None },
                4000 | 4100..=4199 | 4300 | 4600 | 6100 => RetryClass::Stop,
                _ => RetryClass::Never,
            },
        }
    }
}

/// What a failure means for the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryClass {
    /// It may work later, and not before this long.
    Later {
        /// What the server asks to wait.
        after: Option<Duration>,
    },
    /// It will never work for what this request names.
    Never,
    /// Nothing will work, such as after a failed authentication.
    Stop,
}

/// What to send again of a report, and what not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a plan sends nothing by itself"]
pub struct RetryPlan<Id> {
    /// The ids to send again, in asked order. Build and sign the request anew: a resent byte stream is refused as a replay.
    pub resend: Asked<Id>,
    /// The ids that were not accepted and are not sent again, in asked order, each with the reason.
    pub give_up: Vec<(Id, GiveUp)>,
    /// The longest wait that the server asked for; `None` leaves it to the pace of the caller.
    pub not_before: Option<Duration>,
}

/// Why an id that was not accepted is not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GiveUp {
    /// Its requests never left.
    NotSent,
    /// It may work later, but it was tried as often as it may be.
    AttemptsUsedUp,
    /// It may work later, but nothing is sent any more, since a failure of the whole says that nothing will work.
    Stopped,
    /// It will not work.
    Permanent,
    /// An attempt at it may have run: look before it is sent again.
    MayHaveRun,
    /// A task is known that may be its own: follow it.
    HasTask,
    /// The server took no requests at the time: nothing ran.
    Refused,
}

impl GiveUp {
    /// The reason in words: `not sent`, `attempts used up`, `stopped`, `permanent`, `may have run`, `has a task`, `refused`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            GiveUp::NotSent => "not sent",
            GiveUp::AttemptsUsedUp => "attempts used up",
            GiveUp::Stopped => "stopped",
            GiveUp::Permanent => "permanent",
            GiveUp::MayHaveRun => "may have run",
            GiveUp::HasTask => "has a task",
            GiveUp::Refused => "refused",
        }
    }
}

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
