//! [`Chance`]: what a case leaves to its seed.

use std::time::Duration;

/// `SplitMix64`, as in the server, from a seed of its own.
#[derive(Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from the first up to the second, neither left out.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        let span = u64::from(most - least) + 1;
        least + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// Once in so many times.
    pub(super) fn once_in(&mut self, times: u32) -> bool {
        self.between(1, times) == 1
    }

    pub(super) fn seconds(&mut self, least: u32, most: u32) -> Duration {
        Duration::from_millis(u64::from(self.between(least * 1000, most * 1000)))
    }
}
