//! Disks.

mod ids;
mod operations;

pub(crate) use self::ids::{DiskId, PolicyId, SnapshotId};
pub(crate) use self::operations::{attach_disks, bind_snapshot_policy, delete_snapshots, detach_disks};
