//! [`Rogue`]: a type that reads as no sane type does. It asks for kinds at random, also of keys and of the names of variants,
//! leaves them and their values unread, stops early, passes over errors, and writes down what it saw.

use async_resp_tests::random::Random;
use std::cell::Cell;
use std::fmt;

use serde::de::{
    self, Deserialize, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

thread_local! {
    static CONDUCT: Cell<u64> = const { Cell::new(0) };
    static RANDOM: Cell<Random> = const { Cell::new(Random::new(0)) };
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// What it asks for in all before it passes over the rest: it may ask for the same value again and again.
const MOST_STEPS: usize = 300;

/// How the next [`Rogue`]s of this thread behave.
pub(crate) fn behave(conduct: u64) {
    CONDUCT.set(conduct);
}

fn choose(below: u64) -> u64 {
    let mut random = RANDOM.get();
    let choice = random.below(below);
    RANDOM.set(random);
    choice
}

/// What it saw of a document. Its conduct begins anew with each document: a second reader meets the same.
#[derive(Debug, PartialEq)]
pub(crate) struct Rogue(String);

impl<'de> Deserialize<'de> for Rogue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RANDOM.set(Random::new(CONDUCT.get()));
        STEPS.set(0);
        Part::deserialize(deserializer).map(|part| Rogue(part.0))
    }
}

struct Part(String);

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if choose(60) == 0 { Ok(Part("nothing".to_owned())) } else { Self::read(deserializer) }
    }
}

impl Part {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        STEPS.set(STEPS.get() + 1);
        if STEPS.get() > MOST_STEPS {
            return IgnoredAny::deserialize(deserializer).map(|_| Part("…".to_owned()));
        }
        match choose(60) {
            0 => deserializer.deserialize_bool(Seen),
            1 => deserializer.deserialize_i8(Seen),
            2 => deserializer.deserialize_i16(Seen),
            3 => deserializer.deserialize_i32(Seen),
            4 => deserializer.deserialize_i64(Seen),
            5 => deserializer.deserialize_i128(Seen),
            6 => deserializer.deserialize_u8(Seen),
            7 => deserializer.deserialize_u16(Seen),
            8 => deserializer.deserialize_u32(Seen),
            9 => deserializer.deserialize_u64(Seen),
            10 => deserializer.deserialize_u128(Seen),
            11 => deserializer.deserialize_f32(Seen),
            12 => deserializer.deserialize_f64(Seen),
            13 => deserializer.deserialize_char(Seen),
            14 => deserializer.deserialize_str(Seen),
            15 => deserializer.deserialize_string(Seen),
            16 => deserializer.deserialize_bytes(Seen),
            17 => deserializer.deserialize_byte_buf(Seen),
            18 => deserializer.deserialize_option(Seen),
            19 => deserializer.deserialize_unit(Seen),
            20 => deserializer.deserialize_unit_struct("Unit", Seen),
            21 => deserializer.deserialize_newtype_struct("Newtype", Seen),
            22 => deserializer.deserialize_seq(Seen),
            23 => deserializer.deserialize_tuple(2, Seen),
            24 => deserializer.deserialize_tuple_struct("Tuple", 2, Seen),
            25 => deserializer.deserialize_map(Seen),
            26 => deserializer.deserialize_struct("Struct", &["a"], Seen),
            27 => deserializer.deserialize_enum("Enum", &["Unit"], Seen),
            28 => deserializer.deserialize_identifier(Seen),
            29 => deserializer.deserialize_ignored_any(Seen),
            30 => Err(de::Error::custom("on a whim")),
            _ => deserializer.deserialize_any(Seen),
        }
    }
}

struct Seen;

/// Refuses a value now and then.
fn saw<E: de::Error>(value: impl fmt::Debug, call: &str) -> Result<Part, E> {
    if choose(40) == 0 { Err(E::custom(format!("no {call}"))) } else { Ok(Part(format!("{call} {value:?}"))) }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty;)+) => {$(
        fn $visit<E: de::Error>(self, value: $type) -> Result<Part, E> {
            saw(value, stringify!($visit))
        }
    )+};
}

impl<'de> Visitor<'de> for Seen {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    scalars! {
        visit_bool: bool; visit_i8: i8; visit_i16: i16; visit_i32: i32; visit_i64: i64; visit_i128: i128;
        visit_u8: u8; visit_u16: u16; visit_u32: u32; visit_u64: u64; visit_u128: u128; visit_f32: f32; visit_f64: f64;
        visit_char: char; visit_str: &str; visit_borrowed_str: &'de str; visit_string: String;
        visit_bytes: &[u8]; visit_borrowed_bytes: &'de [u8]; visit_byte_buf: Vec<u8>;
    }

    fn visit_unit<E: de::Error>(self) -> Result<Part, E> {
        saw((), "visit_unit")
    }

    fn visit_none<E: de::Error>(self) -> Result<Part, E> {
        saw((), "visit_none")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        Part::read(deserializer).map(|Part(part)| Part(format!("some {part}")))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        Part::read(deserializer).map(|Part(part)| Part(format!("newtype {part}")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Part, A::Error> {
        let mut seen = format!("seq {:?}", seq.size_hint());
        while STEPS.get() <= MOST_STEPS && choose(12) != 0 {
            match passed_over(seq.next_element::<Part>(), &mut seen)? {
                Some(Part(part)) => seen.extend([" ", &part]),
                None if choose(4) == 0 => {}
                None => break,
            }
        }
        Ok(Part(seen))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
        let mut seen = format!("map {:?}", map.size_hint());
        while STEPS.get() <= MOST_STEPS && choose(12) != 0 {
            let key = if choose(3) == 0 {
                map.next_key::<Part>().map(|key| key.map(|Part(key)| key))
            } else {
                map.next_key::<String>()
            };
            match passed_over(key, &mut seen)? {
                Some(key) => seen.extend([" ", &key, "="]),
                // Not without a key: then `serde_json` may panic.
                None if choose(4) == 0 => continue,
                None => break,
            }
            let value =
                if choose(50) == 0 { None } else { passed_over(map.next_value::<Part>().map(Some), &mut seen)? };
            seen += value.as_ref().map_or("", |Part(part)| part);
        }
        Ok(Part(seen))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Part, A::Error> {
        if choose(30) == 0 {
            return Ok(Part("an enum".to_owned()));
        }
        let (Part(name), content) = if choose(2) == 0 {
            data.variant::<Part>()?
        } else {
            data.variant::<String>().map(|(name, content)| (Part(name), content))?
        };
        let content = match choose(6) {
            0 => content.unit_variant().map(|()| Part("unit".to_owned())),
            1 | 2 => content.newtype_variant::<Part>(),
            3 => content.tuple_variant(2, Seen),
            4 => Ok(Part("something".to_owned())),
            _ => content.struct_variant(&["a"], Seen),
        };
        Ok(Part(format!("{name} of {}", content?.0)))
    }
}

/// Passes over most errors, as if nothing had been there.
fn passed_over<T, E: de::Error>(result: Result<Option<T>, E>, seen: &mut String) -> Result<Option<T>, E> {
    match result {
        Err(_) if choose(4) == 0 => {
            *seen += " failed";
            Ok(None)
        }
        result => result,
    }
}
