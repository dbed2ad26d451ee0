//! [`Error`]: `serde_json`'s, and the entry that it is about.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use super::locate;
use crate::excerpt;

/// A document that could not be read, with the place.
///
/// Its source is the `serde_json::Error`.
#[derive(Debug)]
pub struct Error {
    source: serde_json::Error,
    entry: Option<Box<str>>,
}

impl Error {
    /// An error in these bytes.
    pub(super) fn within(bytes: &[u8], source: serde_json::Error) -> Self {
        let entry = locate::entry_at(bytes, source.line(), source.column());
        Self { source, entry }
    }

    /// An error of a reader.
    #[cfg(feature = "std")]
    pub(super) fn of_reader(source: serde_json::Error) -> Self {
        Self { source, entry: None }
    }

    /// The line, from 1; 0 where the error is not at a place, such as that of a reader.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column in bytes, from 1; 0 at the start of a line.
    #[must_use]
    pub fn column(&self) -> usize {
        self.source.column()
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn reason(&self) -> String {
        let mut reason = self.source.to_string();
        let place = format!(" at line {} column {}", self.line(), self.column());
        if reason.ends_with(&place) {
            reason.truncate(reason.len() - place.len());
        }
        reason
    }

    /// The resource whose entry it is about: its id, or where `detail` is an array `"#"` and the element's index from 0.
    /// `None` outside the entries. A long id is shortened.
    #[must_use]
    pub fn entry(&self) -> Option<&str> {
        self.entry.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(entry) = self.entry() {
            write!(f, "entry `{}`: ", excerpt::printable(entry))?;
        }
        fmt::Display::fmt(&self.source, f)
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.source)
    }
}
