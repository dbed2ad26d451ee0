//! [`TaskState`], what an answer says of a task.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;
use core::fmt;

use super::report::TaskEnd;
use crate::code::Code;
use crate::optional::Remark;

/// What an answer says of a task. The map from a product's numbers or words is the author's: 0 is success in one product
/// and running in another. A task that the server does not find is one of these too, as the author decides.
///
/// ```
/// use async_resp_core::{Code, Remark, TaskState};
///
/// /// 0 done, 1 running, 3 failed: in this product.
/// fn state<K>(status: i64, error: Remark) -> TaskState<K> {
///     match status {
///         0 => TaskState::Succeeded,
///         1 => TaskState::Running,
///         3 => TaskState::failed(Code::new(status), error),
///         other => TaskState::unrecognised(other),
///     }
/// }
///
/// assert_eq!(state::<String>(9, Remark::default()), TaskState::Unrecognised("9".into()));
/// assert!(state::<String>(3, "disk not exist".into()).is_end());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskState<K> {
    /// Not begun.
    Waiting,
    /// Begun and not ended.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended without what it was for.
    Failed {
        /// The product's own number.
        code: Code,
        /// The reason that the server gave.
        message: Option<Box<str>>,
    },
    /// Ended since someone wanted it to.
    Cancelled,
    /// Ended, well for some of its resources, and nothing says for which: undetermined.
    Partly,
    /// Ended, with an end for each of these. What it does not name is undetermined.
    PerId(Vec<(K, TaskEnd)>),
    /// A state that the author's map does not know, as it came: kept, shown, and asked for again.
    Unrecognised(Box<str>),
}

impl<K> TaskState<K> {
    /// [Failed](Self::Failed), with the product's number and a message: a text, of which the empty one is none, or the
    /// [`Remark`] that the reply has.
    #[must_use]
    pub fn failed(code: Code, message: impl Into<Remark>) -> Self {
        Self::Failed { code, message: message.into().into_text() }
    }

    /// [Not recognised](Self::Unrecognised): the number or word that the author's map does not know.
    #[must_use]
    pub fn unrecognised(state: impl fmt::Display) -> Self {
        Self::Unrecognised(format!("{state}").into())
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub const fn is_end(&self) -> bool {
        !matches!(self, TaskState::Waiting | TaskState::Running | TaskState::Unrecognised(_))
    }

    pub(crate) const fn is_unrecognised(&self) -> bool {
        matches!(self, TaskState::Unrecognised(_))
    }

    /// What it is, without what the server said of it.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            TaskState::Waiting => "waiting",
            TaskState::Running => "running",
            TaskState::Succeeded => "succeeded",
            TaskState::Failed { .. } => "failed",
            TaskState::Cancelled => "cancelled",
            TaskState::Partly => "partly",
            TaskState::PerId(_) => "per id",
            TaskState::Unrecognised(_) => "unrecognised",
        }
    }

    /// The number of its failure.
    pub(crate) fn code(&self) -> Option<i64> {
        match self {
            TaskState::Failed { code, .. } => Some(code.get()),
            _ => None,
        }
    }

    /// How it ended where the state says it of all ids at once.
    pub(crate) fn end(&self) -> TaskEnd {
        match self {
            TaskState::Succeeded => TaskEnd::Succeeded,
            TaskState::Failed { code, message } => TaskEnd::Failed { code: *code, message: message.clone() },
            TaskState::Cancelled => TaskEnd::Cancelled,
            TaskState::PerId(_)
            | TaskState::Partly
            | TaskState::Waiting
            | TaskState::Running
            | TaskState::Unrecognised(_) => TaskEnd::Undetermined,
        }
    }
}
