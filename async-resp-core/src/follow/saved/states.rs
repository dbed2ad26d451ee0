//! How the states and ends of tasks are written and read within a saved machine.

use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::follow::report::TaskEnd;
use crate::follow::state::TaskState;
use crate::machine::FieldName;

const STATES: &[&str] = &["waiting", "running", "succeeded", "failed", "cancelled", "partly", "per id", "unrecognised"];

/// As serde's derive would: the name, or the name with what belongs to it.
impl<K: Serialize> Serialize for TaskState<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const TYPE: &str = "TaskState";
        match self {
            TaskState::Waiting => serializer.serialize_unit_variant(TYPE, 0, self.name()),
            TaskState::Running => serializer.serialize_unit_variant(TYPE, 1, self.name()),
            TaskState::Succeeded => serializer.serialize_unit_variant(TYPE, 2, self.name()),
            TaskState::Failed { code, message } => {
                serializer.serialize_newtype_variant(TYPE, 3, self.name(), &(code, message))
            }
            TaskState::Cancelled => serializer.serialize_unit_variant(TYPE, 4, self.name()),
            TaskState::Partly => serializer.serialize_unit_variant(TYPE, 5, self.name()),
            TaskState::PerId(ends) => serializer.serialize_newtype_variant(TYPE, 6, self.name(), ends),
            TaskState::Unrecognised(text) => serializer.serialize_newtype_variant(TYPE, 7, self.name(), text),
        }
    }
}

impl<'de, K: Deserialize<'de>> Deserialize<'de> for TaskState<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("TaskState", STATES, States(PhantomData))
    }
}

struct States<K>(PhantomData<K>);

impl<'de, K: Deserialize<'de>> Visitor<'de> for States<K> {
    type Value = TaskState<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the state of a task")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (name, value) = data.variant_seed(FieldName(STATES))?;
        let unit = match name {
            Some("waiting") => TaskState::Waiting,
            Some("running") => TaskState::Running,
            Some("succeeded") => TaskState::Succeeded,
            Some("failed") => {
                let (code, message) = value.newtype_variant()?;
                return Ok(TaskState::Failed { code, message });
            }
            Some("cancelled") => TaskState::Cancelled,
            Some("partly") => TaskState::Partly,
            Some("per id") => return value.newtype_variant().map(TaskState::PerId),
            Some("unrecognised") => return value.newtype_variant().map(TaskState::Unrecognised),
            _ => return Err(de::Error::custom("this is no state of a task")),
        };
        value.unit_variant()?;
        Ok(unit)
    }
}

const ENDS: &[&str] = &["succeeded", "failed", "cancelled", "undetermined"];

impl Serialize for TaskEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const TYPE: &str = "TaskEnd";
        match self {
            TaskEnd::Succeeded => serializer.serialize_unit_variant(TYPE, 0, ENDS[0]),
            TaskEnd::Failed { code, message } => {
                serializer.serialize_newtype_variant(TYPE, 1, ENDS[1], &(code, message))
            }
            TaskEnd::Cancelled => serializer.serialize_unit_variant(TYPE, 2, ENDS[2]),
            TaskEnd::Undetermined => serializer.serialize_unit_variant(TYPE, 3, ENDS[3]),
        }
    }
}

impl<'de> Deserialize<'de> for TaskEnd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("TaskEnd", ENDS, Ends)
    }
}

struct Ends;

impl<'de> Visitor<'de> for Ends {
    type Value = TaskEnd;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("how a task ended")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<TaskEnd, A::Error> {
        let (name, value) = data.variant_seed(FieldName(ENDS))?;
        let unit = match name {
            Some("succeeded") => TaskEnd::Succeeded,
            Some("failed") => {
                let (code, message) = value.newtype_variant()?;
                return Ok(TaskEnd::Failed { code, message });
            }
            Some("cancelled") => TaskEnd::Cancelled,
            Some("undetermined") => TaskEnd::Undetermined,
            _ => return Err(de::Error::custom("this is no end of a task")),
        };
        value.unit_variant()?;
        Ok(unit)
    }
}
