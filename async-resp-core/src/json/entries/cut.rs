//! [`Cutter`]: a document from a reader, cut into members without holding more than one.
//!
//! It looks for the end of each member alone. What is in between, and whether it is right, is for the reading of it.

use alloc::vec::Vec;
use std::io::{self, Read};

use crate::json::subset::{plain_end, skip_space};

/// How many bytes are read at once.
const READ_SIZE: usize = 64 * 1024;

/// The bytes that have been read and not yet passed over.
pub(super) struct Cutter<R> {
    reader: R,
    buffer: Vec<u8>,
    /// What is before is passed over.
    at: usize,
    is_at_end: bool,
    /// What the reader failed with, behind the bytes that it gave before.
    failure: Option<io::Error>,
    /// Where the buffer begins.
    origin: Place,
    limit: usize,
}

/// A place in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: usize,
    /// How many bytes of that line are before it.
    pub(super) column: usize,
}

impl Place {
    /// The place behind these bytes, which begin here.
    fn behind(self, bytes: &[u8]) -> Self {
        // Replies are seldom broken into lines, which is found out faster than how many there are.
        if !bytes.contains(&b'\n') {
            return Self { column: self.column + bytes.len(), ..self };
        }
        let mut lines = bytes.rsplit(|byte| *byte == b'\n');
        let column = lines.next().map_or(0, <[u8]>::len);
        Self { line: self.line + lines.count(), column }
    }
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
        Self { reader, buffer: Vec::new(), at: 0, is_at_end: false, failure: None, origin, limit }
    }

    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The next byte that is no white space; `None` at the end of the document. What is before it is passed over.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Uncut> {
        loop {
            self.at = skip_space(&self.buffer, self.at);
            match self.buffer.get(self.at) {
                // With the byte before it, for a member that begins here.
                None if !self.is_at_end => self.fill(self.at.saturating_sub(1))?,
                byte => return Ok(byte.copied()),
            }
        }
    }

    /// Passes over the next byte.
    pub(super) fn pass(&mut self) {
        self.at = self.buffer.len().min(self.at + 1);
    }

    /// The next byte, a quote, up to the one that closes it; passes over nothing. All there is where none does.
    pub(super) fn text(&mut self) -> Result<&[u8], Uncut> {
        let mut scan = Scan { offset: 1, depth: 0, in_text: true };
        while !scan.closes_text(&self.buffer[self.at..]) && !self.is_at_end {
            self.more(scan.offset, self.at)?;
        }
        let rest = &self.buffer[self.at..];
        Ok(&rest[..scan.offset.min(rest.len())])
    }

    /// Passes over this many bytes.
    pub(super) fn pass_text(&mut self, length: usize) {
        self.at = self.buffer.len().min(self.at + length);
    }

    /// The next member, from the byte before it, and the separator behind it, which is the last byte. It is passed over. At
    /// the end of the document there is no separator. Separators are commas and closing brackets.
    pub(super) fn member(&mut self) -> Result<(&mut [u8], Option<u8>), Uncut> {
        let mut scan = Scan { offset: 0, depth: 0, in_text: false };
        while !scan.finds_separator(&self.buffer[self.at..]) && !self.is_at_end {
            self.more(scan.offset, self.at - 1)?;
        }
        let from = self.at - 1;
        let separator = self.buffer.get(self.at + scan.offset).copied();
        self.at = self.buffer.len().min(self.at + scan.offset + 1);
        Ok((&mut self.buffer[from..self.at], separator))
    }

    /// What there is of the next member, from the byte before it, where no end of it was found.
    pub(super) fn uncut_member(&mut self) -> &mut [u8] {
        let from = self.at.saturating_sub(1);
        &mut self.buffer[from..]
    }

    /// The place of the last `length` bytes that were passed over.
    pub(super) fn place(&self, length: usize) -> Place {
        self.origin.behind(&self.buffer[..self.at.saturating_sub(length)])
    }

    fn more(&mut self, length: usize, keep: usize) -> Result<(), Uncut> {
        if length > self.limit {
            return Err(Uncut::TooLong);
        }
        self.fill(keep)
    }

    /// Reads more, forgetting what is before `keep`.
    fn fill(&mut self, keep: usize) -> Result<(), Uncut> {
        if let Some(failure) = self.failure.take() {
            return Err(Uncut::Failed(failure));
        }
        self.origin = self.origin.behind(&self.buffer[..keep]);
        self.buffer.drain(..keep);
        self.at -= keep;
        let reader = self.reader.by_ref();
        match reader.take(READ_SIZE as u64).read_to_end(&mut self.buffer) {
            Ok(read) => self.is_at_end = read < READ_SIZE,
            // What came before it is in the buffer, and may hold whole entries.
            Err(failure) => self.failure = Some(failure),
        }
        Ok(())
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
