//! The reading of one member that is cut out of the reply, and the errors of [`Entries`], each with its place.

use alloc::boxed::Box;
use alloc::vec::Vec;
use std::io;

use serde_core::de::{DeserializeOwned, Error as _};

use super::Entries;
use super::cut::Uncut;
use super::member::{Fault, Found};
use crate::id::ResourceId;
use crate::json::error::{Error, Place};
use crate::raw::Raw;

impl<Id: ResourceId, E: DeserializeOwned, R: io::Read> Entries<Id, E, R> {
    /// Reads the next member as the only one of an object or an array, and returns the separator behind it.
    pub(super) fn read(
        &mut self,
        open: u8,
        close: u8,
        parse: impl Fn(&mut Found<Id, E>, &[u8]) -> Result<(), Fault>,
        name: impl FnOnce(&[u8], (usize, usize)) -> Option<Box<str>>,
    ) -> Result<u8, Error> {
        let (member, end) = match self.cutter.member() {
            Ok((member, Some(separator))) => (member, End::Separator(separator)),
            Ok((member, None)) => (member, End::OfDocument),
            // What is wrong before the limit is said: without a quote or a bracket a member goes on in all that follows.
            Err(Uncut::TooLong) => (self.cutter.uncut_member(), End::Limit),
            Err(failed) => return Err(self.uncut(failed)),
        };
        let before = core::mem::replace(&mut member[0], open);
        if let (End::Separator(b','), Some(last)) = (end, member.last_mut()) {
            *last = close;
        }
        // With any other separator, or none, it cannot be read, and the error says why.
        let result = parse(&mut self.found, member);
        let part = if result.is_err() { with_room(member) } else { Vec::new() };
        // It may be a line break, which is yet to be counted.
        member[0] = before;
        match (result, end) {
            (Ok(()), End::Separator(separator)) => Ok(separator),
            (Ok(()), _) => Ok(close),
            (Err(fault), _) => Err(self.refusal(part, end, fault, parse, name)),
        }
    }

    /// The error of a part that was read as the member which has just been passed over, or is too long for that.
    fn refusal(
        &mut self,
        mut part: Vec<u8>,
        end: End,
        mut fault: Fault,
        parse: impl Fn(&mut Found<Id, E>, &[u8]) -> Result<(), Fault>,
        name: impl FnOnce(&[u8], (usize, usize)) -> Option<Box<str>>,
    ) -> Error {
        let ends_early = fault.error.is_eof();
        match end {
            End::Limit if ends_early => self.too_long(name(&part, (0, 0))),
            // Only an escape that lacks digits ends too early in front of a separator.
            End::Separator(_) if ends_early => {
                let name = name(&part, (0, 0));
                let start = self.cutter.place(part.len() - 1);
                // `serde_json` takes what stands behind the text for digits: a quote and the separator are two of four.
                part.extend_from_slice(self.cutter.ahead(LACKING));
                // A field that was begun would be refused as one that comes again.
                fault = parse(&mut Found::new(), &part).err().unwrap_or(fault);
                Error::moved(fault.error, start, fault.extra, name)
            }
            _ => {
                // What is too long is not passed over.
                let passed = if matches!(end, End::Limit) { 0 } else { part.len() - 1 };
                let name = name(&part, fault.place());
                Error::moved(fault.error, self.cutter.place(passed), fault.extra, name)
            }
        }
    }

    /// The error of `serde_json` for this byte, or the end, behind what stands before it.
    pub(super) fn unexpected(&mut self, before: &str, byte: Option<u8>) -> Error {
        let mut document = before.as_bytes().to_vec();
        document.extend(byte);
        self.cutter.pass();
        let error = match serde_json::from_slice::<Raw>(&document) {
            Err(error) => error,
            Ok(_) => serde_json::Error::custom("unexpected byte"),
        };
        Error::moved(error, self.cutter.place(usize::from(byte.is_some())), before.len(), None)
    }

    /// An error of what was passed over last.
    pub(super) fn here(&self, error: serde_json::Error) -> Error {
        Error::moved(error, self.cutter.place(0), 0, None)
    }

    pub(super) fn uncut(&self, uncut: Uncut) -> Error {
        match uncut {
            Uncut::Failed(error) => Error::of_reader(error),
            Uncut::TooLong => self.too_long(None),
        }
    }

    /// The error of a member that comes next and is longer than the limit.
    pub(super) fn too_long(&self, name: Option<Box<str>>) -> Error {
        let Place { line, column } = self.cutter.place(0);
        let limit = self.cutter.limit();
        let error = serde_json::Error::custom(format_args!("a member is longer than the limit of {limit} bytes"));
        Error::moved(error, Place { line, column: column + 1 }, 0, name)
    }
}

/// What is behind a member.
#[derive(Clone, Copy)]
enum End {
    Separator(u8),
    OfDocument,
    /// More of it than is read.
    Limit,
}

/// What stands in front of a separator that `serde_json` takes for digits of an escape, at most.
const LACKING: usize = 2;

/// A copy of a member with room for what may be taken for its digits.
fn with_room(member: &[u8]) -> Vec<u8> {
    let mut part = Vec::with_capacity(member.len() + LACKING);
    part.extend_from_slice(member);
    part
}
