//! An SDK kit that hands `async-resp-core` on as a module of its own, and derives through it.
//!
//! It compiles only if `crate = "…"` takes paths inside the crate.

/// What an SDK is made of.
pub mod api {
    /// Replies and their tasks.
    pub use async_resp_core as tasks;
}
pub use async_resp_core;

use api::tasks::{BatchReply, BatchResponse, ResourceId};

/// The id of an instance; the library by the path of the module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "crate::api::tasks")]
#[batch(StartInstancesReply, limit = 100)]
pub struct InstanceId(String);

/// The id of a disk; the library where it is re-exported by its own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(crate = "crate::async_resp_core")]
pub struct DiskId(String);

/// A reply of its own.
#[derive(Debug, Clone, PartialEq, Eq, BatchResponse)]
#[batch(crate = "crate::api::tasks", limit = 10)]
pub struct AttachDisksReply(BatchReply<DiskId>);

/// A service of the SDK.
pub mod service {
    use super::api::tasks::ResourceId;

    /// The id of a snapshot; the library by a path that starts above.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
    #[resource(crate = "super::api::tasks")]
    #[batch(DeleteSnapshotsReply)]
    pub struct SnapshotId(String);

    /// The same by one that starts here.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
    #[resource(crate = "self::kit::tasks")]
    pub struct ImageId(String);

    use super::api as kit;
}
