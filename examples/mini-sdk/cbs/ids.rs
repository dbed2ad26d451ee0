//! The ids of the service.

use async_resp_core::ResourceId;

/// A disk, which replies call a storage where they name it in a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("disk-"), fields("storageId"))]
pub(crate) struct DiskId(Box<str>);

/// A snapshot policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("asp-"))]
pub(crate) struct PolicyId(Box<str>);

/// A snapshot, with the reply of the operation that has nothing of its own to say. The server echoes whatever it was asked
/// for, so no prefix is asked of it here. Module code 16003 says that it does not exist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DeleteSnapshotReply, idempotent, accept(16003))]
pub(crate) struct SnapshotId(Box<str>);
