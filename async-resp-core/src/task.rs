//! [`TaskId`]: the number of the work behind an accepted operation.

use alloc::boxed::Box;
use alloc::string::ToString;
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
        let mut task = None;
        Self::write(&mut task, text);
        task
    }

    /// Makes `place` the task of this number.
    ///
    /// The bytes are written where they are to be, eight at a time, of which the last may overlap: a value that is copied
    /// right after its bytes were written waits for them to arrive, and a copy of a length that varies is a call.
    #[inline]
    fn write(place: &mut Option<Self>, text: &str) {
        *place = match u8::try_from(text.len()) {
            Ok(0) => None,
            Ok(len) if text.len() <= INLINE => Some(Self(Repr::Inline { len, bytes: [0; INLINE] })),
            _ => Some(Self(Repr::Heap(text.into()))),
        };
        if let Some(Self(Repr::Inline { bytes, .. })) = place {
            copy(bytes, text.as_bytes());
        }
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Never the default: the bytes were copied from a text.
            Repr::Inline { .. } => core::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Repr::Heap(text) => text,
        }
    }

    /// The bytes of the text, which compare as it does.
    fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            // Never the default: the bytes were copied from a text of this length.
            Repr::Inline { len, bytes } => bytes.get(..usize::from(*len)).unwrap_or_default(),
            Repr::Heap(text) => text.as_bytes(),
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

/// Copies a text that is no longer than `bytes` to their start.
#[inline]
fn copy(bytes: &mut [u8; INLINE], text: &[u8]) {
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let mut put = |at: usize, chunk: &[u8; 8]| {
                if let Some(place) = bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
                    *place = *chunk;
                }
            };
            put(0, first);
            if let Some(second) = text.get(8..).and_then(<[u8]>::first_chunk) {
                put(8, second);
            }
            put(text.len() - 8, last);
        }
        _ => bytes.iter_mut().zip(text).for_each(|(place, byte)| *place = *byte),
    }
}

impl PartialEq for TaskId {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
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
        self.as_bytes().cmp(other.as_bytes())
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

/// The digits of the number: for who numbers tasks, such as a server in a test.
impl From<u64> for TaskId {
    fn from(number: u64) -> Self {
        let digits = number.to_string();
        // There is always a digit, so the second is never made.
        Self::new(&digits).unwrap_or_else(|| Self(Repr::Heap(digits.into())))
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

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TaskIdSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a task number: text, an integer or null")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        TaskId::write(self.0, text);
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
    fn a_number_is_its_digits() {
        for number in [0, 7, 1_231_231_231_231, u64::MAX] {
            assert_eq!(TaskId::from(number).as_str(), number.to_string());
        }
    }

    #[test]
    fn it_is_as_large_as_a_string_and_so_is_an_optional_one() {
        assert_eq!(size_of::<TaskId>(), 24);
        assert_eq!(size_of::<Option<TaskId>>(), 24);
    }
}
