//! [`Limits`], what a client has to keep to, and [`BrokenLimit`], which one it did not.

use alloc::collections::VecDeque;
use alloc::format;
use alloc::string::String;
use core::error::Error;
use core::fmt;
use core::num::{NonZeroU32, NonZeroUsize};
use core::time::Duration;

use crate::machine::{Budget, Tick};

/// What a client has to keep to. Of each limit that is `None` nothing is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// The most ids in one request of the action.
    pub ids: Option<NonZeroUsize>,
    /// The most tasks in one query.
    pub tasks: Option<NonZeroUsize>,
    /// The most requests of the action in any window.
    pub calls: Option<Budget>,
    /// The most queries in any window.
    pub queries: Option<Budget>,
    /// The least time between two queries of one task.
    pub poll_floor: Option<Duration>,
    /// How many attempts at one id: requests that name it, less those that did not leave and those that were turned away for
    /// the time being (4400, 6200).
    pub attempts: Option<NonZeroU32>,
    /// How often the operation may run on one resource.
    pub runs: Option<NonZeroU32>,
    /// From when on, by [`FakeCloud::now`](super::FakeCloud::now), no request of the action may arrive.
    pub deadline: Option<Tick>,
    /// From when on no query may arrive.
    pub query_deadline: Option<Tick>,
}

/// A client did not keep to one of its [`Limits`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLimit {
    pub(super) limit: &'static str,
    /// The number of the request, from 0.
    pub(super) request: u64,
    pub(super) after: Duration,
    pub(super) found: String,
    pub(super) expected: String,
}

impl BrokenLimit {
    /// The name of the field of [`Limits`].
    #[must_use]
    pub const fn limit(&self) -> &'static str {
        self.limit
    }

    /// The number of the request, from 0, those of both APIs counted.
    #[must_use]
    pub const fn request(&self) -> u64 {
        self.request
    }
}

impl fmt::Display for BrokenLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, request, after, found, expected } = self;
        write!(f, "limit `{limit}` broken by request {request} after {after:?}: expected {expected}, found {found}")
    }
}

impl Error for BrokenLimit {}

/// What arrived within a budget's time. Not the machines' own ledger, which would not notice a fault of its own.
#[derive(Debug, Default)]
pub(super) struct Window(VecDeque<Tick>);

impl Window {
    /// Counts one that arrives now; if it is one too many, when the one arrived that it comes too soon after.
    pub(super) fn count(&mut self, budget: Budget, now: Tick) -> Option<Tick> {
        let calls = usize::try_from(budget.calls.get()).unwrap_or(usize::MAX);
        let oldest = if self.0.len() < calls { None } else { self.0.pop_front() };
        self.0.push_back(now);
        oldest.filter(|&oldest| now.since(oldest) < budget.per)
    }

    /// The same, but one too many is not counted.
    pub(super) fn admits(&mut self, budget: Budget, now: Tick) -> bool {
        let calls = usize::try_from(budget.calls.get()).unwrap_or(usize::MAX);
        while self.0.front().is_some_and(|&oldest| now.since(oldest) >= budget.per) {
            self.0.pop_front();
        }
        let admitted = self.0.len() < calls;
        if admitted {
            self.0.push_back(now);
        }
        admitted
    }
}

/// Which limit, what was found, what was expected.
pub(super) type Breach = (&'static str, String, String);

pub(super) fn too_many(limit: &'static str, what: &str, found: usize, most: Option<NonZeroUsize>) -> Option<Breach> {
    let most = most.filter(|most| found > most.get())?;
    Some((limit, format!("{found}"), format!("at most {most} {what}")))
}

pub(super) fn too_often(
    limit: &'static str,
    what: &str,
    window: &mut Window,
    budget: Option<Budget>,
    now: Tick,
) -> Option<Breach> {
    let budget = budget?;
    let oldest = window.count(budget, now)?;
    let Budget { calls, per } = budget;
    let found = format!("one more only {:?} after the first of as many", now.since(oldest));
    Some((limit, found, format!("at most {calls} {what} in any {per:?}")))
}

pub(super) fn too_late(limit: &'static str, deadline: Option<Tick>, now: Tick) -> Option<Breach> {
    let deadline = deadline.filter(|&deadline| now >= deadline)?;
    Some((limit, format!("one {:?} after it", now.since(deadline)), "no request at or after the deadline".into()))
}
