//! How a program begins and speaks: its command line, the width of its tables, and its complaints.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Parser;

use crate::table::Layout;

/// The status for a command line that is not understood: none of [`Status`](crate::status::Status), and what `sysexits.h`
/// has for it.
pub const USAGE: u8 = 64;
/// The status for output that could not be written.
pub const OUTPUT: u8 = 74;

/// The command line.
///
/// # Errors
///
/// The status to end with where help was asked for, or the command line is not understood: it is told.
pub fn parse<A: Parser>() -> Result<A, ExitCode> {
    A::try_parse().map_err(|help_or_error| {
        // There is nobody left to tell if that fails.
        let _ = help_or_error.print();
        if help_or_error.use_stderr() { USAGE.into() } else { ExitCode::SUCCESS }
    })
}

/// How tables are drawn: in so many columns, or else in those of the terminal, if standard output is one.
#[must_use]
pub fn layout(width: Option<u16>) -> Layout {
    let stdout = io::stdout();
    let of_terminal = || {
        let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
        size.map(|(width, _)| width.0)
    };
    Layout { width: width.or_else(of_terminal).map(usize::from) }
}

/// Says on standard error, under the name of the program, what went wrong.
pub fn complain(program: &str, text: &str) {
    let style: Style = AnsiColor::Red.on_default().bold();
    // There is nobody left to tell if that fails.
    let _ = writeln!(anstream::stderr(), "{style}{program}:{style:#} {text}");
}
