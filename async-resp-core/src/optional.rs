//! Parts of a reply that a server may leave out, as fields of structs of your own: [`Remark`] and [`MaybeTask`].
//!
//! Each reads every spelling that servers use, by itself: an `Option` of text or of a task number takes some of them for
//! errors unless a serde attribute says otherwise. [`TaskReply`](crate::TaskReply) reads the same spellings without these.

use alloc::boxed::Box;
use alloc::string::String;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::task::{TaskId, TaskIdSeed};
use crate::text;

/// A text that only informs: the `message` or `codeDesc` of a struct of your own.
///
/// There is none where the field is absent, null, empty or of a kind that is no text; an integer counts as its digits. It
/// is written as text, `""` for none.
///
/// ```
/// use async_resp_core::Remark;
///
/// assert_eq!(Remark::from("not enough quota").text(), Some("not enough quota"));
/// assert_eq!(Remark::from("").text(), None);
/// assert!(Remark::default().is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Remark(Option<Box<str>>);

impl Remark {
    /// The text, never empty.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The text, never empty.
    #[must_use]
    pub fn into_text(self) -> Option<Box<str>> {
        self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

/// Empty text is none.
impl From<&str> for Remark {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| text.into()))
    }
}

/// Empty text is none.
impl From<String> for Remark {
    fn from(text: String) -> Self {
        Self((!text.is_empty()).then(|| text.into()))
    }
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Remark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As an option, since that is what serde's derive takes an absent field for.
        deserializer.deserialize_option(text::Remark::TextOrInteger).map(Self)
    }
}

/// The number of the task that was started, if one was: the `requestId` of a struct of your own.
///
/// There is none where the field is absent, null or empty. It is text or an integer on the wire, and written as text, null
/// for none.
///
/// ```
/// use async_resp_core::{MaybeTask, TaskId};
///
/// let task = MaybeTask::from(TaskId::new("1231231231231"));
/// assert_eq!(task.id().map(TaskId::as_str), Some("1231231231231"));
/// assert!(MaybeTask::default().is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaybeTask(Option<TaskId>);

impl MaybeTask {
    /// The task's number.
    #[must_use]
    pub const fn id(&self) -> Option<&TaskId> {
        self.0.as_ref()
    }

    /// The task's number.
    #[must_use]
    pub fn into_id(self) -> Option<TaskId> {
        self.0
    }

    /// Whether there is no task.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl From<Option<TaskId>> for MaybeTask {
    fn from(task: Option<TaskId>) -> Self {
        Self(task)
    }
}

impl From<TaskId> for MaybeTask {
    fn from(task: TaskId) -> Self {
        Self(Some(task))
    }
}

impl Serialize for MaybeTask {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MaybeTask {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As an option, since that is what serde's derive takes an absent field for.
        let mut task = None;
        deserializer.deserialize_option(TaskIdSeed(&mut task))?;
        Ok(Self(task))
    }
}
