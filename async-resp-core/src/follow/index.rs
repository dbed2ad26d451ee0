//! [`Index`]: the place of a task by its number, in a table of places alone: the numbers themselves are with the tasks.

use alloc::vec::Vec;
use core::fmt;

use super::schedule::mix;
use crate::task::TaskId;

/// A hash table with open addressing. Nothing is ever removed from it.
pub(super) struct Index {
    key: u64,
    /// A power of two of slots, at most three quarters of them in use; none while it is empty.
    slots: Vec<Option<Place>>,
    len: usize,
}

/// A place, moved by one so that a slot needs no room to say that it is empty.
type Place = core::num::NonZeroUsize;

impl Index {
    /// Who chooses the numbers of tasks could make them meet in one slot if they knew the key. So it is a new one each time;
    /// without `std`, which has what is random, the seed has to do.
    pub(super) fn new(seed: u64) -> Self {
        Self { key: seed ^ random(), slots: Vec::new(), len: 0 }
    }

    /// The place of the task of this number.
    pub(super) fn find<'a>(&self, id: &TaskId, id_at: impl Fn(usize) -> &'a TaskId) -> Option<usize> {
        let places = self.probe(id).map_while(|slot| self.slots[slot]);
        places.map(|place| place.get() - 1).find(|&place| id_at(place) == id)
    }

    /// Enters a task that is not in it yet.
    pub(super) fn insert<'a>(&mut self, id: &TaskId, place: usize, id_at: impl Fn(usize) -> &'a TaskId) {
        if self.len >= self.slots.len() / 4 * 3 {
            let slots = (self.slots.len() * 2).max(8);
            let old = core::mem::replace(&mut self.slots, alloc::vec![None; slots]);
            for place in old.into_iter().flatten() {
                self.put(id_at(place.get() - 1), place);
            }
        }
        self.put(id, Place::MIN.saturating_add(place));
        self.len += 1;
    }

    fn put(&mut self, id: &TaskId, place: Place) {
        if let Some(slot) = self.probe(id).find(|&slot| self.slots[slot].is_none()) {
            self.slots[slot] = Some(place);
        }
    }

    /// The slots in which this number may be, each once.
    fn probe(&self, id: &TaskId) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len().wrapping_sub(1);
        #[allow(clippy::cast_possible_truncation, reason = "the low bits alone count")]
        let first = hash(self.key, id.as_str()) as usize;
        (0..self.slots.len()).map(move |step| first.wrapping_add(step) & mask)
    }
}

/// Not the key, which is nobody's business.
impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(feature = "std")]
fn random() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    RandomState::new().build_hasher().finish()
}

#[cfg(not(feature = "std"))]
const fn random() -> u64 {
    0
}

fn hash(key: u64, text: &str) -> u64 {
    text.as_bytes().chunks(8).fold(mix(key ^ text.len() as u64), |hash, chunk| {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(chunk).for_each(|(place, byte)| *place = *byte);
        mix(hash ^ u64::from_le_bytes(bytes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[cfg(feature = "std")]
    #[test]
    fn numbers_that_meet_under_a_key_that_is_known_do_not_in_a_table() {
        let same_slot = |key| move |id: &TaskId| hash(key, id.as_str()) % 4096 == 0;
        let task = |number: u32| TaskId::new(&format!("{number}")).unwrap();
        let chosen: Vec<TaskId> = (0..400_000).map(task).filter(same_slot(0)).collect();
        assert!(chosen.len() > 50);
        let key = Index::new(0).key;
        assert!(chosen.iter().filter(|id| same_slot(key)(id)).count() < 10);
    }

    #[test]
    fn every_task_is_found_at_its_place_and_no_other_is() {
        let ids: Vec<TaskId> = (0..1000).map(|number| TaskId::new(&format!("task-{number}")).unwrap()).collect();
        let mut index = Index::new(7);
        assert_eq!(index.find(&ids[0], |place| &ids[place]), None);
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(index.find(id, |place| &ids[place]), None);
            index.insert(id, place, |place| &ids[place]);
        }
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(index.find(id, |place| &ids[place]), Some(place));
        }
    }
}
