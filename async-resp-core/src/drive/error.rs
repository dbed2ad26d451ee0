//! [`SendError`]: why no answer came.

use alloc::boxed::Box;
use alloc::format;
use core::error::Error;
use core::fmt;

/// Why no answer came to a piece of work: what the caller's `work` tells its driver.
///
/// When in doubt it is lost: what is told as not sent is sent again, whatever the operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// Nothing left this machine (name lookup, connect, signing), for this reason.
    NotSent(Box<str>),
    /// It may have left, and no answer came that could be read, for this reason.
    Lost(Box<str>),
}

impl SendError {
    /// Nothing left this machine.
    #[must_use]
    pub fn not_sent(why: impl fmt::Display) -> Self {
        Self::NotSent(format!("{why}").into())
    }

    /// It may have left, and no answer came that could be read.
    #[must_use]
    pub fn lost(why: impl fmt::Display) -> Self {
        Self::Lost(format!("{why}").into())
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::NotSent(why) => write!(f, "not sent: {why}"),
            SendError::Lost(why) => write!(f, "lost: {why}"),
        }
    }
}

impl Error for SendError {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn it_says_what_is_known_and_why() {
        assert_eq!(SendError::not_sent("no route to host").to_string(), "not sent: no route to host");
        assert_eq!(SendError::lost(7).to_string(), "lost: 7");
    }
}
