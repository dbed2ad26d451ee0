//! Where the program writes: the table on standard output, coloured where that is wanted, all else on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use anstyle::{AnsiColor, Style};
use async_resp_examples::table::Layout;

/// How a table is drawn: in so many columns, or else in those of the terminal, if it is one.
pub(crate) fn layout(width: Option<u16>) -> Layout {
    let stdout = io::stdout();
    let of_terminal = || {
        let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
        size.map(|(width, _)| width.0)
    };
    Layout { width: width.or_else(of_terminal).map(usize::from) }
}

/// Writes lines as they are.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stream = anstream::stdout();
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Tells how it goes.
pub(crate) fn say(text: &str) {
    // There is nobody left to tell if that fails.
    let _ = writeln!(anstream::stderr(), "rollout: {text}");
}

/// Tells what went wrong.
pub(crate) fn complain(text: &str) {
    let style: Style = AnsiColor::Red.on_default().bold();
    // There is nobody left to tell if that fails.
    let _ = writeln!(anstream::stderr(), "{style}rollout:{style:#} {text}");
}
