//! [`SavedFollow`]: what of a [`Follow`] is saved. All else follows from it and is made anew by [`Follow::restore`].
//!
//! How the parts are written is with the parts, and the macro for them in `machine`.

mod states;

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use serde_core::de::{self, Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::index::Index;
use super::schedule::Schedule;
use super::state::TaskState;
use super::{Counts, Follow, FollowPolicy};
use crate::machine::{Form, FormName, Ledger, MOST_TOKENS, Tick, saved};
use crate::task::TaskId;
use crate::trace::{Trace, event, span};

/// A [`Follow`] as it was saved, to be [restored](Follow::restore). Reading one of another kind or version is an error, and
/// so is one whose parts contradict each other.
#[derive(Debug)]
#[must_use = "it is made into a machine by `Follow::restore`"]
pub struct SavedFollow<K> {
    saved: Saved<K>,
    /// Made to find a task that is there twice.
    index: Index,
}

#[derive(Debug)]
pub(super) struct Saved<K> {
    pub(super) form: Form<Self>,
    pub(super) policy: FollowPolicy,
    pub(super) now: Tick,
    pub(super) deadline: Tick,
    pub(super) stopped: bool,
    /// How many queries were handed out; also the number of the next.
    pub(super) queries: u64,
    pub(super) ledger: Ledger,
    /// Each key with the place of its task in `tasks`.
    pub(super) keys: Vec<(K, usize)>,
    pub(super) tasks: Vec<Task<K>>,
}

#[derive(Debug)]
pub(super) struct Task<K> {
    pub(super) id: TaskId,
    pub(super) state: TaskState<K>,
    pub(super) phase: Phase,
    pub(super) polls: u32,
    /// It is not asked for again before this tick.
    pub(super) floor: Tick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Entered in the schedule under this mark of the grid.
    Scheduled(Tick),
    /// Out in the query of this number.
    Asked(u64),
    GivenUp,
    Ended,
}

saved! { Saved<K> { form, policy, now, deadline, stopped, queries, ledger, keys, tasks } }
saved! { Task<K> { id, state, phase, polls, floor } }

impl<K> FormName for Saved<K> {
    const FORM: &'static str = "follow/1";
}

impl<K> Follow<K> {
    /// The machine that was saved, and now goes on: what was out is asked again, and answers to it count all the same.
    ///
    /// If `now` lies before the save, all ticks are moved back by as much, the deadline too.
    #[must_use]
    pub fn restore(saved: SavedFollow<K>, now: Tick) -> Self {
        let follow = Self::restore_traced(saved, now, span!("follow"));
        let Counts { tasks, live, ended, given_up, .. } = follow.progress();
        event!(follow.trace, INFO, "restored", tasks, live, ended, given_up);
        follow
    }

    /// The same within a span that there is already.
    pub(crate) fn restore_traced(saved: SavedFollow<K>, now: Tick, trace: Trace) -> Self {
        let SavedFollow { mut saved, index } = saved;
        let back = saved.now.since(now);
        saved.now = now;
        saved.deadline = saved.deadline - back;
        saved.ledger.move_back(back, saved.now);

        let schedule = Schedule::new(&saved.policy);
        let mut follow = Self { index, schedule, out: VecDeque::new(), counts: Counts::default(), trace, saved };
        for place in 0..follow.saved.tasks.len() {
            let task = &mut follow.saved.tasks[place];
            task.floor = task.floor - back;
            match task.phase {
                _ if task.state.is_end() => {
                    task.phase = Phase::Ended;
                    follow.counts.ended += 1;
                }
                Phase::Scheduled(at) => {
                    follow.counts.live += 1;
                    follow.enter(place, at - back);
                }
                _ => follow.counts.given_up += 1,
            }
        }
        follow
    }
}

impl<K: Serialize> Serialize for Follow<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.saved.serialize(serializer)
    }
}

impl<'de, K: Deserialize<'de>> Deserialize<'de> for SavedFollow<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = Saved::deserialize(deserializer)?;
        let known = saved.tasks.len();
        if let Some((_, place)) = saved.keys.iter().find(|(_, place)| *place >= known) {
            return Err(de::Error::custom(format_args!("a key is of task {place}, but {known} tasks were saved")));
        }
        if saved.queries > MOST_TOKENS {
            return Err(de::Error::custom(format_args!(
                "`queries` is {}, beyond the {MOST_TOKENS} that can be counted",
                saved.queries
            )));
        }
        let mut index = Index::new(saved.policy.seed);
        for (place, task) in saved.tasks.iter().enumerate() {
            if index.find(&task.id, |place| &saved.tasks[place].id).is_some() {
                return Err(de::Error::custom(format_args!("task `{}` was saved twice", task.id)));
            }
            index.insert(&task.id, place, |place| &saved.tasks[place].id);
        }
        Ok(Self { saved, index })
    }
}

/// When it is to be asked for: at once, if it was out; null if never again.
impl Serialize for Phase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Phase::Scheduled(at) => Some(*at),
            Phase::Asked(_) => Some(Tick::START),
            Phase::GivenUp | Phase::Ended => None,
        }
        .serialize(serializer)
    }
}

/// A task that ended is told by its state.
impl<'de> Deserialize<'de> for Phase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Phase::GivenUp, Phase::Scheduled))
    }
}
