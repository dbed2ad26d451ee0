//! The `Deserializer`s of keys: [`Key`], which is still to be read, and [`Word`], text that has been.

use serde_core::de::{Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;

use super::access::UnitVariant;
use super::scan::{Known, Text, known_at, skip_space};
use super::{GiveUp, PRIVATE_NAMES, Reader, not_here};
use crate::envelope::Field;

/// The key that stands at a place, which moves behind the colon.
pub(super) struct Key<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) at: &'a mut usize,
}

impl<'a, 'de> Key<'a, 'de> {
    #[inline(always)]
    fn read(self) -> Result<Word<'a, 'de>, GiveUp> {
        let bytes = self.reader.bytes();
        if bytes.get(*self.at) != Some(&b'"') {
            return self.reader.give_up();
        }
        let (text, end) = self.reader.string_at(*self.at)?;
        let colon = skip_space(bytes, end);
        if bytes.get(colon) != Some(&b':') {
            return self.reader.give_up();
        }
        *self.at = colon + 1;
        Ok(Word { reader: self.reader, text })
    }

    /// Reads the name of a field. The fields that nearly every entry has are known by sight: each is compared as a whole,
    /// and what the type makes of its name is settled when it is compiled.
    #[inline(always)]
    fn visit_field<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Some((field, end)) = known_at(self.reader.bytes(), *self.at) else {
            return self.read()?.deserialize_any(visitor);
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

/// Methods of a key that read it first.
macro_rules! of_the_word {
    ($($method:ident)+) => {$(
        #[inline(always)]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
            self.read()?.$method(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = GiveUp;

    of_the_word! {
        deserialize_any deserialize_str deserialize_string deserialize_char deserialize_option deserialize_unit
        deserialize_seq deserialize_map deserialize_ignored_any
    }

    not_here! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
    }

    #[inline(always)]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.visit_field(visitor)
    }

    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        if name == Field::NAME {
            return self.visit_field(visitor);
        }
        self.read()?.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.read()?.deserialize_enum(name, variants, visitor)
    }
}

/// Text, whatever is asked for. Numbers and booleans in quotes are left to `serde_json`.
pub(super) struct Word<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) text: Text<'de>,
}

impl<'de> Deserializer<'de> for Word<'_, 'de> {
    type Error = GiveUp;

    #[inline(always)]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.reader.visit(self.text, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Word { reader, text } = self;
        let result = visitor.visit_some(Word { reader, text });
        reader.note(result)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        let Word { reader, text } = self;
        if name.starts_with(PRIVATE_NAMES) {
            return reader.give_up();
        }
        let result = visitor.visit_newtype_struct(Word { reader, text });
        reader.note(result)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        let Word { reader, text } = self;
        let result = visitor.visit_enum(UnitVariant(Word { reader, text }));
        reader.note(result)
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }

    not_here! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
    }
}
