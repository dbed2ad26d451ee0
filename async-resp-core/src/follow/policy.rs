//! [`FollowPolicy`]: how often, how many at once and how long tasks are asked for.

use core::num::NonZeroUsize;
use core::time::Duration;

use crate::machine::{Budget, Pace, saved};

/// How tasks are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowPolicy {
    /// The wait between two queries of one task. No task is asked for again sooner than `first` after it was handed out.
    pub pace: Pace,
    /// How many tasks one query may name.
    pub group: NonZeroUsize,
    /// How often the API may be called.
    pub budget: Budget,
    /// How long after it was handed out a query is asked again if no answer came.
    pub answer_within: Duration,
    /// How long tasks are followed, counted from the machine's start; after that nothing is handed out.
    ///
    /// A task that would be asked for too late for an answer before the end is asked for `answer_within` before it, and from
    /// then on at the shortest wait of the pace: what ends last is still seen, for more queries. Let `within` be long beside
    /// `answer_within`, or the pace never comes to its longer waits.
    pub within: Duration,
    /// What the jitter of the waits is made from: another for each machine that follows at the same time. Without feature `std`
    /// choose one that nobody can guess: who knows it, and chooses the numbers of tasks, can make looking them up slow.
    pub seed: u64,
}

/// A query every 2 s at first and every 30 s at last, one task each, 100 a minute; 30 s for an answer, an hour for all.
impl Default for FollowPolicy {
    fn default() -> Self {
        Self {
            pace: Pace { first: Duration::from_secs(2), percent: 150, longest: Duration::from_secs(30) },
            group: NonZeroUsize::MIN,
            budget: Budget::default(),
            answer_within: Duration::from_secs(30),
            within: Duration::from_secs(3600),
            seed: 0,
        }
    }
}

saved! { FollowPolicy { pace, group, budget, answer_within, within, seed } }
