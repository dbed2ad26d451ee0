//! The operations of the service.

use async_resp_core::{Asked, AsyncResponse, BatchReply, BatchResponse, Code, Remark};
use serde::{Deserialize, Serialize};

use super::ids::DeleteSnapshotReply;
use super::{DiskId, PolicyId, SnapshotId};
use crate::client::{BatchResult, Client, Request, Transport};
use crate::cvm::InstanceId;

/// The reply to `DetachCbsStorages`. Module code 16000 says that the disk does not exist; it stays a failure here.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(name = "DetachCbsStorages", limit = 10, retry(9005, 9006))]
pub(crate) struct DetachDisksReply(BatchReply<DiskId>);

/// Takes disks out of their servers.
pub(crate) fn detach_disks(client: &Client<impl Transport>, asked: Asked<DiskId>) -> BatchResult<DetachDisksReply> {
    client.batch::<DetachDisksReply>(asked, |chunk| Request::new("DetachCbsStorages").with_list("storageIds", chunk))
}

/// The reply to `BindAutoSnapshotPolicy`, whose entries are an array and carry their id.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(idempotent)]
pub(crate) struct BindAutoSnapshotPolicyReply(BatchReply<DiskId, BoundDisk>);

/// An entry with a field of its own.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BoundDisk {
    code: Code,
    msg: Remark,
    pub(crate) storage_id: DiskId,
}

/// Puts disks under a snapshot policy.
pub(crate) fn bind_snapshot_policy(
    client: &Client<impl Transport>,
    policy: &PolicyId,
    asked: Asked<DiskId>,
) -> BatchResult<BindAutoSnapshotPolicyReply> {
    client.batch::<BindAutoSnapshotPolicyReply>(asked, |chunk| {
        Request::new("BindAutoSnapshotPolicy").with("aspId", policy).with_list("storageIdList", chunk)
    })
}

/// The reply to `AttachCbsStorages`. The server puts a task number beside the entries, under a key that is no disk: the
/// report lists it among its stray tasks.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(name = "AttachCbsStorages", limit = 10)]
pub(crate) struct AttachDisksReply(BatchReply<DiskId>);

/// Puts disks into a server.
pub(crate) fn attach_disks(
    client: &Client<impl Transport>,
    instance: &InstanceId,
    asked: Asked<DiskId>,
) -> BatchResult<AttachDisksReply> {
    client.batch::<AttachDisksReply>(asked, |chunk| {
        Request::new("AttachCbsStorages").with("uInstanceId", instance).with_list("storageIds", chunk)
    })
}

/// Deletes snapshots. One that does not exist is as good as deleted.
pub(crate) fn delete_snapshots(
    client: &Client<impl Transport>,
    asked: Asked<SnapshotId>,
) -> BatchResult<DeleteSnapshotReply> {
    client.batch::<DeleteSnapshotReply>(asked, |chunk| Request::new("DeleteSnapshot").with_list("snapshotIds", chunk))
}
