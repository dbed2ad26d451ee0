//! The `Deserializer`s of keys: [`Key`] of those of members, [`Name`] of those that name a variant.

use serde_core::de::{Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;

use super::access::UnitVariant;
use super::scan::{Known, known_at, skip_space};
use super::value::Value;
use super::{GiveUp, PRIVATE_NAMES, Reader, not_here};
use crate::envelope::Field;

/// The key that stands at a place, which moves behind the colon. Numbers and booleans in quotes are left to `serde_json`.
pub(super) struct Key<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) at: &'a mut usize,
}

impl Reader<'_> {
    /// The place behind the colon that comes next from `at` on.
    #[inline(always)]
    pub(super) fn behind_colon(&mut self, at: usize) -> Result<usize, GiveUp> {
        let bytes = self.bytes();
        let colon = skip_space(bytes, at);
        if bytes.get(colon) != Some(&b':') {
            return self.give_up();
        }
        Ok(colon + 1)
    }
}

impl<'de> Key<'_, 'de> {
    #[inline(always)]
    fn check_quote(&mut self) -> Result<(), GiveUp> {
        if self.reader.bytes().get(*self.at) == Some(&b'"') { Ok(()) } else { self.reader.give_up() }
    }

    /// Reads the name of a field. The fields that nearly every entry has are known by sight: each is compared as a whole,
    /// and what the type makes of its name is settled when it is compiled.
    #[inline(always)]
    fn visit_field<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Some((field, end)) = known_at(self.reader.bytes(), *self.at) else {
            return self.deserialize_any(visitor);
        };
        *self.at = end;
        let result = match field {
            Known::Code => visitor.visit_borrowed_str("code"),
            Known::Message => visitor.visit_borrowed_str("message"),
            Known::RequestId => visitor.visit_borrowed_str("requestId"),
        };
        self.reader.note(result)
    }
}

/// Text, whatever is asked for, except an enum, whose variant's name is read as a value.
impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = GiveUp;

    #[inline(always)]
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        self.check_quote()?;
        let (text, end) = self.reader.string_at(*self.at)?;
        *self.at = self.reader.behind_colon(end)?;
        self.reader.visit(text, visitor)
    }

    #[inline(always)]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.visit_field(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Key { reader, at } = self;
        let result = visitor.visit_some(Key { reader, at });
        reader.note(result)
    }

    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        if name == Field::NAME {
            return self.visit_field(visitor);
        }
        let Key { reader, at } = self;
        if name.starts_with(PRIVATE_NAMES) {
            return reader.give_up();
        }
        let result = visitor.visit_newtype_struct(Key { reader, at });
        reader.note(result)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.check_quote()?;
        let result = visitor.visit_enum(UnitVariant(Value { reader: self.reader, at: self.at }));
        let value = self.reader.note(result)?;
        *self.at = self.reader.behind_colon(*self.at)?;
        Ok(value)
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct ignored_any
    }

    not_here! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
    }
}

/// The name of a variant that has content. Older versions of `serde_json` read it as a value, newer ones (1.0.154 does) as a
/// key: here is what both give.
pub(super) struct Name<'a, 'de> {
    reader: &'a mut Reader<'de>,
    at: &'a mut usize,
}

impl<'a, 'de> Name<'a, 'de> {
    /// The name that comes next at a place, which moves behind it.
    pub(super) fn new(reader: &'a mut Reader<'de>, at: &'a mut usize) -> Result<Self, GiveUp> {
        *at = skip_space(reader.bytes(), *at);
        if reader.bytes().get(*at) == Some(&b'"') { Ok(Self { reader, at }) } else { reader.give_up() }
    }

    fn value(self) -> Value<'a, 'de> {
        Value { reader: self.reader, at: self.at }
    }
}

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = GiveUp;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.value().deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Name { reader, at } = self;
        let result = visitor.visit_some(Name { reader, at });
        reader.note(result)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        let Name { reader, at } = self;
        if name.starts_with(PRIVATE_NAMES) {
            return reader.give_up();
        }
        let result = visitor.visit_newtype_struct(Name { reader, at });
        reader.note(result)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.value().deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! { char str string identifier }

    not_here! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_unit_struct(&'static str) deserialize_seq deserialize_tuple(usize)
        deserialize_tuple_struct(&'static str, usize) deserialize_map
        deserialize_struct(&'static str, &'static [&'static str]) deserialize_ignored_any
    }
}
