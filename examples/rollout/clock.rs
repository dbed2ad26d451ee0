//! [`Second`]: how long a second of the cloud lasts here, so that minutes of waiting pass in a moment.

use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Duration;

/// How long a second of the cloud lasts: what tasks, waits and quotas are counted in, by server and client alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Second(Duration);

impl Second {
    /// So many of them.
    pub(crate) fn times(self, count: u32) -> Duration {
        self.0 * count
    }
}

/// From milliseconds, at least one.
impl FromStr for Second {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let milliseconds = text.parse::<std::num::NonZeroU32>()?;
        Ok(Self(Duration::from_millis(milliseconds.get().into())))
    }
}
