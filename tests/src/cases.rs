//! How property tests are run.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, and the same ones in each run, so that a change that breaks nothing cannot fail. Another seed is searched
/// by `PROPTEST_CASES` and `PROPTEST_RNG_SEED`.
#[must_use]
pub fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(0), ..Config::default() }
}
