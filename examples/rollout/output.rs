//! Where the program writes: the table on standard output, coloured where that is wanted, all else on standard error.

use std::io::{self, Write as _};

use async_resp_examples::program;

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
    program::complain("rollout", text);
}
