//! A deserializer for the JSON that replies are made of: objects, arrays, text, integers, booleans and null.
//!
//! It reads such a document as `serde_json` would, call for call, and gives up on anything else: a syntax error, a number
//! that is no integer of 64 bits, a kind of value that the type does not expect, any error of the type itself. Then the
//! whole document goes to `serde_json`, so whatever is not read here has `serde_json`'s value or `serde_json`'s error. The
//! law: what this reader accepts, `serde_json` accepts with the same value.
//!
//! Here is the `Deserializer`; `access` has the objects, arrays and enums, `scan` the text and what is passed over.

mod access;
mod scan;

use alloc::string::String;
use core::fmt;

use serde_core::de::{self, Deserialize, Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;

use self::access::{Content, Elements, Members, UnitVariant};
use self::scan::{Text, is_space, skip_space, skip_value};

/// The value of a document of the subset; `None` for any other document.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader::new(text);
    let value = T::deserialize(&mut reader).ok()?;
    // A type may carry on after an error. What it made of it is no business of a reader that has given up.
    (reader.is_at_end() && !reader.gave_up).then_some(value)
}

/// Nesting that is read here. `serde_json` refuses more than 127 levels and is left to say so.
const DEEPEST: u8 = 100;

/// The names with which `serde_json` asks itself for raw values and numbers of any precision.
const PRIVATE_NAMES: &str = "$serde_json::private::";

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
    gave_up: bool,
    /// The last text that had escapes.
    scratch: String,
}

/// The one error: `serde_json` has the word.
#[derive(Debug)]
struct GiveUp;

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the subset")
    }
}

impl core::error::Error for GiveUp {}

impl de::Error for GiveUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        GiveUp
    }
}

/// An integer as `serde_json` classifies it.
enum Integer {
    Unsigned(u64),
    Negative(i64),
}

impl<'de> Reader<'de> {
    fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0, gave_up: false, scratch: String::new() }
    }

    fn is_at_end(&mut self) -> bool {
        self.peek() == 0 && self.at == self.text.len()
    }

    #[cold]
    fn give_up<T>(&mut self) -> Result<T, GiveUp> {
        self.gave_up = true;
        Err(GiveUp)
    }

    /// Notes an error of the type.
    #[inline]
    fn note<T>(&mut self, result: Result<T, GiveUp>) -> Result<T, GiveUp> {
        self.gave_up |= result.is_err();
        result
    }

    /// The next byte that is no white space; 0 at the end.
    #[inline]
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            Some(byte) if !is_space(*byte) => *byte,
            None => 0,
            Some(_) => {
                self.at = skip_space(bytes, self.at);
                bytes.get(self.at).copied().unwrap_or_default()
            }
        }
    }

    /// The key of the next member, and the colon behind it; `None` at the closing bracket.
    ///
    /// One pass over the bytes that stores the place once: this is done for every field of a reply.
    #[inline]
    fn next_key(&mut self, is_first: bool) -> Result<Option<Text<'de>>, GiveUp> {
        let bytes = self.text.as_bytes();
        let mut at = skip_space(bytes, self.at);
        match bytes.get(at) {
            Some(b'}') => {
                self.at = at;
                return Ok(None);
            }
            Some(b',') if !is_first => at = skip_space(bytes, at + 1),
            Some(_) if is_first => {}
            _ => return self.give_up(),
        }
        if bytes.get(at) != Some(&b'"') {
            return self.give_up();
        }
        let (key, end) = self.string_at(at)?;
        at = skip_space(bytes, end);
        if bytes.get(at) != Some(&b':') {
            return self.give_up();
        }
        self.at = at + 1;
        Ok(Some(key))
    }

    /// Passes over `byte` if it comes next.
    #[inline]
    fn eat(&mut self, byte: u8) -> Result<(), GiveUp> {
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            self.give_up()
        }
    }

    /// Passes over a word that begins here.
    fn eat_word(&mut self, word: &str) -> Result<(), GiveUp> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            self.give_up()
        }
    }

    /// The integer that begins here.
    #[inline]
    fn integer(&mut self) -> Result<Integer, GiveUp> {
        /// With more digits it may not fit.
        const MOST_DIGITS: [usize; 2] = [19, 18];
        let bytes = self.text.as_bytes();
        let negative = bytes.get(self.at) == Some(&b'-');
        let start = self.at + usize::from(negative);
        let mut end = start;
        let mut value = 0_u64;
        while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            end += 1;
        }
        let digits = end - start;
        let leading_zero = digits > 1 && bytes.get(start) == Some(&b'0');
        let continues = matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
        // `-0` is a float to `serde_json`.
        let is_plain = !(leading_zero || continues || negative && value == 0);
        if digits == 0 || digits > MOST_DIGITS[usize::from(negative)] || !is_plain {
            return self.give_up();
        }
        self.at = end;
        Ok(match i64::try_from(value) {
            Ok(value) if negative => Integer::Negative(-value),
            _ => Integer::Unsigned(value),
        })
    }

    #[inline]
    fn visit_integer<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, GiveUp> {
        let result = match self.integer()? {
            Integer::Unsigned(number) => visitor.visit_u64(number),
            Integer::Negative(number) => visitor.visit_i64(number),
        };
        self.note(result)
    }

    #[inline]
    fn visit_text<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, GiveUp> {
        let (text, end) = self.string_at(self.at)?;
        self.at = end;
        self.visit(text, visitor)
    }

    #[inline]
    fn visit<V: Visitor<'de>>(&mut self, text: Text<'de>, visitor: V) -> Result<V::Value, GiveUp> {
        let result = match text {
            Text::Borrowed(text) => visitor.visit_borrowed_str(text),
            Text::Scratch => visitor.visit_str(&self.scratch),
        };
        self.note(result)
    }

    /// Reads what stands between brackets.
    #[inline]
    fn within<T>(&mut self, close: u8, read: impl FnOnce(&mut Self) -> Result<T, GiveUp>) -> Result<T, GiveUp> {
        if self.depth == DEEPEST {
            return self.give_up();
        }
        self.at += 1;
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        let value = self.note(result)?;
        self.eat(close)?;
        Ok(value)
    }

    #[inline]
    fn visit_object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, GiveUp> {
        self.within(b'}', |reader| visitor.visit_map(Members::new(reader)))
    }

    #[inline]
    fn visit_array<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, GiveUp> {
        self.within(b']', |reader| visitor.visit_seq(Elements::new(reader)))
    }
}

/// Integers, for every type that may ask for one. A float that is asked for gets an integer too, where one stands.
macro_rules! integers {
    ($($method:ident)+) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
            match self.peek() {
                b'-' | b'0'..=b'9' => self.visit_integer(visitor),
                _ => self.give_up(),
            }
        }
    )+};
}

/// What is read by `serde_json` alone.
macro_rules! not_here {
    ($reader:ident => $give_up:expr; $($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, GiveUp> {
            let $reader = self;
            $give_up
        }
    )+};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = GiveUp;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'"' => self.visit_text(visitor),
            b'{' => self.visit_object(visitor),
            b'-' | b'0'..=b'9' => self.visit_integer(visitor),
            b'[' => self.visit_array(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => self.give_up(),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let value = self.peek() == b't';
        self.eat_word(if value { "true" } else { "false" })?;
        let result = visitor.visit_bool(value);
        self.note(result)
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    not_here! { reader => reader.give_up(); deserialize_i128 deserialize_u128 deserialize_bytes deserialize_byte_buf }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'"' => self.visit_text(visitor),
            _ => self.give_up(),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let result = if self.peek() == b'n' {
            self.eat_word("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(&mut *self)
        };
        self.note(result)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.peek();
        self.eat_word("null")?;
        let result = visitor.visit_unit();
        self.note(result)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        if name.starts_with(PRIVATE_NAMES) {
            return self.give_up();
        }
        let result = visitor.visit_newtype_struct(&mut *self);
        self.note(result)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'[' => self.visit_array(visitor),
            _ => self.give_up(),
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

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'{' => self.visit_object(visitor),
            _ => self.give_up(),
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'{' if !name.starts_with(PRIVATE_NAMES) => self.visit_object(visitor),
            b'[' => self.visit_array(visitor),
            _ => self.give_up(),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        match self.peek() {
            b'"' => {
                let (text, end) = self.string_at(self.at)?;
                self.at = end;
                let result = visitor.visit_enum(UnitVariant(Key { reader: self, text }));
                self.note(result)
            }
            b'{' => self.within(b'}', |reader| visitor.visit_enum(Content::new(reader))),
            _ => self.give_up(),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        match skip_value(self.text.as_bytes(), self.at) {
            Some(end) => self.at = end,
            None => return self.give_up(),
        }
        let result = visitor.visit_unit();
        self.note(result)
    }
}

/// A key that has been read: text, whatever is asked for. Numbers and booleans in quotes are left to `serde_json`.
struct Key<'a, 'de> {
    reader: &'a mut Reader<'de>,
    text: Text<'de>,
}

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = GiveUp;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        self.reader.visit(self.text, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GiveUp> {
        let Key { reader, text } = self;
        let result = visitor.visit_some(Key { reader, text });
        reader.note(result)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GiveUp> {
        let Key { reader, text } = self;
        if name.starts_with(PRIVATE_NAMES) {
            return reader.give_up();
        }
        let result = visitor.visit_newtype_struct(Key { reader, text });
        reader.note(result)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GiveUp> {
        let Key { reader, text } = self;
        let result = visitor.visit_enum(UnitVariant(Key { reader, text }));
        reader.note(result)
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }

    not_here! {
        key => key.reader.give_up();
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::IgnoredAny;

    use super::{String, read};
    use crate::batch::BatchReply;

    #[test]
    fn replies_are_of_the_subset() {
        for document in [
            r#"{"code":0,"message":"success","detail":{"ins-1":{"code":0,"message":"","requestId":"1231231231231"}}}"#,
            "{ \"code\" : \"0\" ,\r\n\t\"msg\":\"\\u6570\\u636e \\ud83d\\ude00 盘\", \"detail\" : [ ] } ",
            r#"{"code":-1,"x":[1.5e3,-0,{"y":[true,false,null]}],"detail":null,"requestId":24534341}"#,
        ] {
            assert!(read::<BatchReply<String>>(document).is_some(), "{document}");
        }
    }

    #[test]
    fn anything_else_is_left_to_serde_json() {
        for document in ["", "{", "[1,]", "{\"a\":1,}", "01", "nul", "\"\\x\"", "\"\n\"", "1 2", "{1:2}", "[1}"] {
            assert!(read::<IgnoredAny>(document).is_none(), "{document}");
        }
        for document in ["1.5", "-0", "20000000000000000000", "\"\\ud800\""] {
            assert!(read::<crate::raw::Raw>(document).is_none(), "{document}");
        }
    }
}
