//! Where the program writes: documents on standard output, coloured where that is wanted, complaints on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use async_resp_examples::table::Layout;

/// Standard output, written one document at a time, so that whoever follows a stream sees each when it comes.
pub(crate) struct Output {
    stream: AutoStream<io::Stdout>,
    layout: Layout,
    /// Whether a paragraph was written: the next is set off by an empty line.
    has_paragraph: bool,
}

impl Output {
    /// An output of some width; without one of that of the terminal, if it is one.
    pub(crate) fn new(width: Option<usize>) -> Self {
        let stdout = io::stdout();
        let of_terminal = || {
            let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
            size.map(|(width, _)| usize::from(width.0))
        };
        let layout = Layout { width: width.or_else(of_terminal) };
        Self { stream: AutoStream::auto(stdout), layout, has_paragraph: false }
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

/// Says something on standard error.
pub(crate) fn complain(text: &str) {
    let style: Style = AnsiColor::Red.on_default().bold();
    // There is nobody left to tell if that fails.
    let _ = writeln!(anstream::stderr(), "{style}inspect:{style:#} {text}");
}
