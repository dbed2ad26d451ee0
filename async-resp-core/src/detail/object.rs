//! Two adapters that hand the object of one entry to the entry's own `Deserialize`: [`ObjectDeserializer`] for an object
//! whose id is its key, with [`IdCapture`] around its fields for one that holds its id itself.

use alloc::borrow::Cow;
use core::marker::PhantomData;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::key::{EntryKey, KeyDeserializer};
use super::scalar::{Scalar, ScalarSeed};
use crate::id::ResourceId;

/// A deserializer over an object that has been opened.
pub(super) struct ObjectDeserializer<A>(pub(super) A);

impl<'de, A: MapAccess<'de>> Deserializer<'de> for ObjectDeserializer<A> {
    type Error = A::Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    // Serde's own adapter shows an object to newtypes and options, which then refuse it.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        MapAccessDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Passes the fields of an entry through and remembers the id among them.
pub(super) struct IdCapture<'de, 'a, A, Id> {
    map: A,
    /// The place in [`ResourceId::FIELDS`] of the field whose value comes next.
    next: Option<usize>,
    found: &'a mut Option<FoundId<'de>>,
    id: PhantomData<Id>,
}

/// The id found in an entry so far, and the place of its field in [`ResourceId::FIELDS`].
pub(super) struct FoundId<'de> {
    rank: usize,
    pub(super) text: Cow<'de, str>,
}

impl<'de, 'a, A: MapAccess<'de>, Id: ResourceId> IdCapture<'de, 'a, A, Id> {
    pub(super) fn new(map: A, found: &'a mut Option<FoundId<'de>>) -> Self {
        Self { map, next: None, found, id: PhantomData }
    }

    /// Keeps the id if its field comes earlier in [`ResourceId::FIELDS`] than the one found before.
    fn keep(&mut self, rank: usize, value: &IdValue<'de>) -> Result<(), A::Error> {
        let before = self.found.as_ref().map(|found| found.rank);
        if before == Some(rank) {
            return Err(de::Error::duplicate_field(Id::FIELDS[rank]));
        }
        match value.text() {
            Some(text) if before.is_none_or(|before| rank < before) => *self.found = Some(FoundId { rank, text }),
            _ => {}
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>, Id: ResourceId> MapAccess<'de> for IdCapture<'de, '_, A, Id> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some(key) = self.map.next_key::<EntryKey<'de>>()? else {
            return Ok(None);
        };
        self.next = key.text().and_then(|key| Id::FIELDS.iter().position(|field| *field == key));
        seed.deserialize(KeyDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.next.take() {
            None => self.map.next_value_seed(seed),
            Some(rank) => {
                let value: IdValue<'de> = self.map.next_value()?;
                self.keep(rank, &value)?;
                seed.deserialize(IdDeserializer { value, error: PhantomData })
            }
        }
    }

    fn size_hint(&self) -> Option<usize> {
        self.map.size_hint()
    }
}

/// The value of a field that holds an id: text, an integer or null.
struct IdValue<'de>(Scalar<'de>);

impl<'de> IdValue<'de> {
    const EXPECTED: &'static str = "the id of a resource: text, an integer or null";

    /// The id, unless it is null or empty: then another field may have it.
    fn text(&self) -> Option<Cow<'de, str>> {
        match &self.0 {
            Scalar::Text(text) => Some(text.clone()),
            Scalar::Unsigned(number) => Some(Cow::Owned(alloc::format!("{number}"))),
            Scalar::Signed(number) => Some(Cow::Owned(alloc::format!("{number}"))),
            _ => None,
        }
        .filter(|text| !text.is_empty())
    }
}

impl<'de> Deserialize<'de> for IdValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match ScalarSeed(Self::EXPECTED).deserialize(deserializer)? {
            value @ (Scalar::Bytes(_) | Scalar::Float(_) | Scalar::Bool(_)) => {
                Err(de::Error::invalid_type(value.unexpected(), &Self::EXPECTED))
            }
            value => Ok(Self(value)),
        }
    }
}

/// Shows the value of an id field to the entry as the server sent it.
struct IdDeserializer<'de, Error> {
    value: IdValue<'de>,
    error: PhantomData<Error>,
}

impl<'de, Error: de::Error> Deserializer<'de> for IdDeserializer<'de, Error> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.value.0.visit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.0 {
            Scalar::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
