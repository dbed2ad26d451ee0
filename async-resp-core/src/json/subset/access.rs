//! The objects, arrays and enums of a document, as they are handed to a type piece by piece.

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};

use super::{GiveUp, Key, Reader};

/// The members of an object that has been opened.
pub(super) struct Members<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'a, 'de> Members<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self { reader, is_first: true }
    }
}

impl<'de> de::MapAccess<'de> for Members<'_, 'de> {
    type Error = GiveUp;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, GiveUp> {
        let key = self.reader.next_key(self.is_first)?;
        self.is_first = false;
        let Some(text) = key else {
            return Ok(None);
        };
        seed.deserialize(Key { reader: self.reader, text }).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, GiveUp> {
        seed.deserialize(&mut *self.reader)
    }
}

/// The elements of an array that has been opened.
pub(super) struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'a, 'de> Elements<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self { reader, is_first: true }
    }
}

impl<'de> de::SeqAccess<'de> for Elements<'_, 'de> {
    type Error = GiveUp;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, GiveUp> {
        match self.reader.peek() {
            b']' => return Ok(None),
            _ if self.is_first => self.is_first = false,
            b',' => {
                self.reader.at += 1;
                if self.reader.peek() == b']' {
                    return self.reader.give_up();
                }
            }
            _ => return self.reader.give_up(),
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// A variant that is text alone.
pub(super) struct UnitVariant<'a, 'de>(pub(super) Key<'a, 'de>);

impl<'a, 'de> de::EnumAccess<'de> for UnitVariant<'a, 'de> {
    type Error = GiveUp;
    type Variant = NoContent<'a, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), GiveUp> {
        let Key { reader, text } = self.0;
        let name = seed.deserialize(Key { reader, text })?;
        Ok((name, NoContent(reader)))
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
pub(super) struct Content<'a, 'de>(&'a mut Reader<'de>);

impl<'a, 'de> Content<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self(reader)
    }
}

impl<'de> de::EnumAccess<'de> for Content<'_, 'de> {
    type Error = GiveUp;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), GiveUp> {
        let Some(text) = self.0.next_key(true)? else {
            return self.0.give_up();
        };
        let name = seed.deserialize(Key { reader: self.0, text })?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Content<'_, 'de> {
    type Error = GiveUp;

    fn unit_variant(self) -> Result<(), GiveUp> {
        Deserialize::deserialize(self.0)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, GiveUp> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.0.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, GiveUp> {
        self.0.deserialize_struct("", fields, visitor)
    }
}
