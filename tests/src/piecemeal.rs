//! [`Piecemeal`]: a reader as slow connections are.

use std::io::{self, Read};

/// Gives at most so many bytes at a time, and is interrupted now and then.
#[derive(Debug)]
pub struct Piecemeal<'a> {
    rest: &'a [u8],
    most: usize,
    calls: usize,
}

impl<'a> Piecemeal<'a> {
    /// A reader of this document.
    #[must_use]
    pub const fn new(document: &'a [u8], most: usize) -> Self {
        Self { rest: document, most, calls: 0 }
    }
}

impl Read for Piecemeal<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.rest.len().min(self.most).min(buffer.len());
        self.rest.read(&mut buffer[..size])
    }
}
