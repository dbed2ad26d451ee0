//! The entries of a reply counted, and none of them kept.

use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::batch::BatchResponse;
use crate::code::Code;
use crate::envelope::{Envelope, Field, Seen};
use crate::id::ResourceId;
use crate::verdict::Tally;

/// The counts of a reply that is as documented.
///
/// Whatever is accepted here, [`BatchReply`](crate::BatchReply) accepts, with the same entries. An error says nothing: then
/// there are strays, or an array for `detail`, or a fault to be told, and the reply has to be read as a whole.
pub(super) struct Counts<R> {
    pub(super) accepted: usize,
    pub(super) failed: usize,
    reply: PhantomData<R>,
}

impl<R> Counts<R> {
    const fn new() -> Self {
        Self { accepted: 0, failed: 0, reply: PhantomData }
    }

    pub(super) fn tally(&self) -> Tally {
        let Self { accepted, failed, .. } = *self;
        Tally { asked: accepted + failed, accepted, failed, ..Tally::default() }
    }
}

impl<'de, R: BatchResponse> Deserialize<'de> for Counts<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReplyVisitor(PhantomData))
    }
}

/// What every visitor here expects, for an error that nobody sees.
fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a reply as documented")
}

struct ReplyVisitor<R>(PhantomData<R>);

impl<'de, R: BatchResponse> Visitor<'de> for ReplyVisitor<R> {
    type Value = Counts<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Envelope::new();
        let mut counts = Counts::new();
        while let Some(field) = map.next_key()? {
            match field {
                Field::Detail => {
                    envelope.once(field)?;
                    map.next_value_seed(DetailSeed(&mut counts))?;
                }
                shared => envelope.read(shared, &mut map)?,
            }
        }
        envelope.complete()?;
        Ok(counts)
    }
}

struct DetailSeed<'a, R>(&'a mut Counts<R>);

impl<'de, R: BatchResponse> DeserializeSeed<'de> for DetailSeed<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: BatchResponse> Visitor<'de> for DetailSeed<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(()) = map.next_key_seed(IdSeed::<R::Id>(PhantomData))? {
            map.next_value_seed(EntrySeed(self.0))?;
        }
        Ok(())
    }
}

/// A key that is an id.
struct IdSeed<Id>(PhantomData<Id>);

impl<'de, Id: ResourceId> DeserializeSeed<'de> for IdSeed<Id> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<Id: ResourceId> Visitor<'_> for IdSeed<Id> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        if text.is_empty() || !Id::accepts(text) { Err(E::custom("no id")) } else { Ok(()) }
    }
}

struct EntrySeed<'a, R>(&'a mut Counts<R>);

impl<'de, R: BatchResponse> DeserializeSeed<'de> for EntrySeed<'_, R> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, R: BatchResponse> Visitor<'de> for EntrySeed<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = Seen::default();
        let mut code = Code::SUCCESS;
        while let Some(field) = map.next_key::<Field>()? {
            match field {
                Field::Detail | Field::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                Field::Code => code = map.next_value()?,
                // In one place, which keeps it small enough to be inlined.
                text => map.next_value_seed(Passed { any_kind: !matches!(text, Field::RequestId) })?,
            }
            if !seen.insert(field) {
                return Err(de::Error::custom("a field twice"));
            }
        }
        if !seen.contains(Field::Code) {
            return Err(de::Error::custom("no code"));
        }
        *if R::OPERATION.accepts(code) { &mut self.0.accepted } else { &mut self.0.failed } += 1;
        Ok(())
    }
}

/// A value that is read as a message or a task number is, and passed over. A message may be of any kind.
#[derive(Clone, Copy)]
struct Passed {
    any_kind: bool,
}

impl Passed {
    fn of_a_message<E: de::Error>(self) -> Result<(), E> {
        if self.any_kind { Ok(()) } else { Err(E::custom("no task number")) }
    }
}

impl<'de> DeserializeSeed<'de> for Passed {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Passed {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    #[inline]
    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.of_a_message()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        IgnoredAny.visit_seq(seq)?;
        self.of_a_message()
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        IgnoredAny.visit_map(map)?;
        self.of_a_message()
    }
}
