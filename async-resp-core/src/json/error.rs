//! [`Error`]: `serde_json`'s, and the entry that it is about.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

#[cfg(feature = "std")]
use serde_core::de::{self, IgnoredAny};

use super::locate;
use crate::excerpt;

/// A document that could not be read, with the place.
///
/// Its source is the `serde_json::Error`, for whether the document was cut off or the reader failed. Where entries are streamed
/// each is read by itself, and the line and column of the source are those in what was read of it: the place in the reply is
/// [`line`](Error::line) and [`column`](Error::column) here.
#[derive(Debug)]
pub struct Error {
    source: serde_json::Error,
    entry: Option<Box<str>>,
    /// Where the source is about a part of the document.
    place: Option<Place>,
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: usize,
    /// How many bytes of that line are up to it.
    pub(super) column: usize,
}

impl Error {
    /// An error in these bytes.
    pub(super) fn within(bytes: &[u8], source: serde_json::Error) -> Self {
        let entry = locate::entry_at(bytes, source.line(), source.column());
        Self { source, entry, place: None }
    }

    /// An error of a reader. Only `serde_json` itself makes one of its own of it.
    #[cfg(feature = "std")]
    pub(super) fn of_reader(error: std::io::Error) -> Self {
        struct Failed(Option<std::io::Error>);

        impl std::io::Read for Failed {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                self.0.take().map_or(Ok(0), Err)
            }
        }

        match serde_json::from_reader::<_, IgnoredAny>(Failed(Some(error))) {
            Err(source) => Self::elsewhere(source),
            // Never: nothing was read.
            Ok(IgnoredAny) => Self::elsewhere(de::Error::custom("the reader failed")),
        }
    }

    /// An error that is at no place.
    #[cfg(feature = "std")]
    pub(super) fn elsewhere(source: serde_json::Error) -> Self {
        Self { source, entry: None, place: None }
    }

    /// An error in a part of the document that begins behind this place. The part is read with so many more bytes in front.
    #[cfg(feature = "std")]
    pub(super) fn moved(source: serde_json::Error, start: Place, extra: usize, entry: Option<Box<str>>) -> Self {
        let Place { line, column } = start;
        let place = match source.line() {
            0 => start,
            1 => Place { line, column: (column + source.column()).saturating_sub(extra) },
            later => Place { line: line + later - 1, column: source.column() },
        };
        Self { source, entry, place: Some(place) }
    }

    /// The line, from 1; 0 where the error is not at a place, such as that of a reader.
    #[must_use]
    pub fn line(&self) -> usize {
        self.place.map_or_else(|| self.source.line(), |place| place.line)
    }

    /// The column in bytes, from 1; 0 at the start of a line.
    #[must_use]
    pub fn column(&self) -> usize {
        self.place.map_or_else(|| self.source.column(), |place| place.column)
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn reason(&self) -> String {
        let mut reason = self.source.to_string();
        let place = format!(" at line {} column {}", self.source.line(), self.source.column());
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
        match self.place {
            None => fmt::Display::fmt(&self.source, f),
            Some(Place { line, column }) => write!(f, "{} at line {line} column {column}", self.reason()),
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.source)
    }
}
