//! [`Detail`]: what a batch reply says of each resource, and [`Stray`], what it says beside that.
//!
//! Here is the data and how it is written; `read` has the shapes in which it arrives, `object` the two adapters that hand
//! one entry's object to the entry's own `Deserialize`, `key` a key that was looked at before that, `scalar` what such a key or
//! id is, and `number` the numbers that look like objects.

mod key;
mod number;
mod object;
mod read;
mod scalar;
mod stray;

use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

#[cfg(all(feature = "json", feature = "std"))]
pub(crate) use self::read::Members;
pub use self::stray::{Stray, StrayValue};
use crate::id::ResourceId;
use crate::reply::TaskReply;

/// The entries of a batch reply: every pair of resource id and entry in the server's order, repeated ids included, and the
/// strays beside them.
///
/// Not a map: of a repeated key a map would lose all but one. Reading neither hashes nor sorts.
///
/// # Shapes
///
/// As a field of a struct of your own it reads each of these; it is written as an object, strays last.
///
/// * an object keyed by resource id, each value an entry (the documented form);
/// * an array of entries that hold their id in one of [`ResourceId::FIELDS`];
/// * absent, null, `[]` and `{}`: empty.
///
/// A value that is no object, or an entry whose key is no valid id, is a [`Stray`]. An *object* that is no entry is an
/// error, whatever its key, and so is a `detail` that has members but no entry and no task number: it is not a list of
/// resources (`{"aspInstanceId":"asp-…"}`), and to take its names for resources would be a guess.
pub struct Detail<Id, E = TaskReply> {
    pub(crate) entries: Vec<(Id, E)>,
    pub(crate) strays: Vec<Stray<E>>,
}

impl<Id, E> Detail<Id, E> {
    /// How many entries there are, repeats included, strays not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry. There may be strays.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in the server's order, repeats included.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, Id, E> {
        Iter(self.entries.iter())
    }

    /// The first entry of a resource. It looks at one entry after another: for many ids use
    /// [`reconcile`](crate::BatchResponse::reconcile) and [`Report::get`](crate::Report::get).
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&E>
    where
        Id: PartialEq,
    {
        self.iter().find(|(each, _)| *each == id).map(|(_, entry)| entry)
    }

    /// What else stands in `detail`.
    #[must_use]
    pub fn strays(&self) -> &[Stray<E>] {
        &self.strays
    }
}

// By hand where `derive` would ask `Id` for each trait by itself: for an id without the standard derives the compiler then
// reports the one hint of `ResourceId`, and not another four errors for each type that holds ids.
macro_rules! standard_impls {
    ($type:ident { $($field:ident),+ }) => {
        impl<Id: $crate::ResourceId, E: ::core::fmt::Debug> ::core::fmt::Debug for $type<Id, E> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($type))$(.field(stringify!($field), &self.$field))+.finish()
            }
        }

        impl<Id: $crate::ResourceId, E: Clone> Clone for $type<Id, E> {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),+ }
            }
        }

        impl<Id: $crate::ResourceId, E: PartialEq> PartialEq for $type<Id, E> {
            fn eq(&self, other: &Self) -> bool {
                true $(&& self.$field == other.$field)+
            }
        }

        impl<Id: $crate::ResourceId, E: Eq> Eq for $type<Id, E> {}
    };
}
pub(crate) use standard_impls;

standard_impls!(Detail { entries, strays });

impl<Id, E> Default for Detail<Id, E> {
    fn default() -> Self {
        Self { entries: Vec::new(), strays: Vec::new() }
    }
}

impl<Id, E> FromIterator<(Id, E)> for Detail<Id, E> {
    fn from_iter<I: IntoIterator<Item = (Id, E)>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect(), strays: Vec::new() }
    }
}

impl<Id, E> IntoIterator for Detail<Id, E> {
    type Item = (Id, E);
    type IntoIter = IntoIter<Id, E>;

    /// The entries. The strays are dropped: take them with [`Detail::strays`] before.
    fn into_iter(self) -> IntoIter<Id, E> {
        IntoIter(self.entries.into_iter())
    }
}

impl<'a, Id, E> IntoIterator for &'a Detail<Id, E> {
    type Item = (&'a Id, &'a E);
    type IntoIter = Iter<'a, Id, E>;

    fn into_iter(self) -> Iter<'a, Id, E> {
        self.iter()
    }
}

/// The entries of a [`Detail`], by reference.
#[derive(Debug)]
pub struct Iter<'a, Id, E>(slice::Iter<'a, (Id, E)>);

impl<'a, Id, E> Iterator for Iter<'a, Id, E> {
    type Item = (&'a Id, &'a E);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(id, entry)| (id, entry))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<Id, E> ExactSizeIterator for Iter<'_, Id, E> {}

impl<Id, E> Clone for Iter<'_, Id, E> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// The entries of a [`Detail`].
#[derive(Debug)]
pub struct IntoIter<Id, E>(vec::IntoIter<(Id, E)>);

impl<Id, E> Iterator for IntoIter<Id, E> {
    type Item = (Id, E);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<Id, E> ExactSizeIterator for IntoIter<Id, E> {}

impl<Id: ResourceId, E: Serialize> Serialize for Detail<Id, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.entries, &self.strays, serializer)
    }
}

/// Writes a `detail` of these as an object.
pub(crate) fn serialize<Id: fmt::Display, E: Serialize, S: Serializer>(
    entries: &[(Id, E)],
    strays: &[Stray<E>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len() + strays.len()))?;
    for (id, entry) in entries {
        map.serialize_entry(&Shown(id), entry)?;
    }
    for stray in strays {
        map.serialize_entry(stray.key(), stray.value())?;
    }
    map.end()
}

/// An id as the text that it shows.
pub(crate) struct Shown<'a, Id>(pub(crate) &'a Id);

impl<Id: fmt::Display> Serialize for Shown<'_, Id> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// An id as it is read from its text.
#[derive(Debug)]
pub(crate) struct IdText<Id>(pub(crate) Id);

impl<'de, Id: ResourceId> serde_core::Deserialize<'de> for IdText<Id> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::__private::deserialize_id(deserializer).map(Self)
    }
}
