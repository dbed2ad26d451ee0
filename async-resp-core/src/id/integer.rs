//! What derived ids over integers call: the one spelling of each integer, and its way in and out of serde.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32,
    NonZeroU64, NonZeroU128, NonZeroUsize,
};
use core::str::FromStr;

use serde_core::de::{self, Visitor};
use serde_core::{Deserializer, Serialize, Serializer};

use super::{InvalidId, Never, NoType, ResourceId, not_empty};
use crate::text::with_integer;

/// An integer that an id is made of: the primitive ones and their `NonZero` forms.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no integer that a resource id can be made of",
    label = "not an integer of the standard library"
)]
pub trait IdInteger: Copy + Display + FromStr + Serialize {
    /// What its texts begin with: a digit, or a sign.
    const PREFIXES: &'static [&'static str];
    /// Whether readers of JSON would round it as a number.
    const WIDE: bool;

    /// The rule that other texts break.
    fn rule() -> String;
}

const UNSIGNED: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const SIGNED: &[&str] = &["-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const UNSIGNED_NONZERO: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const SIGNED_NONZERO: &[&str] = &["-", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

macro_rules! integers {
    ($($integer:ident $prefixes:ident, $nonzero:ident $nonzero_prefixes:ident $except:literal;)+) => {$(
        impl IdInteger for $integer {
            const PREFIXES: &'static [&'static str] = $prefixes;
            const WIDE: bool = $integer::BITS > 64;

            fn rule() -> String {
                format!("must be an integer from {} to {}, without leading zeros", $integer::MIN, $integer::MAX)
            }
        }

        impl IdInteger for $nonzero {
            const PREFIXES: &'static [&'static str] = $nonzero_prefixes;
            const WIDE: bool = $integer::BITS > 64;

            fn rule() -> String {
                format!(
                    concat!("must be an integer from {} to {}", $except, ", without leading zeros"),
                    $nonzero::MIN,
                    $nonzero::MAX
                )
            }
        }
    )+};
}

integers! {
    u8 UNSIGNED, NonZeroU8 UNSIGNED_NONZERO "";
    u16 UNSIGNED, NonZeroU16 UNSIGNED_NONZERO "";
    u32 UNSIGNED, NonZeroU32 UNSIGNED_NONZERO "";
    u64 UNSIGNED, NonZeroU64 UNSIGNED_NONZERO "";
    u128 UNSIGNED, NonZeroU128 UNSIGNED_NONZERO "";
    usize UNSIGNED, NonZeroUsize UNSIGNED_NONZERO "";
    i8 SIGNED, NonZeroI8 SIGNED_NONZERO " except 0";
    i16 SIGNED, NonZeroI16 SIGNED_NONZERO " except 0";
    i32 SIGNED, NonZeroI32 SIGNED_NONZERO " except 0";
    i64 SIGNED, NonZeroI64 SIGNED_NONZERO " except 0";
    i128 SIGNED, NonZeroI128 SIGNED_NONZERO " except 0";
    isize SIGNED, NonZeroIsize SIGNED_NONZERO " except 0";
}

/// The integer that a text is in its only spelling: no `+`, no leading zeros, no `-0`. Else two texts were one id, and
/// the id would be written as another text than the server's.
///
/// # Errors
///
/// Another text, or an integer out of range.
pub fn parse_integer<Id: ResourceId, N: IdInteger>(text: &str) -> Result<N, InvalidId> {
    not_empty(Id::KIND, text)?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let integer =
        if text == "0" || digits.starts_with(|first| matches!(first, '1'..='9')) { text.parse().ok() } else { None };
    integer.ok_or_else(|| InvalidId::new(Id::KIND, text, N::rule()))
}

/// A function that an author names as the rule for the integer of an id.
#[diagnostic::on_unimplemented(
    message = "`validate` names a function that cannot check the integer of an id",
    label = "expected `fn({N}) -> Result<(), &'static str>`",
    note = "the text in `Err` is the rule that the id breaks, as in `Err(\"must be even\")`"
)]
pub trait IntegerRule<N>: Sized {
    /// The rule that the integer breaks, if it breaks it.
    ///
    /// # Errors
    ///
    /// The rule.
    fn check(self, integer: N) -> Result<(), &'static str>;
}

impl<N, F: Fn(N) -> Result<(), &'static str>> IntegerRule<N> for F {
    fn check(self, integer: N) -> Result<(), &'static str> {
        self(integer)
    }
}

// A second candidate that never applies, so that the compiler reports `IntegerRule` and not what it asks of a function (as
// for `StandardDerives`).
impl<N, F: IntegerRule<N>> IntegerRule<N> for F
where
    NoType<F>: Never,
{
    fn check(self, _: N) -> Result<(), &'static str> {
        Ok(())
    }
}

/// The integer, if the author's rule allows it as an id.
///
/// # Errors
///
/// The rule that it breaks.
pub fn check_integer<Id: ResourceId, N: IdInteger>(integer: N, rule: impl IntegerRule<N>) -> Result<N, InvalidId> {
    rule.check(integer).map(|()| integer).map_err(|rule| InvalidId::new(Id::KIND, &integer.to_string(), rule))
}

/// Writes an id as a number, or as text where readers would round the number.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize_integer<N: IdInteger, S: Serializer>(integer: &N, serializer: S) -> Result<S::Ok, S::Error> {
    if N::WIDE { serializer.collect_str(integer) } else { integer.serialize(serializer) }
}

/// Reads an id from text or from an integer, whichever the server wrote.
///
/// # Errors
///
/// Those of the deserializer, and what is no such id.
pub fn deserialize_text_or_integer<'de, Id: ResourceId, D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
    deserializer.deserialize_any(TextOrInteger(PhantomData))
}

struct TextOrInteger<Id>(PhantomData<Id>);

impl<'de, Id: ResourceId> Visitor<'de> for TextOrInteger<Id> {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the id of a resource ({}) as text or an integer", Id::KIND)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
        Id::parse(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Id, E> {
        with_integer(integer, |digits| self.visit_str(digits))
    }

    fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Id, E> {
        with_integer(integer, |digits| self.visit_str(digits))
    }

    fn visit_u128<E: de::Error>(self, integer: u128) -> Result<Id, E> {
        with_integer(integer, |digits| self.visit_str(digits))
    }

    fn visit_i128<E: de::Error>(self, integer: i128) -> Result<Id, E> {
        with_integer(integer, |digits| self.visit_str(digits))
    }

    // Some formats wrap what a newtype holds.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Id, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use core::num::{NonZeroI8, NonZeroU16};

    use super::{IdInteger, parse_integer};

    fn refused<N: IdInteger>(text: &str) -> String {
        parse_integer::<String, N>(text).map(|integer| integer.to_string()).expect_err("no integer").rule().to_string()
    }

    #[test]
    fn each_integer_has_one_text() {
        for text in ["0", "1", "10", "65535"] {
            let integer: u16 = parse_integer::<String, _>(text).expect("an integer");
            assert_eq!(integer.to_string(), text);
        }
        for text in ["00", "01", "+1", "-0", "-1", "1 ", " 1", "1_0", "65536", "x", "1.0", "1e3", "١"] {
            assert_eq!(refused::<u16>(text), "must be an integer from 0 to 65535, without leading zeros", "{text}");
        }
        assert_eq!(refused::<u16>(""), "must not be empty");
        for text in ["-128", "-1", "0", "127"] {
            let integer: i8 = parse_integer::<String, _>(text).expect("an integer");
            assert_eq!(integer.to_string(), text);
        }
        for text in ["-0", "-01", "--1", "-", "+1", "-129", "128"] {
            assert_eq!(refused::<i8>(text), "must be an integer from -128 to 127, without leading zeros", "{text}");
        }
    }

    #[test]
    fn zero_is_outside_of_some() {
        assert_eq!(refused::<NonZeroU16>("0"), "must be an integer from 1 to 65535, without leading zeros");
        assert_eq!(refused::<NonZeroI8>("0"), "must be an integer from -128 to 127 except 0, without leading zeros");
    }

    #[test]
    fn every_text_begins_with_a_prefix() {
        for integer in i8::MIN..=i8::MAX {
            let text = integer.to_string();
            let begins = |prefixes: &[&str]| prefixes.iter().filter(|prefix| text.starts_with(**prefix)).count();
            assert_eq!(begins(i8::PREFIXES), 1, "{text}");
            assert_eq!(begins(NonZeroI8::PREFIXES), usize::from(integer != 0), "{text}");
            assert_eq!(begins(u16::PREFIXES), usize::from(integer >= 0), "{text}");
            assert_eq!(begins(NonZeroU16::PREFIXES), usize::from(integer > 0), "{text}");
        }
    }
}
