//! What is read of a reply, and the reading of one member of it: by the code that reads whole replies, out of a small document
//! in which it is the only one.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::detail::{Detail, Members};
use crate::envelope::{Envelope, Field};
use crate::id::ResourceId;
use crate::json::subset;

/// What was read so far.
pub(super) struct Found<Id, E> {
    /// What stands beside `detail`.
    pub(super) envelope: Envelope,
    /// The strays. Entries pass through it.
    pub(super) members: Members<Id, E>,
    /// How many members of `detail` were read.
    pub(super) count: usize,
    /// Room for the reader of the subset.
    scratch: String,
}

/// Something wrong in a document that has more bytes in front than there are in the reply.
pub(super) struct Fault {
    pub(super) error: serde_json::Error,
    /// How many.
    pub(super) extra: usize,
}

impl Fault {
    /// Line and column in the member with a bracket before it.
    pub(super) fn place(&self) -> (usize, usize) {
        match (self.error.line(), self.error.column()) {
            (1, column) => (1, (column + 1).saturating_sub(self.extra)),
            place => place,
        }
    }
}

impl<Id, E> Found<Id, E> {
    pub(super) fn new() -> Self {
        Self { envelope: Envelope::new(), members: Members::default(), count: 0, scratch: String::new() }
    }
}

impl<Id: ResourceId, E: DeserializeOwned> Found<Id, E> {
    /// Reads an object of fields of the reply, of whose bytes the first is extra.
    pub(super) fn read_field(&mut self, object: &[u8]) -> Result<(), Fault> {
        // Not by the reader of the subset: where that gives up, some fields would have been read.
        read(object, &mut self.envelope).map_err(|error| Fault { error, extra: 1 })
    }

    /// Reads the member of `detail` that begins at this place of a text; the place of the separator behind it. `None` where it
    /// has to be read by itself: it goes on behind the text, is longer than the limit, is not of the subset, or is wrong.
    #[inline]
    pub(super) fn read_member(&mut self, text: &str, at: usize, close: u8, limit: usize) -> Option<usize> {
        let strays = self.members.detail.strays.len();
        let end = subset::read_member(text, at, close == b']', &mut self.members, &mut self.scratch);
        let is_separator = |end: &usize| text.as_bytes().get(*end).is_some_and(|byte| *byte == b',' || *byte == close);
        let end = end.filter(is_separator).filter(|end| end - at <= limit);
        match end {
            Some(_) => self.count += 1,
            None => self.members.forget(strays),
        }
        end
    }

    /// Reads an object or array of members of `detail`, of whose bytes the first is extra. Where the reader of the subset has had
    /// all of it before, `was_at_hand`, it would give up again.
    pub(super) fn read_members(&mut self, bytes: &[u8], was_at_hand: bool) -> Result<(), Fault> {
        let strays = self.members.detail.strays.len();
        let text = if was_at_hand { None } else { core::str::from_utf8(bytes).ok() };
        let read_here = text.and_then(|text| subset::read_by(text, &mut self.members));
        if read_here.is_none() {
            // What the reader that gave up has left is read again.
            self.members.forget(strays);
            // Within another bracket, since in the reply it is: nesting is refused where it is there. That bracket is not
            // closed, so that what ends too early ends there.
            let mut nested = Vec::with_capacity(bytes.len() + 1);
            nested.push(b'[');
            nested.extend_from_slice(bytes);
            let mut is_read = false;
            let closed = read(&nested, Only { seed: &mut self.members, is_read: &mut is_read });
            if !is_read {
                closed.map_err(|error| Fault { error, extra: 2 })?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Reads an object of which the first byte is extra, and the rest is a `detail` without members and the bracket behind it.
    pub(super) fn read_no_detail(object: &[u8]) -> Result<(), Fault> {
        const BEFORE: &[u8] = b"{\"\":";
        let object = [BEFORE, &object[1..]].concat();
        let read = read(&object, Only { seed: PhantomData::<Detail<Id, E>>, is_read: &mut false });
        read.map(drop).map_err(|error| Fault { error, extra: BEFORE.len() })
    }

    /// Refuses a `detail`, which has ended, of which nothing is about a resource.
    pub(super) fn check_detail(&self) -> Result<(), serde_json::Error> {
        if self.count == self.members.detail.strays.len() { self.members.detail.about_resources() } else { Ok(()) }
    }

    /// Refuses a reply, which has ended, without a code.
    pub(super) fn check_envelope(&self) -> Result<(), serde_json::Error> {
        self.envelope.complete()
    }

    /// Refuses a field that comes again. Where it is wrong in itself, that is said when it is read.
    pub(super) fn begin(&mut self, field: Field) -> Result<(), serde_json::Error> {
        match field {
            Field::Detail => self.envelope.once(field),
            other => self.envelope.check_new(other),
        }
    }
}

/// Reads a whole document.
fn read<'de, S: DeserializeSeed<'de>>(document: &'de [u8], seed: S) -> Result<S::Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(document);
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The one value in an array or an object.
struct Only<'a, S> {
    seed: S,
    /// Whether it was read, whatever comes behind.
    is_read: &'a mut bool,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Only<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Only<'_, S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one value in brackets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<S::Value, A::Error> {
        let value = seq.next_element_seed(self.seed)?.ok_or_else(|| A::Error::custom("no value"))?;
        *self.is_read = true;
        Ok(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<S::Value, A::Error> {
        map.next_key::<IgnoredAny>()?;
        let value = map.next_value_seed(self.seed)?;
        *self.is_read = true;
        // What stands behind it is refused as it is before another member.
        map.next_key::<IgnoredAny>()?;
        Ok(value)
    }
}
