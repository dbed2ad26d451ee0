//! [`TaskId`]: the number of the work behind an accepted operation.

use alloc::boxed::Box;
use core::borrow::Borrow;
use core::fmt;
use core::hash::{Hash, Hasher};

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::text;

/// The number of a task (`requestId`): text, never empty. Unique within a product, not among all of them.
///
/// On the wire it is text or an integer; it is written as text. Absent, null and `""` mean that there is none, which is
/// what [`TaskId::optional`] reads. Numbers of up to 22 bytes are held in place, without allocating.
///
/// ```
/// use async_resp_core::TaskId;
///
/// let task = TaskId::new("1231231231231").unwrap();
/// assert_eq!(task.as_str(), "1231231231231");
/// assert_eq!(TaskId::new(""), None);
/// ```
#[derive(Clone)]
pub struct TaskId(Repr);

/// The most bytes that are held in place: what makes a [`TaskId`] as large as a `String`.
const INLINE: usize = 22;

#[derive(Clone)]
enum Repr {
    Inline { len: u8, bytes: [u8; INLINE] },
    Heap(Box<str>),
}

impl TaskId {
    /// The task of this number; `None` for the empty text.
    #[must_use]
    #[inline]
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let mut bytes = [0; INLINE];
        let inline = bytes.get_mut(..text.len()).zip(u8::try_from(text.len()).ok());
        Some(Self(match inline {
            Some((start, len)) => {
                start.copy_from_slice(text.as_bytes());
                Repr::Inline { len, bytes }
            }
            None => Repr::Heap(text.into()),
        }))
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Inline { len, bytes } => {
                let text = bytes.get(..usize::from(*len)).map(core::str::from_utf8);
                // Never the default: the bytes were copied from a text of this length.
                text.and_then(Result::ok).unwrap_or_default()
            }
            Repr::Heap(text) => text,
        }
    }

    /// Reads a task number that may be missing: null and `""` are `None`.
    ///
    /// For `#[serde(default, deserialize_with = "TaskId::optional")]` on a field of type `Option<TaskId>` in a struct of
    /// your own; [`MaybeTask`](crate::MaybeTask) reads the same without it.
    ///
    /// # Errors
    ///
    /// Those of the deserializer, and a value that is neither text, an integer nor null.
    pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        let mut task = None;
        TaskIdSeed(&mut task).deserialize(deserializer)?;
        Ok(task)
    }
}

impl PartialEq for TaskId {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for TaskId {}

impl PartialOrd for TaskId {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TaskId {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for TaskId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Debug for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TaskId({:?})", self.as_str())
    }
}

/// Sound, since it is compared, ordered and hashed as its text.
impl Borrow<str> for TaskId {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for TaskId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for TaskId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for TaskId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::optional(deserializer)?.ok_or_else(|| de::Error::custom("expected a task number, found null or no text"))
    }
}

/// Reads a task number that may be missing into its place.
pub(crate) struct TaskIdSeed<'a>(pub(crate) &'a mut Option<TaskId>);

impl<'de> DeserializeSeed<'de> for TaskIdSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TaskIdSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a task number: text, an integer or null")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        *self.0 = TaskId::new(text);
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        *self.0 = text::with_integer(number, TaskId::new);
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        *self.0 = text::with_integer(number, TaskId::new);
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn every_length_comes_back_as_it_went_in() {
        for length in 1..=2 * INLINE {
            let text: String = "号1号23".chars().cycle().take(length).collect();
            let task = TaskId::new(&text).unwrap();
            assert_eq!(task.as_str(), text);
        }
    }

    #[test]
    fn it_is_as_large_as_a_string_and_so_is_an_optional_one() {
        assert_eq!(size_of::<TaskId>(), 24);
        assert_eq!(size_of::<Option<TaskId>>(), 24);
    }
}
