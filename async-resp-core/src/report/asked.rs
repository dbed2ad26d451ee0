//! [`Asked`]: the ids that a request named.

use alloc::vec::{self, Vec};
use core::num::NonZeroUsize;
use core::slice;

use super::order::Order;
use crate::id::ResourceId;

/// The ids that a request named, in order, repeats removed.
///
/// ```
/// use async_resp_core::Asked;
///
/// let asked = Asked::new(["ins-2", "ins-1", "ins-2"].map(String::from));
/// assert_eq!(asked.iter().collect::<Vec<_>>(), ["ins-2", "ins-1"]);
/// assert_eq!(asked.repeats(), 1);
/// ```
#[derive(Debug, Clone)]
pub struct Asked<Id> {
    ids: Vec<Id>,
    /// `None` of a list in which nothing was looked up yet: see [`distinct`](Self::distinct).
    order: Option<Order>,
    repeats: usize,
}

impl<Id: ResourceId> Asked<Id> {
    /// The ids in this order; of a repeated one the first counts.
    #[must_use]
    pub fn new(ids: impl IntoIterator<Item = Id>) -> Self {
        let mut ids: Vec<Id> = ids.into_iter().collect();
        let mut order = Order::of(&ids);
        let repeats = order.remove_repeats(&ids);
        if !repeats.is_empty() {
            let mut position = 0;
            ids.retain(|_| {
                let keep = repeats.binary_search(&position).is_err();
                position += 1;
                keep
            });
            order.close_gaps(&repeats);
        }
        Self { ids, order: Some(order), repeats: repeats.len() }
    }

    /// The list of ids of which each is another, not yet put in order: most chunks are answered in the order in which they
    /// ask, and nothing is looked up in them.
    pub(crate) fn distinct(ids: impl Iterator<Item = Id>) -> Self {
        Self { ids: ids.collect(), order: None, repeats: 0 }
    }

    /// Puts the list in order, if it is not, so that ids are looked up in it by binary search.
    pub(crate) fn put_in_order(&mut self) {
        self.order.get_or_insert_with(|| Order::of(&self.ids));
    }

    /// The position of an id: by binary search in a list that was put in order, else by looking at each.
    pub(super) fn position(&self, id: &Id) -> Option<usize> {
        match &self.order {
            Some(order) => order.position(&self.ids, id),
            None => self.ids.iter().position(|each| each == id),
        }
    }

    /// The positions of many ids, in whatever order they come.
    pub(super) fn positions(&self, ids: &[&Id]) -> Vec<Option<usize>> {
        match &self.order {
            Some(order) => order.positions(&self.ids, ids),
            None => Order::of(&self.ids).positions(&self.ids, ids),
        }
    }

    /// An id that both lists name: each of the shorter one is looked up in the longer one.
    pub(super) fn shared_with<'a>(&'a self, other: &'a Self) -> Option<&'a Id> {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        few.iter().find(|id| many.position(id).is_some())
    }

    /// Appends the ids of `other`, of which this list names none.
    pub(super) fn append(&mut self, other: Self) {
        self.repeats += other.repeats;
        let order = other.order.unwrap_or_else(|| Order::of(&other.ids));
        self.order.get_or_insert_with(|| Order::of(&self.ids)).append(&self.ids, order, &other.ids);
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
        Id: ResourceId,
    {
        self.ids.chunks(limit.get()).map(|ids| Asked::new(ids.iter().cloned()))
    }

    /// Says how many repeats were removed before this list was saved.
    pub(crate) fn set_repeats(&mut self, repeats: usize) {
        self.repeats = repeats;
    }

    /// The id at a position that this list gave out.
    pub(super) fn get(&self, position: usize) -> &Id {
        &self.ids[position]
    }
}

impl<Id> Default for Asked<Id> {
    fn default() -> Self {
        Self { ids: Vec::new(), order: Some(Order::default()), repeats: 0 }
    }
}

/// Whether they name the same ids in the same order, and as many repeats were removed.
impl<Id: PartialEq> PartialEq for Asked<Id> {
    fn eq(&self, other: &Self) -> bool {
        self.ids == other.ids && self.repeats == other.repeats
    }
}

impl<Id: Eq> Eq for Asked<Id> {}

impl<Id: ResourceId> FromIterator<Id> for Asked<Id> {
    fn from_iter<I: IntoIterator<Item = Id>>(ids: I) -> Self {
        Self::new(ids)
    }
}

impl<Id: ResourceId> From<Vec<Id>> for Asked<Id> {
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
    use alloc::boxed::Box;
    use alloc::string::{String, ToString};
    use core::num::NonZeroUsize;

    use super::*;

    /// Texts that share a beginning or not, of every length about that of a key, with bytes that pad it.
    fn texts() -> Vec<String> {
        let ends = ["", "\0", "\0\0", "a", "b", "a\0", "1234567", "12345678", "12345678\0", "123456789", "盘", "é"];
        let mut texts: Vec<String> = ["x", "ins-", "ins-1234", "disk-"]
            .iter()
            .flat_map(|start| ends.map(|end| [*start, end].concat()))
            .collect();
        // In no order, and with repeats.
        let all = texts.len();
        texts.extend((0..all).map(|at| texts[at * 7 % all].clone()).collect::<Vec<_>>());
        texts
    }

    fn check(asked: &Asked<String>, given: &[String]) {
        check_positions(asked, given);
        let mut distinct = Asked::distinct(asked.iter().cloned());
        distinct.set_repeats(asked.repeats());
        assert_eq!(distinct, *asked);
        check_positions(&distinct, given);
        distinct.put_in_order();
        check_positions(&distinct, given);
    }

    fn check_positions(asked: &Asked<String>, given: &[String]) {
        let mut first = Vec::new();
        for id in given {
            if !first.contains(id) {
                first.push(id.clone());
            }
        }
        assert_eq!(asked.iter().as_slice(), first);
        assert_eq!(asked.repeats(), given.len() - first.len());
        for id in texts() {
            let expected = first.iter().position(|each| *each == id);
            assert_eq!(asked.position(&id), expected, "{id:?} in {given:?}");
        }
        let texts = texts();
        let one_by_one: Vec<_> = texts.iter().map(|id| asked.position(id)).collect();
        assert_eq!(asked.positions(&texts.iter().collect::<Vec<_>>()), one_by_one);
    }

    #[test]
    fn every_id_is_found_where_it_stands_after_repeats_are_removed() {
        let texts = texts();
        for from in 0..texts.len() {
            for count in [0, 1, 2, 5, 30] {
                let given: Vec<String> = texts.iter().cycle().skip(from).take(count).cloned().collect();
                check(&Asked::new(given.clone()), &given);
            }
        }
    }

    #[test]
    fn appending_gives_the_list_of_both() {
        let mut texts = texts();
        texts.truncate(texts.len() / 2);
        for size in 1..9 {
            let mut appended = Asked::default();
            for chunk in texts.chunks(size) {
                appended.append(Asked::new(chunk.iter().cloned()));
            }
            check(&appended, &texts);
            let mut appended = Asked::distinct(texts.iter().take(size).cloned());
            for chunk in texts[size..].chunks(size) {
                appended.append(Asked::distinct(chunk.iter().cloned()));
            }
            check(&appended, &texts);
        }
    }

    #[test]
    fn ids_that_hold_no_text_are_found_too() {
        /// A number, ordered as such.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        struct Number(u32);

        impl core::fmt::Display for Number {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ResourceId for Number {
            const KIND: &'static str = "number";

            fn parse(text: &str) -> Result<Self, crate::InvalidId> {
                text.parse().map(Number).map_err(|_| crate::InvalidId::new("number", text, "must be a number"))
            }
        }

        let mut asked = Asked::new([5, 3, 5, 5, 9, 3, 1, 9].map(Number));
        asked.append(Asked::new([4, 10].map(Number)));
        assert_eq!(asked.iter().map(ToString::to_string).collect::<Vec<_>>(), ["5", "3", "9", "1", "4", "10"]);
        for (position, id) in asked.iter().enumerate() {
            assert_eq!(asked.position(id), Some(position));
        }
        assert_eq!(asked.position(&Number(2)), None);
    }

    #[test]
    fn chunks_hold_each_id_once() {
        let asked = Asked::new(["c", "a", "b"].map(Box::<str>::from));
        let chunks: Vec<_> = asked.chunks(NonZeroUsize::MIN).map(|chunk| chunk.iter().as_slice().concat()).collect();
        assert_eq!(chunks, ["c", "a", "b"]);
    }
}
