//! A deserializer for the JSON that replies are made of: objects, arrays, text, integers, booleans and null.
//!
//! It reads such a document as `serde_json` would, call for call, and gives up on anything else: a syntax error, a number
//! that is no integer of 64 bits, a kind of value that the type does not expect, any error of the type itself. Then the
//! whole document goes to `serde_json`, so whatever is not read here has `serde_json`'s value or `serde_json`'s error. The
//! law: what this reader accepts, `serde_json` accepts with the same value.
//!
//! Here is what is shared; `value` has the `Deserializer` of values, `key` those of keys, `access` the objects, arrays and
//! enums, `scan` the tokens.
//!
//! What costs time here is the way of the place through memory: a place that is stored behind one token and loaded before
//! the next makes the tokens wait for each other. So the parts of an object or array are read with a place of their own,
//! which the compiler keeps in a register where the reading of them is inlined, and [`Reader::at`] is written alone.

#![allow(clippy::inline_always, reason = "measured: with the plain hint a reply takes a tenth longer")]

mod access;
mod key;
mod scan;
mod value;

use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, DeserializeSeed, Visitor};

use self::scan::Text;
#[cfg(feature = "std")]
pub(super) use self::scan::plain_end;
pub(super) use self::scan::skip_space;
use self::value::Value;
#[cfg(feature = "std")]
use crate::detail::Members;
#[cfg(feature = "std")]
use crate::id::ResourceId;

/// The value of a document of the subset; `None` for any other document.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    read_by(text, PhantomData)
}

/// The same, read by a seed, which may have begun where the answer is `None`.
pub(super) fn read_by<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Option<S::Value> {
    if !access::is_short_enough(text.len()) {
        return None;
    }
    let mut reader = Reader { text, at: 0, depth: 0, gave_up: false, scratch: String::new() };
    let mut end = 0;
    let value = seed.deserialize(Value { reader: &mut reader, at: &mut end }).ok()?;
    let is_whole = skip_space(text.as_bytes(), end) == text.len();
    // A type may carry on after an error. What it made of it is no business of a reader that has given up.
    (is_whole && !reader.gave_up).then_some(value)
}

/// Reads one member of `detail`, an object or an array, out of a reply: the one that begins at `at`. The place of what stands
/// behind it, which has to be a separator. Where the answer is `None` it may have been read in part. The text is a piece of the
/// reply, and never too long to be read here. The scratch is room for texts with escapes, kept from member to member.
#[cfg(feature = "std")]
pub(super) fn read_member<'de, Id: ResourceId, E: Deserialize<'de>>(
    text: &'de str,
    at: usize,
    is_array: bool,
    members: &mut Members<Id, E>,
    scratch: &mut String,
) -> Option<usize> {
    // That deep the members of `detail` are in a reply.
    let mut reader = Reader { text, at, depth: 2, gave_up: false, scratch: core::mem::take(scratch) };
    let is_read = if is_array {
        members.read_element(&mut access::Elements::new(&mut reader, at))
    } else {
        members.read_member(&mut access::Members::new(&mut reader, at))
    };
    *scratch = reader.scratch;
    (is_read.ok()? && !reader.gave_up).then(|| skip_space(text.as_bytes(), reader.at))
}

/// Nesting that is read here. `serde_json` refuses more than 127 levels and is left to say so.
const DEEPEST: u8 = 100;

/// The names with which `serde_json` asks itself for raw values and numbers of any precision.
const PRIVATE_NAMES: &str = "$serde_json::private::";

struct Reader<'de> {
    text: &'de str,
    /// The place behind what was last read of the innermost object or array: where it is closed, if nobody asks for more.
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

impl<'de> Reader<'de> {
    #[inline(always)]
    fn bytes(&self) -> &'de [u8] {
        self.text.as_bytes()
    }

    #[cold]
    fn give_up<T>(&mut self) -> Result<T, GiveUp> {
        self.gave_up = true;
        Err(GiveUp)
    }

    /// Notes an error of the type.
    #[inline(always)]
    fn note<T>(&mut self, result: Result<T, GiveUp>) -> Result<T, GiveUp> {
        match result {
            Ok(value) => Ok(value),
            Err(GiveUp) => self.give_up(),
        }
    }

    /// Shows a text to the type.
    #[inline(always)]
    fn visit<V: Visitor<'de>>(&mut self, text: Text<'de>, visitor: V) -> Result<V::Value, GiveUp> {
        let result = match text {
            Text::Borrowed(text) => visitor.visit_borrowed_str(text),
            Text::Scratch => visitor.visit_str(&self.scratch),
        };
        self.note(result)
    }
}

/// Kinds of value that are left to `serde_json`, with the types of what comes before the visitor.
macro_rules! not_here {
    ($($method:ident $(($($argument:ty),+))?)+) => {$(
        fn $method<V: Visitor<'de>>(self, $($(_: $argument,)+)? _: V) -> Result<V::Value, GiveUp> {
            self.reader.give_up()
        }
    )+};
}
use not_here;

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
