//! [`Chance`]: what a case leaves to its seed.

use std::time::Duration;

use crate::random::Random;

/// The draws of one case.
#[derive(Debug)]
pub(super) struct Chance(Random);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0.next()
    }

    /// A number from the first up to the second, neither left out.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        let span = u64::from(most - least) + 1;
        least + u32::try_from(self.0.below(span)).unwrap_or(0)
    }

    /// Once in so many times.
    pub(super) fn once_in(&mut self, times: u32) -> bool {
        self.between(1, times) == 1
    }

    pub(super) fn seconds(&mut self, least: u32, most: u32) -> Duration {
        Duration::from_millis(u64::from(self.between(least * 1000, most * 1000)))
    }
}
