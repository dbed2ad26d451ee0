//! [`Budget`]: how often an API may be called, and [`Ledger`], the calls that count against it.

use alloc::collections::VecDeque;
use core::num::NonZeroU32;
use core::time::Duration;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::{Tick, saved};

/// How often an API may be called: at most `calls` in *any* window of `per`, its end left out.
///
/// A call counts when it is handed out, and also when it is then not sent. The last calls are remembered one by one, so
/// there is no burst at the turn of a minute; that takes 8 bytes for each of the last `calls` within `per`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Budget {
    /// How many calls.
    pub calls: NonZeroU32,
    /// In how long a time.
    pub per: Duration,
}

impl Budget {
    /// No limit: any number of calls in no time.
    pub const UNLIMITED: Budget = Budget { calls: NonZeroU32::MAX, per: Duration::ZERO };

    /// At most this many calls in any minute.
    #[must_use]
    pub const fn per_minute(calls: NonZeroU32) -> Self {
        Self { calls, per: Duration::from_secs(60) }
    }
}

/// 100 calls a minute, the documented quota of an API.
impl Default for Budget {
    fn default() -> Self {
        Self::per_minute(const { NonZeroU32::new(100).unwrap() })
    }
}

saved! { Budget { calls, per } }

/// The last calls of a machine, oldest first: at most [`Budget::calls`] of them. Saved with the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger(VecDeque<Tick>);

impl Ledger {
    /// The earliest tick from `now` on at which the budget has a call left.
    pub(crate) fn next(&self, budget: Budget, now: Tick) -> Tick {
        let calls = usize::try_from(budget.calls.get()).unwrap_or(usize::MAX);
        match self.0.len().checked_sub(calls).and_then(|oldest| self.0.get(oldest)) {
            Some(&oldest) => now.max(oldest + budget.per),
            None => now,
        }
    }

    /// Counts a call.
    pub(crate) fn spend(&mut self, budget: Budget, now: Tick) {
        while self.0.front().is_some_and(|&oldest| oldest + budget.per <= now) {
            self.0.pop_front();
        }
        if !budget.per.is_zero() {
            self.0.push_back(now);
        }
    }

    /// Moves all calls back, none to later than `now`: for a machine that is restored by a clock behind that of its save.
    pub(crate) fn move_back(&mut self, by: Duration, now: Tick) {
        for tick in &mut self.0 {
            *tick = (*tick - by).min(now);
        }
    }
}

impl Serialize for Ledger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<'de> Deserialize<'de> for Ledger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        VecDeque::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Tick {
        Tick::since_unix(Duration::from_secs(seconds))
    }

    #[test]
    fn no_window_holds_more_than_the_budget() {
        let budget = Budget { calls: NonZeroU32::new(3).unwrap(), per: Duration::from_secs(10) };
        let mut ledger = Ledger::default();
        let mut calls = alloc::vec::Vec::new();
        let mut now = at(0);
        for wait in [0, 1, 1, 0, 7, 0, 0, 30, 0, 0, 0] {
            now = ledger.next(budget, now + Duration::from_secs(wait));
            ledger.spend(budget, now);
            calls.push(now);
        }
        for window in calls.windows(4) {
            assert!(window[3].since(window[0]) >= budget.per, "{calls:?}");
        }
        assert_eq!(calls[..4], [at(0), at(1), at(2), at(10)]);
        assert!(ledger.0.len() <= 3);
    }

    #[test]
    fn without_a_limit_nothing_is_remembered() {
        let mut ledger = Ledger::default();
        for _ in 0..1000 {
            assert_eq!(ledger.next(Budget::UNLIMITED, at(5)), at(5));
            ledger.spend(Budget::UNLIMITED, at(5));
        }
        assert_eq!(ledger, Ledger::default());
    }

    #[test]
    fn calls_of_a_clock_that_was_ahead_do_not_hold_up_those_of_this_one() {
        let budget = Budget { calls: NonZeroU32::MIN, per: Duration::from_secs(10) };
        let mut ledger = Ledger::default();
        ledger.spend(budget, at(5000));
        ledger.move_back(at(5003).since(at(100)), at(100));
        assert_eq!(ledger.next(budget, at(100)), at(107));
    }
}
