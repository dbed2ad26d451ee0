//! How often is sent and asked at most, how long is waited, and how many attempts there are.

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{Budget, FollowPolicy, Pace, SubmitPolicy};

use crate::clock::Second;

/// How long an answer may take: it travels in real time, however short the seconds of the cloud are.
pub(crate) const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Sending goes on for at least this long, in real time too, and following for twice as long.
const AT_LEAST: Duration = Duration::from_secs(100);

const ATTEMPTS: NonZeroU32 = NonZeroU32::new(4).unwrap();
const IN_FLIGHT: NonZeroUsize = NonZeroUsize::new(4).unwrap();
/// Most products take one task in a query; this one takes many.
const TASKS_IN_A_QUERY: NonZeroUsize = NonZeroUsize::new(25).unwrap();
/// What the cloud grants each action.
const CALLS_A_MINUTE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// How machines are named in requests.
pub(crate) fn submit(second: Second) -> SubmitPolicy {
    SubmitPolicy {
        attempts: ATTEMPTS,
        pace: Pace { first: second.times(1), percent: 200, longest: second.times(20) },
        in_flight: IN_FLIGHT,
        budget: budget(second),
        answer_within: ANSWER_WITHIN,
        within: within(second),
    }
}

/// How tasks are asked after.
pub(crate) fn follow(second: Second) -> FollowPolicy {
    FollowPolicy {
        pace: Pace { first: second.times(5), percent: 150, longest: second.times(30) },
        group: TASKS_IN_A_QUERY,
        budget: budget(second),
        answer_within: ANSWER_WITHIN,
        within: within(second) * 2,
        seed: 0,
    }
}

fn budget(second: Second) -> Budget {
    Budget { calls: CALLS_A_MINUTE, per: second.times(60) }
}

/// After which time what could not be sent is given up.
fn within(second: Second) -> Duration {
    second.times(3600).max(AT_LEAST)
}
