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
