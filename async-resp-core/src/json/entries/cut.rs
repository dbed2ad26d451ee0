//! [`Cutter`]: a document from a reader, cut into members without holding more than one.
//!
//! It looks for the end of each member alone. What is in between, and whether it is right, is for the reading of it.

use alloc::string::String;
use alloc::vec::Vec;
use std::io::{self, Read};

use crate::json::error::Place;
use crate::json::subset::{plain_end, skip_space};

/// How many bytes the reader is asked for at once: first a few, then more.
const READ_SIZES: [usize; 2] = [8 * 1024, 64 * 1024];

/// How much is held twice, as bytes and as text: what is left of one piece, and the next one. A longer member is read by itself.
const MOST_TEXT: usize = 2 * READ_SIZES[1];

/// The bytes that have been read and not yet passed over.
pub(super) struct Cutter<R> {
    reader: R,
    /// What was read, and room for more.
    buffer: Vec<u8>,
    /// Where the room begins.
    end: usize,
    /// The beginning of what was read once more, as far as it is text: what is read as text need not be looked at again for each
    /// member.
    text: String,
    /// What is before is passed over.
    at: usize,
    is_at_end: bool,
    /// Where the buffer begins.
    origin: Place,
    limit: usize,
}

impl Place {
    /// The place behind these bytes, which begin here.
    fn behind(self, bytes: &[u8]) -> Self {
        match line_breaks(bytes) {
            0 => Self { column: self.column + bytes.len(), ..self },
            lines => {
                let column = bytes.iter().rev().take_while(|byte| **byte != b'\n').count();
                Self { line: self.line + lines, column }
            }
        }
    }
}

/// How many bytes are line breaks. By chunks that can be counted in one byte: that many are compared at a time.
fn line_breaks(bytes: &[u8]) -> usize {
    let of_chunk = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

/// Why there is nothing to be read.
#[derive(Debug)]
pub(super) enum Uncut {
    Failed(io::Error),
    /// A member is longer than the limit.
    TooLong,
}

impl<R: Read> Cutter<R> {
    /// Members of more than `limit` bytes are refused.
    pub(super) fn new(reader: R, limit: usize) -> Self {
        let origin = Place { line: 1, column: 0 };
        Self { reader, buffer: Vec::new(), end: 0, text: String::new(), at: 0, is_at_end: false, origin, limit }
    }

    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The next byte that is no white space; `None` at the end of the document. What is before it is passed over.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Uncut> {
        loop {
            let bytes = &self.buffer[..self.end];
            self.at = skip_space(bytes, self.at);
            match bytes.get(self.at) {
                // With the byte before it, for a member that begins here.
                None if !self.is_at_end => self.fill(self.at.saturating_sub(1))?,
                byte => return Ok(byte.copied()),
            }
        }
    }

    /// Passes over the next byte.
    pub(super) fn pass(&mut self) {
        self.at = self.end.min(self.at + 1);
    }

    /// What comes next up to a separator, as much of it as may be read, and whether there is more of it; passes over nothing. A
    /// bracket that comes first is not looked into.
    pub(super) fn beginning(&mut self) -> Result<(&[u8], bool), Uncut> {
        let mut scan = Scan { offset: 1, depth: 0, in_text: self.rest().first() == Some(&b'"') };
        while !scan.finds_separator(self.rest()) && scan.offset <= self.limit && !self.is_at_end {
            self.fill(self.at)?;
        }
        let rest = self.rest();
        Ok((&rest[..rest.len().min(self.limit).min(scan.offset + 1)], scan.offset > self.limit))
    }

    /// The next byte, a quote, up to the one that closes it; passes over nothing. All there is where none does. The byte before
    /// it is kept, for the member that begins here.
    pub(super) fn text(&mut self) -> Result<&[u8], Uncut> {
        let mut scan = Scan { offset: 1, depth: 0, in_text: true };
        while !self.is_found(scan.closes_text(self.rest()), scan.offset)? {
            self.fill(self.at - 1)?;
        }
        let rest = self.rest();
        Ok(&rest[..scan.offset.min(rest.len())])
    }

    /// Passes over this many bytes.
    pub(super) fn pass_text(&mut self, length: usize) {
        self.at = self.end.min(self.at + length);
    }

    /// The next member, from the byte before it, and the separator behind it, which is the last byte. It is passed over. At
    /// the end of the document there is no separator. Separators are commas and closing brackets.
    pub(super) fn member(&mut self) -> Result<(&mut [u8], Option<u8>), Uncut> {
        let mut scan = Scan { offset: 0, depth: 0, in_text: false };
        while !self.is_found(scan.finds_separator(self.rest()), scan.offset)? {
            self.fill(self.at - 1)?;
        }
        let from = self.at - 1;
        let separator = self.rest().get(scan.offset).copied();
        self.at = self.end.min(self.at + scan.offset + 1);
        Ok((&mut self.buffer[from..self.at], separator))
    }

    /// What comes next, up to this many bytes, which are less where there are no more; passes over nothing.
    pub(super) fn ahead(&mut self, most: usize) -> &[u8] {
        while self.rest().len() < most && !self.is_at_end && self.fill(self.at).is_ok() {}
        let rest = self.rest();
        &rest[..rest.len().min(most)]
    }

    /// The text that is at hand, and the place in it of the next byte that is no white space.
    pub(super) fn text_at_hand(&self) -> (&str, usize) {
        (&self.text, skip_space(self.text.as_bytes(), self.at))
    }

    /// How many bytes a member may have.
    pub(super) const fn limit(&self) -> usize {
        self.limit
    }

    /// Passes over all that is before this place of the text at hand.
    pub(super) fn pass_to(&mut self, at: usize) {
        self.at = at;
    }

    /// As much of the next member as may be read, from the byte before it, where it is too long.
    pub(super) fn uncut_member(&mut self) -> &mut [u8] {
        let from = self.at.saturating_sub(1);
        let to = self.end.min(self.at.saturating_add(self.limit));
        &mut self.buffer[from..to]
    }

    /// The place of the last `length` bytes that were passed over.
    pub(super) fn place(&self, length: usize) -> Place {
        self.origin.behind(&self.buffer[..self.at.saturating_sub(length)])
    }

    /// What was read and not yet passed over.
    fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// Whether a search has come to its end, or to that of the document, after this many bytes.
    fn is_found(&self, found: bool, length: usize) -> Result<bool, Uncut> {
        if length > self.limit { Err(Uncut::TooLong) } else { Ok(found || self.is_at_end) }
    }

    /// Reads more, once, forgetting what is before `keep`.
    fn fill(&mut self, keep: usize) -> Result<(), Uncut> {
        self.forget(keep);
        let [first, most] = READ_SIZES;
        let room = (2 * self.buffer.len()).clamp(first, most);
        if self.buffer.len() < self.end + room {
            self.buffer.resize(self.end + room, 0);
        }
        let room = &mut self.buffer[self.end..self.end + room];
        let read = loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Uncut::Failed(error)),
                // A reader may say that it gave more than there was room for.
                Ok(read) => break read.min(room.len()),
            }
        };
        self.is_at_end = read == 0;
        self.end += read;
        let unread = &self.buffer[self.text.len()..self.end.min(MOST_TEXT)];
        let valid = core::str::from_utf8(unread).map_or_else(|error| error.valid_up_to(), str::len);
        self.text.push_str(core::str::from_utf8(&unread[..valid]).unwrap_or_default());
        Ok(())
    }

    /// Forgets what is before this place of the buffer.
    fn forget(&mut self, keep: usize) {
        // A long member that comes byte by byte would be moved onto itself for each.
        if keep == 0 {
            return;
        }
        self.origin = self.origin.behind(&self.buffer[..keep]);
        self.buffer.copy_within(keep..self.end, 0);
        self.end -= keep;
        self.at -= keep;
        if self.text.is_char_boundary(keep) {
            self.text.drain(..keep);
        } else {
            self.text.clear();
        }
    }
}

/// The search for the end of a member; it goes on where it stopped when there is more to look at.
struct Scan {
    /// How many bytes have been looked at.
    offset: usize,
    /// How many brackets are open.
    depth: usize,
    in_text: bool,
}

impl Scan {
    /// Looks for the quote that closes a text, and passes over it.
    fn closes_text(&mut self, bytes: &[u8]) -> bool {
        while self.in_text {
            self.offset = plain_end(bytes, self.offset);
            match bytes.get(self.offset) {
                None => return false,
                Some(b'"') => self.in_text = false,
                Some(b'\\') => self.offset += 1,
                Some(_) => {}
            }
            self.offset += 1;
        }
        true
    }

    /// Looks for the next separator outside of texts and brackets.
    fn finds_separator(&mut self, bytes: &[u8]) -> bool {
        loop {
            if !self.closes_text(bytes) {
                return false;
            }
            match bytes.get(self.offset) {
                None => return false,
                Some(b'"') => self.in_text = true,
                Some(b'{' | b'[') => self.depth += 1,
                Some(b',' | b'}' | b']') if self.depth == 0 => return true,
                Some(b'}' | b']') => self.depth -= 1,
                Some(_) => {}
            }
            self.offset += 1;
        }
    }
}
