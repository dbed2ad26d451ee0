//! [`Failure`]: why a run has no table to show, and the exit status for it.

use std::fmt::Display;
use std::path::Path;

use async_resp_examples::program;
use async_resp_examples::status::Status;

use crate::args;

/// Why there is no table.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: u8,
    pub(crate) reason: String,
}

impl Failure {
    fn new(status: u8, reason: String) -> Self {
        Self { status, reason }
    }

    pub(crate) fn usage(error: &impl Display) -> Self {
        Self::new(program::USAGE, error.to_string())
    }

    pub(crate) fn no_server(error: impl Display) -> Self {
        Self::new(program::OUTPUT, format!("the server: {error}"))
    }

    pub(crate) fn no_truth(error: &impl Display) -> Self {
        Self::new(Status::Unreadable.number(), format!("the server's truth cannot be read: {error}"))
    }

    pub(crate) fn unreadable(state: &Path, error: &impl Display) -> Self {
        Self::new(Status::Unreadable.number(), format!("{}: the state cannot be read: {error}", state.display()))
    }

    pub(crate) fn unwritten(state: &Path, error: &impl Display) -> Self {
        Self::new(program::OUTPUT, format!("{}: the state cannot be written: {error}", state.display()))
    }

    pub(crate) fn output(error: &impl Display) -> Self {
        Self::new(program::OUTPUT, format!("the output cannot be written: {error}"))
    }

    pub(crate) fn interrupted() -> Self {
        Self::new(args::INTERRUPTED, "interrupted before every machine had its end".into())
    }
}
