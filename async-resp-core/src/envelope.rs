//! The fields that common replies, batch replies and plain entries share, as they are read from the wire.

use alloc::boxed::Box;
use core::fmt;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::code::Code;
use crate::reply::TaskReply;
use crate::task::TaskIdSeed;
use crate::text::Remark;

/// A field of a reply, by its name on the wire.
#[derive(Clone, Copy)]
pub(crate) enum Field {
    Code,
    Message,
    /// What some products call the message.
    Msg,
    CodeDesc,
    RequestId,
    Detail,
    Unknown,
}

impl Field {
    /// By this name the reader of `json` knows that a field is asked for.
    pub(crate) const NAME: &'static str = "async_resp_core::Field";

    #[inline]
    fn of(name: &str) -> Self {
        match name {
            "code" => Field::Code,
            "message" => Field::Message,
            "msg" => Field::Msg,
            "codeDesc" => Field::CodeDesc,
            "requestId" => Field::RequestId,
            "detail" => Field::Detail,
            _ => Field::Unknown,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Field::Code => "code",
            Field::Message => "message",
            Field::Msg => "msg",
            Field::CodeDesc => "codeDesc",
            Field::RequestId => "requestId",
            Field::Detail => "detail",
            Field::Unknown => "",
        }
    }

    #[inline]
    fn refuse_unless<E: de::Error>(self, is_new: bool) -> Result<(), E> {
        if is_new { Ok(()) } else { Err(E::duplicate_field(self.name())) }
    }
}

impl<'de> Deserialize<'de> for Field {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not as an identifier: some formats have keys that are no text, which is nothing to fail for.
        deserializer.deserialize_newtype_struct(Field::NAME, FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Field, E> {
        Ok(Field::of(name))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Field, E> {
        Ok(Field::Unknown)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Field, E> {
        Ok(Field::Unknown)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Field, E> {
        Ok(Field::Unknown)
    }
}

/// The fields read so far, in the reply that they make.
pub(crate) struct Envelope {
    pub(crate) reply: TaskReply,
    seen: Seen,
}

impl Envelope {
    pub(crate) fn new() -> Self {
        Self { reply: TaskReply::new(Code::SUCCESS), seen: Seen::default() }
    }

    /// Reads the value of `field`, or passes over it where it is none of the shared ones.
    #[inline]
    pub(crate) fn read<'de, A: MapAccess<'de>>(&mut self, field: Field, map: &mut A) -> Result<(), A::Error> {
        if !matches!(field, Field::Detail | Field::Unknown) {
            self.once(field)?;
        }
        match field {
            Field::Code => self.reply.code = map.next_value()?,
            Field::RequestId => map.next_value_seed(TaskIdSeed(&mut self.reply.task_id))?,
            // In one place for the three, which keeps it small enough to be inlined.
            Field::Message | Field::Msg | Field::CodeDesc => {
                let kind = if matches!(field, Field::CodeDesc) { Remark::TextOrInteger } else { Remark::Text };
                if let Some(text) = map.next_value_seed(kind)? {
                    self.remark(field, text);
                }
            }
            Field::Detail | Field::Unknown => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }

    #[cold]
    fn remark(&mut self, field: Field, text: Box<str>) {
        match field {
            Field::CodeDesc => self.reply.code_desc = Some(text),
            // Where both say something, `message` counts.
            Field::Msg if self.reply.message.is_some() => {}
            _ => self.reply.message = Some(text),
        }
    }

    /// Refuses a field that comes again: of two codes or task numbers one would be lost.
    #[inline]
    pub(crate) fn once<E: de::Error>(&mut self, field: Field) -> Result<(), E> {
        field.refuse_unless(self.seen.insert(field))
    }

    /// Refuses a field that was read, without taking this one for read.
    #[cfg(all(feature = "json", feature = "std"))]
    pub(crate) fn check_new<E: de::Error>(&self, field: Field) -> Result<(), E> {
        field.refuse_unless(!self.seen.contains(field))
    }

    /// Checks that nothing is missing.
    #[inline]
    pub(crate) fn complete<E: de::Error>(&self) -> Result<(), E> {
        if self.seen.contains(Field::Code) { Ok(()) } else { Err(E::missing_field(Field::Code.name())) }
    }
}

/// Reads more of the fields, none of which has to be there.
impl<'de> DeserializeSeed<'de> for &mut Envelope {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Envelope {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields of a reply")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key()? {
            self.read(field, &mut map)?;
        }
        Ok(())
    }
}

/// A set of fields.
///
/// As wide as what is loaded to look at one bit: a load that is wider than the store before it has to wait for it.
#[derive(Default)]
pub(crate) struct Seen(u32);

impl Seen {
    #[inline]
    pub(crate) fn contains(&self, field: Field) -> bool {
        self.0 & (1 << field as u8) != 0
    }

    /// Adds a field, and tells whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, field: Field) -> bool {
        let is_new = !self.contains(field);
        self.0 |= 1 << field as u8;
        is_new
    }
}
