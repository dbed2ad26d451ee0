//! [`Entries`]: the entries of a reply of any size, one after another, from a reader.
//!
//! Each member is cut out of the document by [`cut`] and read as the only one of a small document: with the separators on
//! both sides of it made brackets it is one already. So members are read by the same code as whole replies, and their errors
//! are those of that code, moved to where the member stands.

mod cut;

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;
use core::fmt;
use std::io;

use serde_core::de::{DeserializeOwned, DeserializeSeed as _, Error as _, IgnoredAny};

use self::cut::{Cutter, Uncut};
use super::{Error, from_slice, subset};
use crate::batch::BatchReply;
use crate::detail::{Detail, Members, Stray};
use crate::envelope::{Envelope, Field};
use crate::excerpt;
use crate::id::ResourceId;
use crate::reply::TaskReply;

/// The most bytes that an entry may have, unless [`Entries::with_limit`] says otherwise.
const LIMIT: usize = 16 * 1024 * 1024;

const TOO_LONG: &str = "a member is longer than the limit";

/// Reads the entries of a batch reply one after another, holding one at a time.
///
/// For replies of the documented form that are too large to be held: entries under `detail`, keyed by id or in an array. The
/// pairs are those of [`from_slice`](super::from_slice), and so is what [`finish`](Entries::finish) gives; nested values are
/// refused one level later.
///
/// ```
/// use async_resp_core::{TaskReply, json};
///
/// let body = br#"{"code":5400,"detail":{"ins-1":{"code":0,"requestId":"7"},"ins-2":{"code":16000}}}"#;
/// let mut entries = json::entries::<String, TaskReply, _>(body.as_slice());
/// for pair in &mut entries {
///     let (id, entry) = pair?;
///     println!("{id}: {}", entry.code());
/// }
/// let (envelope, strays) = entries.finish()?;
/// assert_eq!((envelope.code().get(), strays.len()), (5400, 0));
/// # Ok::<(), json::Error>(())
/// ```
///
/// It reads in large pieces, so the reader need not be buffered.
pub fn entries<Id: ResourceId, E: DeserializeOwned, R: io::Read>(reader: R) -> Entries<Id, E, R> {
    Entries {
        cutter: Cutter::new(reader, LIMIT),
        state: State::Start,
        envelope: Envelope::new(),
        members: Members::default(),
        count: 0,
    }
}

/// The entries of a reply: an iterator of pairs, made by [`entries`]. After an error there are no more.
pub struct Entries<Id, E, R> {
    cutter: Cutter<R>,
    state: State,
    /// What was read outside `detail`.
    envelope: Envelope,
    /// The strays so far. Entries pass through it.
    members: Members<Id, E>,
    /// How many members of `detail` were read.
    count: usize,
}

/// What comes next in the document.
#[derive(Debug, Clone, Copy)]
enum State {
    Start,
    /// A member of the reply.
    Member {
        is_first: bool,
    },
    /// A member of `detail`, which this bracket closes.
    Entry {
        close: u8,
        is_first: bool,
    },
    /// A separator behind `detail`.
    BehindDetail,
    /// Nothing but white space.
    End,
    Finished,
    Failed,
}

impl<Id: ResourceId, E: DeserializeOwned, R: io::Read> Entries<Id, E, R> {
    /// The same, with another limit to the bytes of one entry than 16 MiB. What is held is no more than twice as long as the
    /// longest entry, 64 KiB, and the strays.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.cutter.set_limit(limit);
        self
    }

    /// What the reply says beside its entries: code, message and task number, and the strays of `detail`. Entries that have
    /// not been taken are read and dropped.
    ///
    /// # Errors
    ///
    /// Those of the rest of the document. After the iterator has given an error, that the reply was not read to its end.
    pub fn finish(mut self) -> Result<(TaskReply, Vec<Stray<E>>), Error> {
        for pair in &mut self {
            pair?;
        }
        match self.state {
            State::Finished => Ok((self.envelope.reply, self.members.detail.strays)),
            _ => Err(Error::elsewhere(serde_json::Error::custom("the reply was not read to its end"))),
        }
    }

    fn advance(&mut self) -> Result<Option<(Id, E)>, Error> {
        loop {
            match self.state {
                State::Start => self.start()?,
                State::Member { is_first } => self.member(is_first)?,
                State::Entry { close, is_first } => {
                    self.entry(close, is_first)?;
                    if let Some(pair) = self.members.detail.entries.pop() {
                        return Ok(Some(pair));
                    }
                }
                State::BehindDetail => match self.peek()? {
                    Some(b',') => self.next(State::Member { is_first: false }),
                    Some(b'}') => self.next(State::End),
                    other => return Err(self.unexpected("{\"\":0", other)),
                },
                State::End => match self.peek()? {
                    None => {
                        let complete = self.envelope.complete().and_then(|()| self.check_detail());
                        complete.map_err(|error| self.at(error, 0, None))?;
                        self.state = State::Finished;
                    }
                    other => return Err(self.unexpected("{}", other)),
                },
                State::Finished | State::Failed => return Ok(None),
            }
        }
    }

    fn start(&mut self) -> Result<(), Error> {
        match self.peek()? {
            Some(b'{') => {
                self.next(State::Member { is_first: true });
                return Ok(());
            }
            Some(_) => self.cutter.pass(),
            None => return Err(self.unexpected("", None)),
        }
        // It is no reply, which the beginning shows.
        let place = self.cutter.place(1);
        let (document, _) = self.cutter.member().map_err(uncut)?;
        let error = match serde_json::from_slice::<BatchReply<Id, E>>(document) {
            Err(error) => error,
            Ok(_) => serde_json::Error::custom("expected a batch reply"),
        };
        Err(Error::moved(error, (place.line, place.column), 0, None))
    }

    /// Reads a member of the reply, or up to the members of `detail`.
    fn member(&mut self, is_first: bool) -> Result<(), Error> {
        match self.peek()? {
            Some(b'"') => {}
            Some(b'}') if is_first => {
                self.next(State::End);
                return Ok(());
            }
            other => return Err(self.unexpected(if is_first { "{" } else { "{\"\":0," }, other)),
        }
        let key = self.cutter.text().map_err(uncut)?;
        let length = key.len();
        if !serde_json::from_slice::<Box<str>>(key).is_ok_and(|key| &*key == "detail") {
            let (one, separator) = self.read(
                b'{',
                b'}',
                |_| None,
                |member, _| from_slice::<Envelope>(member).map_err(Error::into_source),
            )?;
            self.envelope.add(one).map_err(|error| self.at(error, 0, None))?;
            self.state = if separator == b',' { State::Member { is_first: false } } else { State::End };
            return Ok(());
        }
        self.cutter.pass_text(length);
        self.envelope.once(Field::Detail).map_err(|error| self.at(error, 0, None))?;
        match self.peek()? {
            Some(b':') => self.cutter.pass(),
            other => return Err(self.unexpected("{\"\"", other)),
        }
        match self.peek()? {
            Some(b'{') => self.next(State::Entry { close: b'}', is_first: true }),
            Some(b'[') => self.next(State::Entry { close: b']', is_first: true }),
            _ => self.no_detail()?,
        }
        Ok(())
    }

    /// Reads a `detail` without members.
    fn no_detail(&mut self) -> Result<(), Error> {
        let (member, separator) = self.cutter.member().map_err(uncut)?;
        let end = member.len() - usize::from(separator.is_some());
        let length = member.len() - 1;
        let read = serde_json::from_slice::<Detail<Id, E>>(&member[1..end]).map(drop);
        read.map_err(|error| self.at(error, length, None))?;
        self.state = match separator {
            Some(b',') => State::Member { is_first: false },
            Some(b'}') => State::End,
            other => return Err(self.unexpected("{\"\":0", other)),
        };
        Ok(())
    }

    /// Reads a member of `detail` into [`Self::members`].
    fn entry(&mut self, close: u8, is_first: bool) -> Result<(), Error> {
        let is_array = close == b']';
        match self.peek()? {
            Some(byte) if byte == close && is_first => {
                self.next(State::BehindDetail);
                return Ok(());
            }
            Some(b'"') => {}
            Some(byte) if is_array && !matches!(byte, b',' | b'}' | b']') => {}
            other => {
                let before = match (is_array, is_first) {
                    (true, true) => "[",
                    (true, false) => "[0,",
                    (false, true) => "{",
                    (false, false) => "{\"\":0,",
                };
                return Err(self.unexpected(before, other));
            }
        }
        let index = self.count;
        let name = move |member: &[u8]| Some(if is_array { format!("#{index}").into() } else { key_of(member) });
        let open = if is_array { b'[' } else { b'{' };
        let ((), separator) = self.read(open, close, name, read_members)?;
        self.count += 1;
        self.state = if separator == b',' { State::Entry { close, is_first: false } } else { State::BehindDetail };
        Ok(())
    }

    /// Reads the next member as the only one of an object or an array, and the separator behind it.
    fn read<T>(
        &mut self,
        open: u8,
        close: u8,
        name: impl FnOnce(&[u8]) -> Option<Box<str>>,
        parse: impl FnOnce(&[u8], &mut Members<Id, E>) -> Result<T, serde_json::Error>,
    ) -> Result<(T, u8), Error> {
        let (member, separator) = match self.cutter.member() {
            Ok(cut) => cut,
            Err(Uncut::TooLong) => return Err(self.too_long(open, name, parse)),
            Err(failed) => return Err(uncut(failed)),
        };
        let before = core::mem::replace(&mut member[0], open);
        if let (Some(b','), Some(last)) = (separator, member.last_mut()) {
            *last = close;
        }
        // With any other separator, or none, it cannot be read, and the error says why.
        let read = parse(member, &mut self.members);
        // It may be a line break, which is yet to be counted.
        member[0] = before;
        match read {
            Ok(read) => Ok((read, separator.unwrap_or(close))),
            Err(error) => {
                let (length, name) = (member.len() - 1, name(member));
                let place = self.cutter.place(length);
                Err(Error::moved(error, (place.line, place.column), 1, name))
            }
        }
    }

    /// The error of a member of which more was read than the limit: what is wrong in that, for a quote or a bracket that is
    /// missing makes a member of all that follows, else its length.
    fn too_long<T>(
        &mut self,
        open: u8,
        name: impl FnOnce(&[u8]) -> Option<Box<str>>,
        parse: impl FnOnce(&[u8], &mut Members<Id, E>) -> Result<T, serde_json::Error>,
    ) -> Error {
        let place = self.cutter.place(0);
        let part = self.cutter.uncut_member();
        part[0] = open;
        let error = match parse(part, &mut self.members) {
            Err(error) if !error.is_eof() => error,
            _ => serde_json::Error::custom(TOO_LONG),
        };
        let name = name(self.cutter.uncut_member());
        Error::moved(error, (place.line, place.column), 1, name)
    }

    /// Refuses a detail of which nothing is about a resource.
    fn check_detail(&self) -> Result<(), serde_json::Error> {
        if self.count == self.members.detail.strays.len() { self.members.detail.about_resources() } else { Ok(()) }
    }

    fn next(&mut self, state: State) {
        self.cutter.pass();
        self.state = state;
    }

    fn peek(&mut self) -> Result<Option<u8>, Error> {
        self.cutter.peek().map_err(uncut)
    }

    /// The error of `serde_json` for this byte, or the end, behind what stands before it.
    fn unexpected(&mut self, before: &str, byte: Option<u8>) -> Error {
        let mut document = before.as_bytes().to_vec();
        document.extend(byte);
        self.cutter.pass();
        let error = match serde_json::from_slice::<IgnoredAny>(&document) {
            Err(error) => error,
            Ok(IgnoredAny) => serde_json::Error::custom("unexpected byte"),
        };
        let place = self.cutter.place(usize::from(byte.is_some()));
        Error::moved(error, (place.line, place.column), before.len(), None)
    }

    /// An error in a document that begins `length` bytes before what comes next.
    fn at(&self, error: serde_json::Error, length: usize, entry: Option<Box<str>>) -> Error {
        let place = self.cutter.place(length);
        Error::moved(error, (place.line, place.column), 0, entry)
    }
}

impl<Id: ResourceId, E: DeserializeOwned, R: io::Read> Iterator for Entries<Id, E, R> {
    type Item = Result<(Id, E), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.advance();
        if next.is_err() {
            self.state = State::Failed;
        }
        next.transpose()
    }
}

impl<Id: ResourceId, E: DeserializeOwned, R: io::Read> core::iter::FusedIterator for Entries<Id, E, R> {}

impl<Id, E, R> fmt::Debug for Entries<Id, E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries").field("state", &self.state).field("count", &self.count).finish_non_exhaustive()
    }
}

/// Reads an object or array of members of `detail`.
fn read_members<Id: ResourceId, E: DeserializeOwned>(
    bytes: &[u8],
    members: &mut Members<Id, E>,
) -> Result<(), serde_json::Error> {
    let strays = members.detail.strays.len();
    let read = core::str::from_utf8(bytes).ok().and_then(|text| subset::read_by(text, &mut *members));
    if read.is_some() {
        return Ok(());
    }
    // What the reader that gave up has left is read again.
    members.forget(strays);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    members.deserialize(&mut deserializer)?;
    deserializer.end()
}

/// The key of an object's first member, for an error.
fn key_of(object: &[u8]) -> Box<str> {
    let mut keys = serde_json::Deserializer::from_slice(object.get(1..).unwrap_or_default()).into_iter::<Box<str>>();
    let key = keys.next().and_then(Result::ok).unwrap_or_default();
    excerpt::shorten(&key).into()
}

fn uncut(uncut: Uncut) -> Error {
    match uncut {
        Uncut::Failed(error) => Error::of_reader(error),
        Uncut::TooLong => Error::elsewhere(serde_json::Error::custom(TOO_LONG)),
    }
}
