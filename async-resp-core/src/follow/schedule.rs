//! Which task is asked for next: due times on a grid, so that handing out one of many tasks moves none of the others.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::time::Duration;

use super::FollowPolicy;
use crate::machine::Tick;

/// No task is asked for more often than this, whatever the pace says.
const SHORTEST: u64 = 1_000_000;
/// How many marks of the grid lie within the first wait.
const MARKS: u64 = 16;
/// How many entries and marks that are not due are looked at for each task that a query has room for.
const LOOKED_AT: usize = 4;

/// The tasks by the mark of the grid at which each is due. An entry whose task has moved on stays until it is met.
#[derive(Debug)]
pub(super) struct Schedule {
    width: u64,
    /// The waits of the pace, each longer than the one before; the last of them stays.
    waits: Vec<u64>,
    seed: u64,
    group: usize,
    marks: BTreeMap<Tick, Mark>,
}

/// The places under one mark.
#[derive(Debug, Default)]
struct Mark {
    places: Vec<usize>,
    /// Whether those that were there when it became due are in descending order, so that the first place is taken first.
    in_order: bool,
}

/// What became of an entry that was met.
pub(super) enum Entry {
    Taken,
    /// It cannot be taken yet.
    Early,
    /// Its task has moved on.
    Stale,
}

impl Schedule {
    pub(super) fn new(policy: &FollowPolicy) -> Self {
        let waits: Vec<u64> = policy.pace.delays().map(|wait| wait.max(SHORTEST)).collect();
        let width = waits.first().map_or(SHORTEST, |first| first / MARKS);
        Self { width, waits, seed: policy.seed, group: policy.group.get(), marks: BTreeMap::new() }
    }

    /// The shortest time between two queries of one task.
    pub(super) fn least(&self) -> Duration {
        Duration::from_nanos(self.waits.first().copied().unwrap_or(SHORTEST))
    }

    /// The wait after this many queries of a task: that of the pace, and up to a quarter more. Tasks that fit into one query
    /// share it, so that they can be asked for by one query again.
    pub(super) fn wait(&self, place: usize, polls: u32) -> Duration {
        let before = usize::try_from(polls.saturating_sub(1)).unwrap_or(usize::MAX);
        let wait = self.waits.get(before).or(self.waits.last()).copied().unwrap_or(SHORTEST);
        let jitter = mix(self.seed ^ mix((place / self.group) as u64 ^ mix(u64::from(polls)))) % (wait / 4);
        Duration::from_nanos(wait.saturating_add(jitter))
    }

    /// Enters a task at the first mark at or after this tick, and says which that is.
    pub(super) fn enter(&mut self, place: usize, at: Tick) -> Tick {
        let mark = Tick::from_nanoseconds(at.nanoseconds().div_ceil(self.width).saturating_mul(self.width));
        self.marks.entry(mark).or_default().places.push(place);
        mark
    }

    /// The earliest mark with an entry that is current.
    pub(super) fn next(&mut self, is_current: impl Fn(usize, Tick) -> bool) -> Option<Tick> {
        while let Some(mut entry) = self.marks.first_entry() {
            let mark = *entry.key();
            while entry.get().places.last().is_some_and(|&place| !is_current(place, mark)) {
                entry.get_mut().places.pop();
            }
            if !entry.get().places.is_empty() {
                return Some(mark);
            }
            entry.remove();
        }
        None
    }

    /// Takes up to `group` tasks: the earliest due, and then those that are not due but may be asked for.
    pub(super) fn take(&mut self, group: usize, now: Tick, mut offer: impl FnMut(usize, Tick) -> Entry) -> Vec<usize> {
        let mut taken = Vec::new();
        let mut early = group.saturating_mul(LOOKED_AT);
        for (&mark, Mark { places, in_order }) in &mut self.marks {
            let is_due = mark <= now;
            if !is_due {
                early = early.saturating_sub(1);
            } else if !*in_order {
                // Tasks that lie side by side in memory are asked for one after the other.
                places.sort_by(|a, b| b.cmp(a));
                *in_order = true;
            }
            let mut at = places.len();
            while at > 0 && taken.len() < group && (is_due || early > 0) {
                at -= 1;
                match offer(places[at], mark) {
                    Entry::Taken => taken.push(places.swap_remove(at)),
                    Entry::Stale => {
                        places.swap_remove(at);
                    }
                    Entry::Early => early = early.saturating_sub(1),
                }
            }
            if taken.len() == group || (!is_due && early == 0) {
                break;
            }
        }
        taken
    }
}

/// From one number of `SplitMix64` to the next.
pub(crate) const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads a number over all 64 bits (the finalizer of `SplitMix64`).
pub(crate) const fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(STEP);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
