//! [`Tick`]: a point of the caller's clock.

use core::ops::{Add, Sub};
use core::time::Duration;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

/// A point of the caller's clock, in whole nanoseconds since its start; it reaches 584 years.
///
/// Any clock will do for a machine that lives in one process. Who saves a machine needs a clock that survives the process:
/// [`since_unix`](Self::since_unix), or `Tick::from(SystemTime::now())` with feature `std`.
///
/// Arithmetic saturates: at [`START`](Self::START), and at the last tick there is.
///
/// ```
/// use async_resp_core::Tick;
/// use std::time::Duration;
///
/// let start = Tick::since_unix(Duration::from_secs(1_767_225_600));
/// let later = start + Duration::from_millis(1500);
/// assert_eq!(later.since(start), Duration::from_millis(1500));
/// assert_eq!(start.since(later), Duration::ZERO);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tick(u64);

impl Tick {
    /// The first tick: the start of the caller's clock.
    pub const START: Tick = Tick(0);

    /// The last tick: nothing comes after it.
    pub const MAX: Tick = Tick(u64::MAX);

    /// The tick this long after the clock's start; of a clock of the world, after 1970 began (UTC).
    #[must_use]
    pub const fn since_unix(elapsed: Duration) -> Self {
        Self(nanoseconds(elapsed))
    }

    /// How long this is after `earlier`; zero if it is before.
    #[must_use]
    pub const fn since(self, earlier: Tick) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }

    pub(crate) const fn from_nanoseconds(nanoseconds: u64) -> Self {
        Self(nanoseconds)
    }

    pub(crate) const fn nanoseconds(self) -> u64 {
        self.0
    }
}

/// A duration in nanoseconds, as far as ticks reach.
pub(crate) const fn nanoseconds(duration: Duration) -> u64 {
    let whole = duration.as_secs().saturating_mul(1_000_000_000);
    whole.saturating_add(duration.subsec_nanos() as u64)
}

/// Saturates at [`Tick::MAX`].
impl Add<Duration> for Tick {
    type Output = Tick;

    fn add(self, wait: Duration) -> Tick {
        Tick(self.0.saturating_add(nanoseconds(wait)))
    }
}

/// Saturates at [`Tick::START`].
impl Sub<Duration> for Tick {
    type Output = Tick;

    fn sub(self, wait: Duration) -> Tick {
        Tick(self.0.saturating_sub(nanoseconds(wait)))
    }
}

/// The time of the machine's clock; [`Tick::START`] for one before 1970.
#[cfg(feature = "std")]
impl From<std::time::SystemTime> for Tick {
    fn from(time: std::time::SystemTime) -> Self {
        time.duration_since(std::time::UNIX_EPOCH).map_or(Tick::START, Tick::since_unix)
    }
}

/// As an integer: nanoseconds.
impl Serialize for Tick {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Tick {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_ends_at_the_ends_of_the_clock() {
        assert_eq!(Tick::START - Duration::from_secs(1), Tick::START);
        assert_eq!(Tick::since_unix(Duration::MAX), Tick::MAX);
        assert_eq!(Tick::MAX + Duration::from_secs(1), Tick::MAX);
        assert_eq!(Tick::since_unix(Duration::new(3, 5)).since(Tick::START), Duration::new(3, 5));
    }
}
