//! [`Asked`]: the ids that a request named.

use alloc::vec::{self, Vec};
use core::num::NonZeroUsize;
use core::slice;

/// The ids that a request named, in order, repeats removed.
///
/// ```
/// use async_resp_core::Asked;
///
/// let asked = Asked::new(["ins-2", "ins-1", "ins-2"]);
/// assert_eq!(asked.iter().copied().collect::<Vec<_>>(), ["ins-2", "ins-1"]);
/// assert_eq!(asked.repeats(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<Id> {
    ids: Vec<Id>,
    /// The positions of `ids`, ordered by id.
    sorted: Vec<usize>,
    repeats: usize,
}

impl<Id: Ord> Asked<Id> {
    /// The ids in this order; of a repeated one the first counts.
    #[must_use]
    pub fn new(ids: impl IntoIterator<Item = Id>) -> Self {
        let ids: Vec<Id> = ids.into_iter().collect();
        let mut sorted: Vec<usize> = (0..ids.len()).collect();
        // Equal ids by position, so that the first of them is met first.
        sorted.sort_unstable_by(|&a, &b| ids[a].cmp(&ids[b]).then(a.cmp(&b)));
        let mut asked = Self { ids, sorted, repeats: 0 };
        asked.remove_repeats();
        asked
    }

    fn remove_repeats(&mut self) {
        let ids = &self.ids;
        let mut repeats = Vec::new();
        self.sorted.dedup_by(|&mut later, &mut first| {
            let same = ids[later] == ids[first];
            if same {
                repeats.push(later);
            }
            same
        });
        if repeats.is_empty() {
            return;
        }
        repeats.sort_unstable();
        self.repeats = repeats.len();
        let mut position = 0;
        self.ids.retain(|_| {
            let keep = repeats.binary_search(&position).is_err();
            position += 1;
            keep
        });
        for position in &mut self.sorted {
            // Each repeat removed before it moves an id one place to the front.
            *position -= repeats.partition_point(|repeat| repeat < position);
        }
    }

    /// The position of an id, by binary search.
    pub(super) fn position(&self, id: &Id) -> Option<usize> {
        let found = self.sorted.binary_search_by(|&position| self.ids[position].cmp(id)).ok()?;
        Some(self.sorted[found])
    }

    /// An id that both lists name: each of the shorter one is looked up in the longer one.
    pub(super) fn shared_with<'a>(&'a self, other: &'a Self) -> Option<&'a Id> {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        few.iter().find(|id| many.position(id).is_some())
    }

    /// Appends the ids of `other`, of which this list names none.
    ///
    /// Looks up where each of them goes and copies the positions between: joining many short lists to a long one compares
    /// few ids.
    pub(super) fn append(&mut self, other: Self) {
        self.repeats += other.repeats;
        let offset = self.ids.len();
        let mut sorted = Vec::with_capacity(offset + other.len());
        let mut done = 0;
        for position in other.sorted {
            let id = &other.ids[position];
            let next = done + self.sorted[done..].partition_point(|&ours| self.ids[ours] < *id);
            sorted.extend_from_slice(&self.sorted[done..next]);
            sorted.push(position + offset);
            done = next;
        }
        sorted.extend_from_slice(&self.sorted[done..]);
        self.sorted = sorted;
        self.ids.extend(other.ids);
    }
}

impl<Id> Asked<Id> {
    /// How many ids, repeats removed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids in the order in which they were asked.
    pub fn iter(&self) -> slice::Iter<'_, Id> {
        self.ids.iter()
    }

    /// How many repeats were removed.
    #[must_use]
    pub const fn repeats(&self) -> usize {
        self.repeats
    }

    /// The ids in lists of at most `limit`, one for each request that the API allows
    /// ([`Operation::limit`](crate::Operation::limit)). The reports on them [join](crate::Report::join) to one on the whole.
    pub fn chunks(&self, limit: NonZeroUsize) -> impl Iterator<Item = Asked<Id>>
    where
        Id: Ord + Clone,
    {
        self.ids.chunks(limit.get()).map(|ids| Asked::new(ids.iter().cloned()))
    }

    /// The id at a position that this list gave out.
    pub(super) fn get(&self, position: usize) -> &Id {
        &self.ids[position]
    }
}

impl<Id> Default for Asked<Id> {
    fn default() -> Self {
        Self { ids: Vec::new(), sorted: Vec::new(), repeats: 0 }
    }
}

impl<Id: Ord> FromIterator<Id> for Asked<Id> {
    fn from_iter<I: IntoIterator<Item = Id>>(ids: I) -> Self {
        Self::new(ids)
    }
}

impl<Id: Ord> From<Vec<Id>> for Asked<Id> {
    fn from(ids: Vec<Id>) -> Self {
        Self::new(ids)
    }
}

impl<Id> IntoIterator for Asked<Id> {
    type Item = Id;
    type IntoIter = vec::IntoIter<Id>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.into_iter()
    }
}

impl<'a, Id> IntoIterator for &'a Asked<Id> {
    type Item = &'a Id;
    type IntoIter = slice::Iter<'a, Id>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_where_it_stands_after_repeats_are_removed() {
        let asked = Asked::new([5, 3, 5, 5, 9, 3, 1, 9]);
        assert_eq!(asked.iter().copied().collect::<Vec<_>>(), [5, 3, 9, 1]);
        assert_eq!(asked.repeats(), 4);
        for (position, id) in asked.iter().enumerate() {
            assert_eq!(asked.position(id), Some(position));
        }
        assert_eq!(asked.position(&4), None);
    }

    #[test]
    fn appending_gives_the_list_of_both() {
        let mut asked = Asked::new([5, 3, 5]);
        asked.append(Asked::new([4, 9, 1]));
        assert_eq!(asked, Asked { repeats: 1, ..Asked::new([5, 3, 4, 9, 1]) });
    }
}
