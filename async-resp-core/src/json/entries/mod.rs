//! [`Entries`]: the entries of a reply of any size, one after another, from a reader.
//!
//! A member of `detail` that is at hand as a whole is read where it stands. Any other is cut out of the document by [`cut`] and
//! read by [`member`] as the only one of a small document: with the separators on both sides of it made brackets it is one
//! already. So members are read by the same code as whole replies, and their errors are those of that code, moved to where the
//! member stands, which [`read`] does.

mod cut;
mod member;
mod read;

use alloc::vec::Vec;
use core::fmt;
use std::io;

use serde_core::de::{DeserializeOwned, Error as _};

use self::cut::Cutter;
use self::member::Found;
use super::{Error, locate};
use crate::batch::BatchReply;
use crate::detail::Stray;
use crate::envelope::Field;
use crate::id::ResourceId;
use crate::reply::TaskReply;

/// The most bytes that a member may have, unless [`Entries::with_limit`] says otherwise.
const LIMIT: usize = 16 * 1024 * 1024;

/// Reads the entries of a batch reply one after another, holding one at a time.
///
/// For replies of the documented form that are too large to be held: entries under `detail`, keyed by id or in an array. The
/// pairs are those of [`from_slice`](super::from_slice), and so are what [`finish`](Entries::finish) gives and the errors: each
/// comes when its place is reached, behind the entries before it.
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
/// The reader need not be buffered: it is asked for large pieces, and for the next one only when what it gave has no entry
/// left. An entry is whole when the comma or bracket behind it has come.
///
/// A `Deserialize` with side effects may see them more than once. On an entry that can be read it runs once, as a rule; twice
/// where the faster reader gives up ([`json`](super) says when), and once more, on the beginning alone, where an entry comes in
/// pieces.
pub fn entries<Id: ResourceId, E: DeserializeOwned, R: io::Read>(reader: R) -> Entries<Id, E, R> {
    Entries { cutter: Cutter::new(reader, LIMIT), state: State::Start, found: Found::new() }
}

/// The entries of a reply: an iterator of pairs, made by [`entries`]. After an error there are no more.
pub struct Entries<Id, E, R> {
    cutter: Cutter<R>,
    state: State,
    found: Found<Id, E>,
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
    /// The same, with another limit than 16 MiB to the bytes of one member of the reply: of an entry or stray with its key, and
    /// of a field beside `detail`. What is held is no more than seven times the longest one and 512 KiB, and all strays.
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
            State::Finished => Ok((self.found.envelope.reply, self.found.members.detail.strays)),
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
                    if let Some(pair) = self.found.members.detail.entries.pop() {
                        return Ok(Some(pair));
                    }
                }
                State::BehindDetail => match self.peek()? {
                    Some(b',') => self.next(State::Member { is_first: false }),
                    Some(b'}') => {
                        self.cutter.pass();
                        self.end()?;
                    }
                    other => return Err(self.unexpected("{\"\":[]", other)),
                },
                State::End => match self.peek()? {
                    None => self.state = State::Finished,
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
            Some(_) => {}
            None => return Err(self.unexpected("", None)),
        }
        // It is no reply, which the beginning shows.
        let (document, is_too_long) = match self.cutter.beginning() {
            Ok(beginning) => beginning,
            Err(failed) => return Err(self.uncut(failed)),
        };
        let error = match serde_json::from_slice::<BatchReply<Id, E>>(document) {
            Err(error) => error,
            Ok(_) => serde_json::Error::custom("expected a batch reply"),
        };
        Err(if is_too_long && error.is_eof() { self.too_long(None) } else { self.here(error) })
    }

    /// Reads a member of the reply, or up to the members of `detail`.
    fn member(&mut self, is_first: bool) -> Result<(), Error> {
        match self.peek()? {
            Some(b'"') => {}
            Some(b'}') if is_first => {
                self.cutter.pass();
                return self.end();
            }
            other => return Err(self.unexpected(if is_first { "{" } else { "{\"\":[]," }, other)),
        }
        let key = match self.cutter.text() {
            Ok(key) => key,
            Err(failed) => return Err(self.uncut(failed)),
        };
        let length = key.len();
        // What is no key is refused when it is read with its value.
        let field = serde_json::from_slice(key).unwrap_or(Field::Unknown);
        let begun = self.found.begin(field);
        if begun.is_ok() && !matches!(field, Field::Detail) {
            let separator = self.read(b'{', b'}', Found::read_field, |_, _| None)?;
            return self.behind_member(separator);
        }
        self.cutter.pass_text(length);
        let next = self.peek()?;
        if let Err(error) = begun {
            if next == Some(b'}') {
                self.cutter.pass();
            }
            return Err(self.here(error));
        }
        match next {
            Some(b':') => self.cutter.pass(),
            other => return Err(self.unexpected("{\"\"", other)),
        }
        match self.peek()? {
            Some(b'{') => self.next(State::Entry { close: b'}', is_first: true }),
            Some(b'[') => self.next(State::Entry { close: b']', is_first: true }),
            _ => {
                let parse = |_: &mut _, object: &[u8]| Found::<Id, E>::read_no_detail(object);
                let separator = self.read(b'{', b'}', parse, |_, _| None)?;
                self.behind_member(separator)?;
            }
        }
        Ok(())
    }

    /// Goes on behind a member of the reply and this separator.
    fn behind_member(&mut self, separator: u8) -> Result<(), Error> {
        if separator == b',' {
            self.state = State::Member { is_first: false };
            return Ok(());
        }
        self.end()
    }

    /// Goes on behind the reply.
    fn end(&mut self) -> Result<(), Error> {
        self.state = State::End;
        self.found.check_envelope().map_err(|error| self.here(error))
    }

    /// Reads a member of `detail`.
    fn entry(&mut self, close: u8, is_first: bool) -> Result<(), Error> {
        let (text, at) = self.cutter.text_at_hand();
        let at_hand = text.len().saturating_sub(at);
        if let Some(end) = self.found.read_member(text, at, close, self.cutter.limit()) {
            let separator = text.as_bytes()[end];
            self.cutter.pass_to(end + 1);
            return self.behind_entry(close, separator);
        }
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
                    (true, false) => "[[],",
                    (false, true) => "{",
                    (false, false) => "{\"\":[],",
                };
                return Err(self.unexpected(before, other));
            }
        }
        let index = self.found.count;
        let name = |part: &[u8], (line, column)| locate::member_at(part, line, column, index);
        // With the byte before it and the separator behind it, which was at hand too.
        let parse = |found: &mut Found<Id, E>, part: &[u8]| found.read_members(part, part.len() < at_hand + 2);
        let separator = self.read(if is_array { b'[' } else { b'{' }, close, parse, name)?;
        self.behind_entry(close, separator)
    }

    /// Goes on behind a member of `detail` and this separator.
    fn behind_entry(&mut self, close: u8, separator: u8) -> Result<(), Error> {
        if separator == b',' {
            self.state = State::Entry { close, is_first: false };
            return Ok(());
        }
        self.state = State::BehindDetail;
        self.found.check_detail().map_err(|error| self.here(error))
    }

    fn next(&mut self, state: State) {
        self.cutter.pass();
        self.state = state;
    }

    fn peek(&mut self) -> Result<Option<u8>, Error> {
        self.cutter.peek().map_err(|failed| self.uncut(failed))
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
        f.debug_struct("Entries").field("state", &self.state).field("count", &self.found.count).finish_non_exhaustive()
    }
}
