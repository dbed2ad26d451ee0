//! [`Order`]: a list of ids put in order, so that each of them is found.
//!
//! Ids of text are ordered by the eight bytes behind what all of them begin with, as a number that stands beside the
//! position: nearly every comparison is one of two numbers that lie next to each other in memory, where a comparison of two
//! texts waits for both. Texts that share those bytes too are compared whole, so the worst a sender of ids can do is to make
//! this as slow as an order by text alone. Other ids are compared by their own order.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::id::ResourceId;

#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// How many bytes the texts of all ids share at their beginning.
    shared: usize,
    places: Vec<Place>,
}

/// One id of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// The eight bytes behind the shared ones; 0 for an id that holds no text.
    key: u64,
    position: usize,
}

impl Order {
    /// The order of these ids. Equal ones are ordered by position.
    pub(super) fn of<Id: ResourceId>(ids: &[Id]) -> Self {
        let shared = shared_by(ids);
        let mut places: Vec<Place> =
            ids.iter().enumerate().map(|(position, id)| Place { key: key(id, shared), position }).collect();
        places.sort_unstable();
        for same_key in places.chunk_by_mut(|a, b| a.key == b.key).filter(|run| run.len() > 1) {
            same_key
                .sort_unstable_by(|a, b| compare(&ids[a.position], &ids[b.position]).then(a.position.cmp(&b.position)));
        }
        Self { shared, places }
    }

    /// Takes out every place but the first of each id; the positions taken out, in ascending order.
    pub(super) fn remove_repeats<Id: ResourceId>(&mut self, ids: &[Id]) -> Vec<usize> {
        let mut repeats = Vec::new();
        self.places.dedup_by(|later, first| {
            let same = later.key == first.key && ids[later.position] == ids[first.position];
            if same {
                repeats.push(later.position);
            }
            same
        });
        repeats.sort_unstable();
        repeats
    }

    /// Counts positions anew, after the ids at `removed` were taken out of the list.
    pub(super) fn close_gaps(&mut self, removed: &[usize]) {
        for Place { position, .. } in &mut self.places {
            // Each id that was removed before it moves it one place to the front.
            *position -= removed.partition_point(|removed| removed < position);
        }
    }

    /// The position of an id, by binary search.
    pub(super) fn position<Id: ResourceId>(&self, ids: &[Id], id: &Id) -> Option<usize> {
        if !self.shares_the_beginning(ids, id) {
            return None;
        }
        let key = key(id, self.shared);
        let from = self.places.partition_point(|place| place.key < key);
        find(&self.places[from..], key, ids, id)
    }

    /// The positions of many ids, in the order in which they are given: they are put in order too, and then both orders are
    /// walked through side by side.
    pub(super) fn positions<Id: ResourceId>(&self, ids: &[Id], wanted: &[&Id]) -> Vec<Option<usize>> {
        let begin_alike = wanted.iter().enumerate().filter(|(_, id)| self.shares_the_beginning(ids, id));
        let mut sorted: Vec<Place> =
            begin_alike.map(|(position, id)| Place { key: key(*id, self.shared), position }).collect();
        sorted.sort_unstable();

        let mut positions = vec![None; wanted.len()];
        let mut rest = self.places.as_slice();
        for same_key in sorted.chunk_by_mut(|a, b| a.key == b.key) {
            let key = same_key[0].key;
            let smaller = rest.iter().take_while(|place| place.key < key).count();
            let alike = rest[smaller..].iter().take_while(|place| place.key == key).count();
            let mut candidates = &rest[smaller..smaller + alike];
            rest = &rest[smaller + alike..];
            if let [_, _, ..] = candidates {
                same_key.sort_unstable_by(|a, b| compare(wanted[a.position], wanted[b.position]));
            }
            for place in same_key {
                if let [_, _, ..] = candidates {
                    let is_smaller = |ours: &Place| compare(&ids[ours.position], wanted[place.position]).is_lt();
                    candidates = &candidates[count_leading(candidates, is_smaller)..];
                }
                positions[place.position] = candidates.first().map(|candidate| candidate.position);
            }
        }
        // Whole ids are compared in the order given, in which they most likely lie in memory.
        for (position, id) in positions.iter_mut().zip(wanted) {
            *position = position.filter(|&candidate| ids[candidate] == **id);
        }
        positions
    }

    /// Adds the order of other ids, none of which is in the list, as they will stand behind it.
    ///
    /// Looks up where each of them goes and copies the places between: adding many short lists to a long one compares few
    /// ids.
    pub(super) fn append<Id: ResourceId>(&mut self, ids: &[Id], mut other: Self, other_ids: &[Id]) {
        if !ids.is_empty() && !other_ids.is_empty() {
            let shared = shared_by([&ids[0], &other_ids[0]]).min(self.shared).min(other.shared);
            self.share(shared, ids);
            other.share(shared, other_ids);
        } else if ids.is_empty() {
            self.shared = other.shared;
        }
        let mut places = Vec::with_capacity(ids.len() + other_ids.len());
        let mut rest = self.places.as_slice();
        for Place { key, position } in other.places {
            let is_before = |place: &Place| {
                place.key.cmp(&key).then_with(|| compare(&ids[place.position], &other_ids[position])).is_lt()
            };
            let (before, behind) = rest.split_at(rest.partition_point(is_before));
            places.extend_from_slice(before);
            places.push(Place { key, position: position + ids.len() });
            rest = behind;
        }
        places.extend_from_slice(rest);
        self.places = places;
    }

    /// Makes the keys those behind fewer shared bytes. The order stays: it is that of the texts either way.
    fn share<Id: ResourceId>(&mut self, shared: usize, ids: &[Id]) {
        if shared < self.shared {
            self.shared = shared;
            for place in &mut self.places {
                place.key = key(&ids[place.position], shared);
            }
        }
    }

    /// Whether this id begins as all of the list do: only then is its key one among theirs.
    fn shares_the_beginning<Id: ResourceId>(&self, ids: &[Id], id: &Id) -> bool {
        match (ids.first().and_then(ResourceId::as_text), id.as_text()) {
            (Some(first), Some(text)) => text.as_bytes().get(..self.shared) == first.as_bytes().get(..self.shared),
            _ => true,
        }
    }
}

/// The position of an id whose key this is, in places of which none before has that key.
fn find<Id: ResourceId>(places: &[Place], key: u64, ids: &[Id], id: &Id) -> Option<usize> {
    match places {
        [place, next, ..] if place.key == key && next.key == key => {
            let same_key = &places[..places.partition_point(|place| place.key == key)];
            let found = same_key.binary_search_by(|place| compare(&ids[place.position], id)).ok()?;
            Some(same_key[found].position)
        }
        [place, ..] if place.key == key && ids[place.position] == *id => Some(place.position),
        _ => None,
    }
}

/// How many of the places come before all others by a condition that holds for the first ones alone. The nearer the end of
/// them, the fewer are looked at.
fn count_leading(places: &[Place], holds: impl Fn(&Place) -> bool) -> usize {
    let mut from = 0;
    let mut step = 1;
    while places.get(from + step - 1).is_some_and(&holds) {
        from += step;
        step *= 2;
    }
    let until = places.len().min(from + step - 1);
    from + places[from..until].partition_point(holds)
}

/// How many bytes the texts of these ids share at their beginning.
fn shared_by<'a, Id: ResourceId + 'a>(ids: impl IntoIterator<Item = &'a Id>) -> usize {
    let mut texts = ids.into_iter().map(|id| id.as_text().unwrap_or_default().as_bytes());
    let first = texts.next().unwrap_or_default();
    texts.fold(first.len(), |shared, text| {
        // Most often nothing changes, which is one comparison.
        if first.get(..shared) == text.get(..shared) {
            return shared;
        }
        first.iter().take(shared).zip(text).take_while(|(a, b)| a == b).count()
    })
}

/// The eight bytes of an id's text from `shared` on, so that their order is that of the texts as far as it goes.
fn key<Id: ResourceId>(id: &Id, shared: usize) -> u64 {
    let rest = id.as_text().and_then(|text| text.as_bytes().get(shared..)).unwrap_or_default();
    let short = || {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
        bytes
    };
    u64::from_be_bytes(rest.first_chunk().copied().unwrap_or_else(short))
}

/// The order of two ids: of the texts that they hold, then their own.
///
/// Total and equal for equal ids alone, whatever `as_text` says: a wrong text makes ids hard to find, never takes one for
/// another.
fn compare<Id: ResourceId>(a: &Id, b: &Id) -> Ordering {
    a.as_text().cmp(&b.as_text()).then_with(|| a.cmp(b))
}
