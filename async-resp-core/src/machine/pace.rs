//! [`Pace`]: how long to wait before the next attempt, and the one after that.

use core::time::Duration;

use super::saved;
use super::tick::nanoseconds;

/// How long to wait, and how the wait grows: before sending again, and between two queries of a task.
///
/// Each wait is `percent` of the one before, up to `longest`.
///
/// ```
/// use async_resp_core::Pace;
/// use std::time::Duration;
///
/// let pace = Pace { first: Duration::from_secs(1), percent: 200, longest: Duration::from_secs(5) };
/// let waits: Vec<u64> = (0..5).map(|before| pace.delay(before).as_secs()).collect();
/// assert_eq!(waits, [1, 2, 4, 5, 5]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pace {
    /// The first wait.
    pub first: Duration,
    /// Each wait in percent of the one before: 200 doubles it, 100 and less keep it as it is.
    pub percent: u32,
    /// No wait is longer, the first included.
    pub longest: Duration,
}

impl Pace {
    /// The same wait every time.
    #[must_use]
    pub const fn constant(wait: Duration) -> Self {
        Self { first: wait, percent: 100, longest: wait }
    }

    /// The wait that comes after this many others: `delay(0)` is the first. Never shorter than the one before it.
    #[must_use]
    pub fn delay(&self, before: u32) -> Duration {
        let last = self.delays().zip(0..=before).last();
        last.map_or(self.longest, |(delay, _)| Duration::from_nanos(delay))
    }

    /// The waits in nanoseconds, as long as each is longer than the one before; the last of them stays.
    pub(crate) fn delays(&self) -> impl Iterator<Item = u64> {
        let (longest, percent) = (nanoseconds(self.longest), u64::from(self.percent));
        let grow = move |delay: &u64| {
            let hundredths = (delay / 100).saturating_mul(percent);
            let next = hundredths.saturating_add(delay % 100 * percent / 100).min(longest);
            (next > *delay).then_some(next)
        };
        core::iter::successors(Some(nanoseconds(self.first).min(longest)), grow)
    }
}

/// A second, doubled each time up to a minute.
impl Default for Pace {
    fn default() -> Self {
        Self { first: Duration::from_secs(1), percent: 200, longest: Duration::from_secs(60) }
    }
}

saved! { Pace { first, percent, longest } }

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(first: u64, percent: u32, longest: u64) -> Pace {
        Pace { first: Duration::from_nanos(first), percent, longest: Duration::from_nanos(longest) }
    }

    #[test]
    fn waits_grow_to_the_longest_and_never_shrink() {
        let cases = [
            (pace(100, 150, 300), [100, 150, 225, 300]),
            (pace(100, 100, 300), [100, 100, 100, 100]),
            (pace(100, 0, 300), [100, 100, 100, 100]),
            (pace(100, 200, 50), [50, 50, 50, 50]),
            (pace(0, 200, 50), [0, 0, 0, 0]),
            (pace(199, 1000, 5000), [199, 1990, 5000, 5000]),
        ];
        for (pace, expected) in cases {
            let delays = [0, 1, 2, 3].map(|before| pace.delay(before));
            assert_eq!(delays, expected.map(Duration::from_nanos), "{pace:?}");
        }
    }

    #[test]
    fn the_extremes_are_answered_at_once() {
        let widest = Pace { first: Duration::from_nanos(1), percent: u32::MAX, longest: Duration::MAX };
        assert_eq!(widest.delay(u32::MAX), Duration::from_nanos(u64::MAX));
        let slowest = Pace { first: Duration::from_nanos(100), percent: 101, longest: Duration::MAX };
        assert_eq!(slowest.delay(u32::MAX), Duration::from_nanos(u64::MAX));
    }
}
