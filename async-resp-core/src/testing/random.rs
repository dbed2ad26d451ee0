//! [`Random`]: what a seed decides. The same seed gives the same run.

use core::time::Duration;

use crate::follow::{STEP, mix};

/// `SplitMix64`.
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(STEP);
        number
    }

    /// A number from 0 up to, and less than, 1.
    pub(super) fn unit(&mut self) -> f64 {
        let [high, ..] = halves(self.next());
        f64::from(high) / (f64::from(u32::MAX) + 1.0)
    }

    /// Whether that happens which happens at this rate: never at 0, always at 1.
    pub(super) fn chance(&mut self, rate: f64) -> bool {
        rate > 0.0 && self.unit() < rate
    }

    /// One of these.
    pub(super) fn of<T: Copy, const N: usize>(&mut self, all: [T; N]) -> T {
        const { assert!(N > 0, "one of none") };
        let [high, ..] = halves(self.next());
        all[high as usize % N]
    }

    /// A time from the shortest to the longest.
    pub(super) fn between(&mut self, shortest: Duration, longest: Duration) -> Duration {
        let [part, _] = halves(self.next());
        shortest + longest.saturating_sub(shortest) / 1024 * (part % 1024)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "each half is taken for itself")]
const fn halves(number: u64) -> [u32; 2] {
    [(number >> 32) as u32, number as u32]
}
