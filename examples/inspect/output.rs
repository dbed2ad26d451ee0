//! Where the program writes: documents on standard output, coloured where that is wanted, complaints on standard error.

use std::io::{self, Write as _};

use anstream::AutoStream;
use async_resp_examples::program;
use async_resp_examples::table::Layout;

/// Standard output, written one document at a time, so that whoever follows a stream sees each when it comes.
pub(crate) struct Output {
    stream: AutoStream<io::Stdout>,
    layout: Layout,
    /// Whether a paragraph was written: the next is set off by an empty line.
    has_paragraph: bool,
}

impl Output {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { stream: AutoStream::auto(io::stdout()), layout, has_paragraph: false }
    }

    pub(crate) const fn layout(&self) -> Layout {
        self.layout
    }

    /// Writes lines set off from those before; nothing of nothing.
    pub(crate) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if self.has_paragraph {
            writeln!(self.stream)?;
        }
        self.has_paragraph = true;
        self.line(text)
    }

    /// Writes lines as they are.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.stream.write_all(text.as_bytes())?;
        self.stream.flush()
    }
}

/// Says what went wrong.
pub(crate) fn complain(text: &str) {
    program::complain("inspect", text);
}
