//! The `Deserializer` of a value.

use serde_core::de::{Deserializer, Visitor};

use super::access::{Content, Elements, Members, UnitVariant};
use super::scan::{Integer, integer_at, is_word_at, skip_space, skip_value};
use super::{DEEPEST, GiveUp, PRIVATE_NAMES, Reader, not_here};

/// The value that comes next at a place, which moves behind it.
pub(super) struct Value<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) at: &'a mut usize,
}

impl<'de> Value<'_, 'de> {
    /// The first byte of the value, 0 at the end of the document; the place moves to it.
    #[inline(always)]
    fn first(&mut self) -> u8 {
        let bytes = self.reader.bytes();
        *self.at = skip_space(bytes, *self.at);
        bytes.get(*self.at).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn visit_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let (text, end) = self.reader.string_at(*self.at)?;
        *self.at = end;
        self.reader.visit(text, visitor)
    }

    #[inline(always)]
    fn visit_integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Some((integer, end)) = integer_at(self.reader.bytes(), *self.at) else {
            return self.reader.give_up();
        };
        *self.at = end;
        let result = match integer {
            Integer::Unsigned(number) => visitor.visit_u64(number),
            Integer::Negative(number) => visitor.visit_i64(number),
        };
        self.reader.note(result)
    }

    /// Reads by a function that is called, and not inlined: the place is handed over by value, so that where it is kept
    /// stays the compiler's choice.
    #[inline(always)]
    fn call<T>(self, read: impl FnOnce(&mut Reader<'de>, usize) -> Result<T, GiveUp>) -> Result<T, GiveUp> {
        let value = read(self.reader, *self.at)?;
        *self.at = self.reader.at;
        Ok(value)
    }
}

impl<'de> Reader<'de> {
    /// The value that begins at `at`; [`Self::at`] is then the place behind it.
    #[inline(never)]
    fn value<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        match self.bytes().get(at) {
            Some(b'{') => self.object(at, visitor),
            Some(b'[') => self.array(at, visitor),
            Some(b'n') => self.null(at, visitor),
            _ => self.boolean(at, visitor),
        }
    }

    fn null<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.eat_word(at, "null")?;
        let result = visitor.visit_unit();
        self.note(result)
    }

    fn none<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.eat_word(at, "null")?;
        let result = visitor.visit_none();
        self.note(result)
    }

    fn boolean<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        let value = self.bytes().get(at) == Some(&b't');
        self.eat_word(at, if value { "true" } else { "false" })?;
        let result = visitor.visit_bool(value);
        self.note(result)
    }

    /// Passes over a word that begins at `at`.
    fn eat_word(&mut self, at: usize, word: &str) -> Result<(), GiveUp> {
        if is_word_at(self.bytes(), at, word.as_bytes()) {
            self.at = at + word.len();
            Ok(())
        } else {
            self.give_up()
        }
    }

    /// The object whose bracket stands at `at`; [`Self::at`] is then the place behind it.
    fn object<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.open(at)?;
        let result = visitor.visit_map(Members::new(self, at + 1));
        self.close(b'}', result)
    }

    /// The array whose bracket stands at `at`; [`Self::at`] is then the place behind it.
    fn array<V: Visitor<'de>>(&mut self, at: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.open(at)?;
        let result = visitor.visit_seq(Elements::new(self, at + 1));
        self.close(b']', result)
    }

    #[inline(always)]
    fn open(&mut self, at: usize) -> Result<(), GiveUp> {
        if self.depth == DEEPEST {
            return self.give_up();
        }
        self.depth += 1;
        self.at = at + 1;
        Ok(())
    }

    #[inline(always)]
    fn close<T>(&mut self, bracket: u8, result: Result<T, GiveUp>) -> Result<T, GiveUp> {
        let value = self.note(result)?;
        self.depth -= 1;
        let bytes = self.bytes();
        let at = skip_space(bytes, self.at);
        if bytes.get(at) != Some(&bracket) {
            return self.give_up();
        }
        self.at = at + 1;
        Ok(value)
    }
}

/// Integers, for every type that may ask for one. A float that is asked for gets an integer too, where one stands.
macro_rules! integers {
    ($($method:ident)+) => {$(
        #[inline(always)]
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
            match self.first() {
                b'-' | b'0'..=b'9' => self.visit_integer(visitor),
                _ => self.reader.give_up(),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = GiveUp;

    #[inline(always)]
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'"' => self.visit_text(visitor),
            b'-' | b'0'..=b'9' => self.visit_integer(visitor),
            _ => self.call(|reader, at| reader.value(at, visitor)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        self.first();
        self.call(|reader, at| reader.boolean(at, visitor))
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    not_here! { deserialize_i128 deserialize_u128 deserialize_bytes deserialize_byte_buf }

    #[inline(always)]
    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'"' => self.visit_text(visitor),
            _ => self.reader.give_up(),
        }
    }

    #[inline(always)]
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    #[inline(always)]
    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        if self.first() == b'n' {
            return self.call(|reader, at| reader.none(at, visitor));
        }
        let result = visitor.visit_some(Value { reader: self.reader, at: self.at });
        self.reader.note(result)
    }

    fn deserialize_unit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        self.first();
        self.call(|reader, at| reader.null(at, visitor))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_unit(visitor)
    }

    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        if name.starts_with(PRIVATE_NAMES) {
            return self.reader.give_up();
        }
        let result = visitor.visit_newtype_struct(Value { reader: self.reader, at: self.at });
        self.reader.note(result)
    }

    #[inline(always)]
    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'[' => self.call(|reader, at| reader.array(at, visitor)),
            _ => self.reader.give_up(),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        self.deserialize_seq(visitor)
    }

    #[inline(always)]
    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'{' => self.call(|reader, at| reader.object(at, visitor)),
            _ => self.reader.give_up(),
        }
    }

    #[inline(always)]
    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'{' if !name.starts_with(PRIVATE_NAMES) => self.call(|reader, at| reader.object(at, visitor)),
            b'[' => self.call(|reader, at| reader.array(at, visitor)),
            _ => self.reader.give_up(),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        match self.first() {
            b'"' => {
                let result = visitor.visit_enum(UnitVariant(Value { reader: self.reader, at: self.at }));
                self.reader.note(result)
            }
            b'{' => {
                self.reader.open(*self.at)?;
                let result = visitor.visit_enum(Content::new(self.reader, *self.at + 1));
                let value = self.reader.close(b'}', result)?;
                *self.at = self.reader.at;
                Ok(value)
            }
            _ => self.reader.give_up(),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match skip_value(self.reader.bytes(), *self.at) {
            Some(end) => *self.at = end,
            None => return self.reader.give_up(),
        }
        let result = visitor.visit_unit();
        self.reader.note(result)
    }
}
