//! [`TaskKey`]: what a task belongs to.

use alloc::boxed::Box;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::detail::{IdText, Shown};
use crate::id::ResourceId;
use crate::machine::FieldName;

/// What a task belongs to, as the reply that named it says.
///
/// It can be compared with an id, so that [`Report::ends`](crate::Report::ends) finds the ends that an answer tells of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKey<Id> {
    /// A resource, asked for or not.
    Id(Id),
    /// No valid id: the key under which the number stood, see [`Report::stray_tasks`](crate::Report::stray_tasks).
    Stray(Box<str>),
}

impl<Id> TaskKey<Id> {
    /// The id, if it is one.
    #[must_use]
    pub const fn id(&self) -> Option<&Id> {
        match self {
            TaskKey::Id(id) => Some(id),
            TaskKey::Stray(_) => None,
        }
    }
}

impl<Id> From<Id> for TaskKey<Id> {
    fn from(id: Id) -> Self {
        TaskKey::Id(id)
    }
}

impl<Id: PartialEq> PartialEq<Id> for TaskKey<Id> {
    fn eq(&self, id: &Id) -> bool {
        self.id() == Some(id)
    }
}

const KINDS: &[&str] = &["id", "stray"];

/// As serde's derive would, with the id as the text that it shows.
impl<Id: ResourceId> Serialize for TaskKey<Id> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TaskKey::Id(id) => serializer.serialize_newtype_variant("TaskKey", 0, KINDS[0], &Shown(id)),
            TaskKey::Stray(key) => serializer.serialize_newtype_variant("TaskKey", 1, KINDS[1], key),
        }
    }
}

impl<'de, Id: ResourceId> Deserialize<'de> for TaskKey<Id> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("TaskKey", KINDS, Kinds(PhantomData))
    }
}

struct Kinds<Id>(PhantomData<Id>);

impl<'de, Id: ResourceId> Visitor<'de> for Kinds<Id> {
    type Value = TaskKey<Id>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what a task belongs to")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (kind, value) = data.variant_seed(FieldName(KINDS))?;
        match kind {
            Some("id") => value.newtype_variant().map(|IdText(id)| TaskKey::Id(id)),
            Some("stray") => value.newtype_variant().map(TaskKey::Stray),
            _ => Err(de::Error::custom("a task belongs to an `id` or a `stray`")),
        }
    }
}
