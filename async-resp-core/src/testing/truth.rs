//! Whether a report told the truth: [`Untruth`], where it did not.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use super::work::Works;
use crate::excerpt;
use crate::follow::TaskEnd;
use crate::id::ResourceId;
use crate::report::{End, Ends};

/// What a report told of a resource, where that is not what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untruth {
    id: String,
    told: &'static str,
    truth: String,
}

impl Untruth {
    /// The resource.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for Untruth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is told to be {}, but {}", excerpt::name(&self.id), self.told, self.truth)
    }
}

impl Error for Untruth {}

/// The first of the ends that is not true. *Undetermined* is never untrue.
pub(super) fn check<Id: ResourceId, E>(works: &Works, ends: &Ends<'_, Id, E>) -> Result<(), Untruth> {
    for (id, end) in ends.iter() {
        let id = id.to_string();
        let tasks: Vec<TaskEnd> = works.of(&id).map(|(_, end)| end).collect();
        let is = |kind: fn(&TaskEnd) -> bool| tasks.iter().any(kind);
        let true_ = match end {
            End::Undetermined => true,
            End::NotStarted(_) => tasks.is_empty(),
            End::NoTask => !tasks.is_empty(),
            End::Succeeded => is(|end| matches!(end, TaskEnd::Succeeded)),
            End::Failed { .. } => is(|end| matches!(end, TaskEnd::Failed { .. })),
            End::Cancelled => is(|end| matches!(end, TaskEnd::Cancelled)),
        };
        if !true_ {
            let truth = match &*tasks {
                [] => "nothing ever ran on it".into(),
                [only] => format!("its task ended as {only:?}"),
                several => format!("its {} tasks ended as {several:?}", several.len()),
            };
            return Err(Untruth { id, told: end.name(), truth });
        }
    }
    Ok(())
}
