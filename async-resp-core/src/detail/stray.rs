//! [`Stray`]: a member of `detail` that is no entry of a valid id.

use alloc::boxed::Box;

use serde_core::ser::{Serialize, Serializer};

use crate::raw::Raw;
use crate::reply::AsyncResponse;
use crate::task::TaskId;
use crate::text::with_integer;

/// The keys under which a scalar beside the entries is a task number: the documented name, and the one that attaching
/// disks uses (`"taskId":"2377970"`).
const TASK_KEYS: &[&str] = &["requestId", "taskId"];

/// A member of `detail` that is no entry of a valid id: an entry under a key that is none, or a value that is no entry.
/// Kept with all it said, and written back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray<E> {
    key: Box<str>,
    value: StrayValue<E>,
    /// The task number that a scalar is.
    task: Option<TaskId>,
}

/// What a [`Stray`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StrayValue<E> {
    /// An entry whose id is not valid, or missing.
    Entry(E),
    /// Text.
    Text(Box<str>),
    /// Any other value: a number, true, false, null or an array.
    Other(Raw),
}

impl<E> Stray<E> {
    pub(crate) fn new(key: Box<str>, value: StrayValue<E>) -> Self {
        let is_task = TASK_KEYS.contains(&&*key);
        let task = match &value {
            StrayValue::Text(text) if is_task => TaskId::new(text),
            StrayValue::Other(Raw::Integer(number)) if is_task => with_integer(number, TaskId::new),
            StrayValue::Other(Raw::Large(number)) if is_task => with_integer(number, TaskId::new),
            _ => None,
        };
        Self { key, value, task }
    }

    /// The key. Empty where `detail` is an array and the element has no id.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &StrayValue<E> {
        &self.value
    }

    /// The entry, if it is one.
    #[must_use]
    pub fn entry(&self) -> Option<&E> {
        match &self.value {
            StrayValue::Entry(entry) => Some(entry),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            StrayValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The task number that it names: the entry's, or the scalar itself where its key is `requestId` or `taskId`.
    #[must_use]
    pub fn task_id(&self) -> Option<&TaskId>
    where
        E: AsyncResponse,
    {
        self.entry().map_or(self.task.as_ref(), AsyncResponse::task_id)
    }

    /// Whether it is neither an entry nor a task number.
    pub(crate) fn says_nothing(&self) -> bool {
        self.entry().is_none() && self.task.is_none()
    }

    /// The same with its entry by reference. The texts are copied.
    #[must_use]
    pub fn as_ref(&self) -> Stray<&E> {
        Stray {
            key: self.key.clone(),
            value: match &self.value {
                StrayValue::Entry(entry) => StrayValue::Entry(entry),
                StrayValue::Text(text) => StrayValue::Text(text.clone()),
                StrayValue::Other(raw) => StrayValue::Other(raw.clone()),
            },
            task: self.task.clone(),
        }
    }
}

impl<E: Serialize> Serialize for StrayValue<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            StrayValue::Entry(entry) => entry.serialize(serializer),
            StrayValue::Text(text) => serializer.serialize_str(text),
            StrayValue::Other(raw) => raw.serialize(serializer),
        }
    }
}
