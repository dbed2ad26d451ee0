//! [`Chunk`], the token of one request, and [`SubmitPolicy`], how requests are made.

use core::num::{NonZeroU32, NonZeroUsize};
use core::time::Duration;

use crate::machine::{Budget, Pace, Tick, saved};
use crate::report::Asked;

/// How a list of ids is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmitPolicy {
    /// How many attempts at one id. One that never left, or that the server turned away for the time being, does not count.
    pub attempts: NonZeroU32,
    /// The wait between rounds, and between periods of throttling, where the server names none.
    pub pace: Pace,
    /// How many requests may be out at a time.
    pub in_flight: NonZeroUsize,
    /// How often the API may be called.
    pub budget: Budget,
    /// How long after it was handed out a request counts as lost if no answer came.
    pub answer_within: Duration,
    /// How long ids are submitted, counted from the machine's start; after that nothing is handed out.
    pub within: Duration,
}

/// Three attempts a second and more apart, one request at a time, 100 a minute; 30 s for an answer, an hour for all.
impl Default for SubmitPolicy {
    fn default() -> Self {
        Self {
            attempts: const { NonZeroU32::new(3).unwrap() },
            pace: Pace::default(),
            in_flight: NonZeroUsize::MIN,
            budget: Budget::default(),
            answer_within: Duration::from_secs(30),
            within: Duration::from_secs(3600),
        }
    }
}

saved! { SubmitPolicy { attempts, pace, in_flight, budget, answer_within, within } }

/// What one request carries: at most [`Operation::limit`](crate::Operation::limit) ids, in asked order.
///
/// A token: it is given back to the machine that made it with what came of the request. One that is dropped counts as lost
/// when it is [due](Self::due).
#[derive(Debug)]
#[must_use = "a chunk that is not sent must be given back as not sent, or its ids count as lost"]
pub struct Chunk<Id> {
    pub(super) asked: Asked<Id>,
    pub(super) number: u64,
    pub(super) attempt: u32,
    pub(super) handed_out: Tick,
    pub(super) due: Tick,
}

impl<Id> Chunk<Id> {
    /// The ids to name. Build and sign the request anew each time: a resent byte stream is refused as a replay.
    #[must_use]
    pub const fn asked(&self) -> &Asked<Id> {
        &self.asked
    }

    /// The number of the request, from 0, in the order handed out.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Which attempt it is for those of its ids that were tried most often, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// When it counts as lost if no answer came. One that comes later is taken all the same.
    #[must_use]
    pub const fn due(&self) -> Tick {
        self.due
    }
}
