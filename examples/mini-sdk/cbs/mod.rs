//! Disks.

mod ids;
mod operations;

pub(crate) use self::ids::{DiskId, PolicyId};
pub(crate) use self::operations::{attach_disks, bind_snapshot_policy, detach_disks};
