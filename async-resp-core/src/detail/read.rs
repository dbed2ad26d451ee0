//! Reading of `detail` in every shape that servers send.

use alloc::boxed::Box;
use alloc::format;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::number::Opened;
use super::object::{IdCapture, ObjectDeserializer};
use super::{Detail, Stray, StrayValue};
use crate::excerpt;
use crate::id::ResourceId;
use crate::raw::{NUMBERS_AS_OBJECTS, RawVisitor};
use crate::text::{self, with_integer};

impl<'de, Id: ResourceId, E: Deserialize<'de>> Deserialize<'de> for Detail<Id, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As an option, since that is what serde's derive takes an absent field for.
        deserializer.deserialize_option(DetailVisitor(PhantomData))
    }
}

struct DetailVisitor<Id, E>(PhantomData<(Id, E)>);

impl<'de, Id: ResourceId, E: Deserialize<'de>> Visitor<'de> for DetailVisitor<Id, E> {
    type Value = Detail<Id, E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`detail`: an object keyed by {} id, or an array of entries", Id::KIND)
    }

    fn visit_none<Er: de::Error>(self) -> Result<Self::Value, Er> {
        Ok(Detail::default())
    }

    fn visit_unit<Er: de::Error>(self) -> Result<Self::Value, Er> {
        Ok(Detail::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<Er: de::Error>(self, text: &str) -> Result<Self::Value, Er> {
        Err(text::unexpected(text, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::default();
        (&mut members).visit_map(map)?;
        members.detail.about_resources()?;
        Ok(members.detail)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::default();
        (&mut members).visit_seq(seq)?;
        members.detail.about_resources()?;
        Ok(members.detail)
    }
}

/// What has been read of a `detail`.
///
/// Keys and entries are written here by the seeds that read them, and not handed back through the deserializer: that moves
/// each once instead of four times.
pub(crate) struct Members<Id, E> {
    pub(crate) detail: Detail<Id, E>,
    /// The key whose value comes next; `None` in the array form, where an entry holds its id itself.
    key: Option<Key<Id>>,
}

impl<Id, E> Default for Members<Id, E> {
    fn default() -> Self {
        Self { detail: Detail::default(), key: None }
    }
}

/// Adds the members of an object or an array. Nothing but strays is no error: there may be others.
impl<'de, Id: ResourceId, E: Deserialize<'de>> DeserializeSeed<'de> for &mut Members<Id, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, Id: ResourceId, E: Deserialize<'de>> Visitor<'de> for &mut Members<Id, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        DetailVisitor::<Id, E>(PhantomData).expecting(f)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while self.read_member(&mut map)? {}
        Ok(())
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while self.read_element(&mut seq)? {}
        Ok(())
    }
}

impl<Id: ResourceId, E> Members<Id, E> {
    /// Forgets everything but the first strays.
    #[cfg(all(feature = "json", feature = "std"))]
    pub(crate) fn forget(&mut self, all_but_strays: usize) {
        self.detail.entries.clear();
        self.detail.strays.truncate(all_but_strays);
        self.key = None;
    }

    fn keep(&mut self, value: StrayValue<E>) {
        let key = match self.key.take() {
            None => Box::default(),
            Some(Key::Id(id)) => format!("{id}").into(),
            Some(Key::Invalid(key)) => key,
        };
        self.detail.strays.push(Stray::new(key, value));
    }
}

impl<'de, Id: ResourceId, E: Deserialize<'de>> Members<Id, E> {
    /// Adds the next member of an object; whether there was one.
    #[inline]
    pub(crate) fn read_member<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<bool, A::Error> {
        let is_one = map.next_key_seed(KeySeed(&mut self.key))?.is_some();
        if is_one {
            map.next_value_seed(MemberSeed(self))?;
        }
        Ok(is_one)
    }

    /// Adds the next element of an array; whether there was one.
    #[inline]
    pub(crate) fn read_element<A: SeqAccess<'de>>(&mut self, seq: &mut A) -> Result<bool, A::Error> {
        Ok(seq.next_element_seed(MemberSeed(self))?.is_some())
    }

    #[inline]
    fn read_object<A: MapAccess<'de>>(&mut self, map: A) -> Result<(), A::Error> {
        match self.key {
            Some(Key::Id(_)) => self.read_entry(map),
            _ => self.read_other(map),
        }
    }

    /// Reads the entry of an id that is its key.
    #[inline]
    fn read_entry<A: MapAccess<'de>>(&mut self, map: A) -> Result<(), A::Error> {
        let entry = E::deserialize(ObjectDeserializer(map))?;
        if let Some(Key::Id(id)) = self.key.take() {
            self.detail.entries.push((id, entry));
        }
        Ok(())
    }

    /// Reads an entry of the array form, or of a key that is no id.
    fn read_other<A: MapAccess<'de>>(&mut self, map: A) -> Result<(), A::Error> {
        let mut found = None;
        let entry = match self.key {
            Some(_) => E::deserialize(ObjectDeserializer(map))?,
            None => E::deserialize(ObjectDeserializer(IdCapture::<A, Id>::new(map, &mut found)))?,
        };
        let key = self.key.take().unwrap_or_else(|| Key::parse(found.as_ref().map_or("", |found| &found.text)));
        match key {
            Key::Id(id) => self.detail.entries.push((id, entry)),
            Key::Invalid(key) => self.detail.strays.push(Stray::new(key, StrayValue::Entry(entry))),
        }
        Ok(())
    }
}

impl<Id: ResourceId, E> Detail<Id, E> {
    /// Refuses a `detail` that is an answer to something else than a list of resources.
    pub(crate) fn about_resources<Er: de::Error>(&self) -> Result<(), Er> {
        match self.strays.first() {
            Some(stray) if self.entries.is_empty() && self.strays.iter().all(Stray::says_nothing) => {
                let kind = Id::KIND;
                Err(match stray.key() {
                    "" => Er::custom(format_args!("`detail` names no {kind}: its elements are no entries")),
                    key => {
                        let key = excerpt::name(key);
                        Er::custom(format_args!("`detail` names no {kind}: it holds `{key}` and no entry with a code"))
                    }
                })
            }
            _ => Ok(()),
        }
    }
}

/// A key of `detail`.
enum Key<Id> {
    Id(Id),
    Invalid(Box<str>),
}

impl<Id: ResourceId> Key<Id> {
    #[inline]
    fn parse(text: &str) -> Self {
        // Whatever an id's own `parse` takes, the empty key is that of an entry without an id.
        let id = if text.is_empty() { None } else { Id::parse(text).ok() };
        id.map_or_else(|| Key::Invalid(text.into()), Key::Id)
    }
}

struct KeySeed<'a, Id>(&'a mut Option<Key<Id>>);

impl<'de, Id: ResourceId> DeserializeSeed<'de> for KeySeed<'_, Id> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<Id: ResourceId> Visitor<'_> for KeySeed<'_, Id> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the id of a resource ({})", Id::KIND)
    }

    #[inline]
    fn visit_str<Er: de::Error>(self, text: &str) -> Result<(), Er> {
        *self.0 = Some(Key::parse(text));
        Ok(())
    }

    // Formats other than JSON have keys that are numbers.
    fn visit_u64<Er: de::Error>(self, number: u64) -> Result<(), Er> {
        *self.0 = Some(with_integer(number, Key::parse));
        Ok(())
    }

    fn visit_i64<Er: de::Error>(self, number: i64) -> Result<(), Er> {
        *self.0 = Some(with_integer(number, Key::parse));
        Ok(())
    }
}

/// Reads one member of `detail`: an object is an entry or an error, anything else is kept as a stray.
struct MemberSeed<'a, Id, E>(&'a mut Members<Id, E>);

impl<'de, Id: ResourceId, E: Deserialize<'de>> DeserializeSeed<'de> for MemberSeed<'_, Id, E> {
    type Value = ();

    #[allow(
        clippy::inline_always,
        reason = "measured: as a call of its own it costs 28 instructions an entry more, of 1,232"
    )]
    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Keeps each of these kinds of value as it came.
macro_rules! keep {
    ($($visit:ident($($value:ident: $type:ty)?);)+) => {$(
        fn $visit<Er: de::Error>(self, $($value: $type)?) -> Result<(), Er> {
            RawVisitor.$visit($($value)?).map(|raw| self.0.keep(StrayValue::Other(raw)))
        }
    )+};
}

impl<'de, Id: ResourceId, E: Deserialize<'de>> Visitor<'de> for MemberSeed<'_, Id, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry, or a value beside the entries")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if NUMBERS_AS_OBJECTS {
            return match Opened::new(map)? {
                Opened::Number(number) => {
                    self.0.keep(StrayValue::Other(number));
                    Ok(())
                }
                Opened::Object(object) => self.0.read_object(object),
            };
        }
        self.0.read_object(map)
    }

    fn visit_str<Er: de::Error>(self, text: &str) -> Result<(), Er> {
        self.0.keep(StrayValue::Text(text.into()));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        RawVisitor.visit_seq(seq).map(|raw| self.0.keep(StrayValue::Other(raw)))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    keep! {
        visit_unit();
        visit_none();
        visit_bool(value: bool);
        visit_i64(value: i64);
        visit_u64(value: u64);
        visit_f64(value: f64);
    }
}
