//! The objects, arrays and enums of a document, as they are handed to a type piece by piece.

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::key::{Key, Name};
use super::scan::{line_break, skip_space};
use super::value::Value;
use super::{GiveUp, Reader};

/// Whether a document of this length is read here. In a longer one a place may look like a mark of [`Progress`]: on machines
/// of 32 bits from 1 GiB on.
pub(super) const fn is_short_enough(length: usize) -> bool {
    length < Progress::VALUE_NEXT
}

/// Where an object or array has come to: a place, or that none of its parts has been read yet.
///
/// One number, since two numbers are what the parts of an object can be handed to a type in without going through memory.
#[derive(Clone, Copy)]
struct Progress(usize);

impl Progress {
    /// No place in a document that [is short enough](is_short_enough).
    const NOTHING_READ: usize = 1 << (usize::BITS - 1);

    /// Set between a key and its value. No place either.
    const VALUE_NEXT: usize = 1 << (usize::BITS - 2);

    /// The inside of the bracket that stands before `at` begins.
    #[inline(always)]
    fn first(at: usize) -> Self {
        Self(at | Self::NOTHING_READ)
    }

    /// A part ends before `at`.
    #[inline(always)]
    fn behind(at: usize) -> Self {
        Self(at)
    }

    /// The place of the next part, with white space before it; `Err` at what may be the closing bracket.
    ///
    /// Whether a part does begin there is for the reading of it to find out.
    #[inline(always)]
    fn next(self, bytes: &[u8], close: u8) -> Result<usize, usize> {
        // The common cases: before the first part the place is none.
        match bytes.get(self.0) {
            Some(b',') => Ok(self.0 + 1),
            Some(byte) if *byte == close => Err(self.0),
            None if bytes.get(self.0 & !Self::NOTHING_READ) == Some(&b'"') => Ok(self.0 & !Self::NOTHING_READ),
            _ => self.next_elsewhere(bytes, close),
        }
    }

    /// The same behind white space. Without a call that returns: that saves all that a function does around one.
    #[inline(never)]
    fn next_elsewhere(self, bytes: &[u8], close: u8) -> Result<usize, usize> {
        let at = self.0 & !Self::NOTHING_READ;
        match bytes.get(at..).and_then(line_break) {
            Some((space, byte)) => self.next_at(at + space, byte, close),
            None => self.next_behind_space(bytes, close),
        }
    }

    /// The same behind white space of any kind.
    #[inline(never)]
    fn next_behind_space(self, bytes: &[u8], close: u8) -> Result<usize, usize> {
        // Where a value was left unread, the place is none and is returned.
        let at = skip_space(bytes, self.0 & !Self::NOTHING_READ);
        bytes.get(at).map_or(Err(at), |byte| self.next_at(at, *byte, close))
    }

    #[inline(always)]
    fn next_at(self, at: usize, byte: u8, close: u8) -> Result<usize, usize> {
        let is_first = self.0 & Self::NOTHING_READ != 0;
        match byte {
            _ if byte == close => Err(at),
            _ if is_first => Ok(at),
            b',' => Ok(at + 1),
            _ => Err(at),
        }
    }
}

/// The members of an object that has been opened.
pub(super) struct Members<'a, 'de> {
    reader: &'a mut Reader<'de>,
    progress: Progress,
}

impl<'a, 'de> Members<'a, 'de> {
    /// The members from `at` on, which is behind the opening bracket.
    #[inline(always)]
    pub(super) fn new(reader: &'a mut Reader<'de>, at: usize) -> Self {
        Self { reader, progress: Progress::first(at) }
    }
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = GiveUp;

    #[inline(always)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, GiveUp> {
        let bytes = self.reader.bytes();
        match self.progress.next(bytes, b'}') {
            Ok(at) => {
                let quote = skip_space(bytes, at);
                let mut at = quote;
                let key = seed.deserialize(Key { reader: self.reader, at: &mut at });
                let key = self.reader.note(key)?;
                if at == quote {
                    // The type made a key of nothing.
                    return self.reader.give_up();
                }
                self.progress = Progress(at | Progress::VALUE_NEXT);
                Ok(Some(key))
            }
            Err(at) => {
                if at & Progress::VALUE_NEXT != 0 {
                    // The type left a value unread.
                    return self.reader.give_up();
                }
                self.reader.at = at;
                Ok(None)
            }
        }
    }

    #[inline(always)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, GiveUp> {
        if self.progress.0 & Progress::VALUE_NEXT == 0 {
            return self.reader.give_up();
        }
        let mut at = self.progress.0 & !Progress::VALUE_NEXT;
        let value = seed.deserialize(Value { reader: self.reader, at: &mut at });
        // A type may have refused the value before it was read, and ask for it again.
        let value = self.reader.note(value)?;
        self.progress = Progress::behind(at);
        self.reader.at = at;
        Ok(value)
    }
}

/// The elements of an array that has been opened.
pub(super) struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    progress: Progress,
}

impl<'a, 'de> Elements<'a, 'de> {
    /// The elements from `at` on, which is behind the opening bracket.
    #[inline(always)]
    pub(super) fn new(reader: &'a mut Reader<'de>, at: usize) -> Self {
        Self { reader, progress: Progress::first(at) }
    }
}

impl<'de> de::SeqAccess<'de> for Elements<'_, 'de> {
    type Error = GiveUp;

    #[inline(always)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, GiveUp> {
        match self.progress.next(self.reader.bytes(), b']') {
            Ok(at) => {
                let begin = skip_space(self.reader.bytes(), at);
                let mut at = begin;
                let value = seed.deserialize(Value { reader: self.reader, at: &mut at });
                let value = self.reader.note(value)?;
                if at == begin {
                    // The type made an element of nothing, where there may be none.
                    return self.reader.give_up();
                }
                self.progress = Progress::behind(at);
                self.reader.at = at;
                Ok(Some(value))
            }
            Err(at) => {
                self.reader.at = at;
                Ok(None)
            }
        }
    }
}

/// A variant that is text alone, which is yet to be read.
pub(super) struct UnitVariant<'a, 'de>(pub(super) Value<'a, 'de>);

impl<'a, 'de> de::EnumAccess<'de> for UnitVariant<'a, 'de> {
    type Error = GiveUp;
    type Variant = NoContent<'a, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), GiveUp> {
        let Value { reader, at } = self.0;
        let name = seed.deserialize(Value { reader, at });
        Ok((reader.note(name)?, NoContent(reader)))
    }
}

/// What a variant has that is text alone.
pub(super) struct NoContent<'a, 'de>(&'a mut Reader<'de>);

impl<'de> de::VariantAccess<'de> for NoContent<'_, 'de> {
    type Error = GiveUp;

    fn unit_variant(self) -> Result<(), GiveUp> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, GiveUp> {
        self.0.give_up()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, GiveUp> {
        self.0.give_up()
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, GiveUp> {
        self.0.give_up()
    }
}

/// A variant that is the one key of an object that has been opened, its value the content.
pub(super) struct Content<'a, 'de> {
    reader: &'a mut Reader<'de>,
    at: usize,
}

impl<'a, 'de> Content<'a, 'de> {
    /// The variant from `at` on, which is behind the opening bracket.
    pub(super) fn new(reader: &'a mut Reader<'de>, at: usize) -> Self {
        Self { reader, at }
    }

    /// Reads the content.
    fn read<T>(self, read: impl FnOnce(Value<'_, 'de>) -> Result<T, GiveUp>) -> Result<T, GiveUp> {
        let Self { reader, mut at } = self;
        let value = read(Value { reader, at: &mut at });
        let value = reader.note(value)?;
        reader.at = at;
        Ok(value)
    }
}

impl<'de> de::EnumAccess<'de> for Content<'_, 'de> {
    type Error = GiveUp;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), GiveUp> {
        let name = seed.deserialize(Name::new(self.reader, &mut self.at)?);
        let name = self.reader.note(name)?;
        self.at = self.reader.behind_colon(self.at)?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Content<'_, 'de> {
    type Error = GiveUp;

    fn unit_variant(self) -> Result<(), GiveUp> {
        self.read(|value| Deserialize::deserialize(value))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, GiveUp> {
        self.read(|value| seed.deserialize(value))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.read(|value| value.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, GiveUp> {
        self.read(|value| value.deserialize_struct("", fields, visitor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_of_a_document_that_is_read_looks_like_a_mark() {
        const MARKS: [usize; 2] = [Progress::NOTHING_READ, Progress::VALUE_NEXT];
        // The last place is the one behind the document.
        let longest = Progress::VALUE_NEXT - 1;
        assert!(is_short_enough(longest));
        assert!(MARKS.iter().all(|mark| longest & mark == 0));
        assert!(MARKS.iter().all(|mark| !is_short_enough(*mark)));
    }
}
