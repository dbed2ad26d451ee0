//! Ids of every kind that the derive knows, as SDKs declare them.

use std::fmt::Debug;
use std::marker::PhantomData;
use std::num::{NonZero, NonZeroU16};

use async_resp_core::{BatchReply, BatchResponse, ResourceId};

/// The id of a deal: a number, of which 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ResourceId)]
#[batch(CloseDealsReply, limit = 10)]
pub struct DealId(u64);

/// The id of a port, which the API never makes a privileged one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = unprivileged)]
pub struct PortId(NonZeroU16);

fn unprivileged(port: NonZeroU16) -> Result<(), &'static str> {
    if port.get() < 1024 { Err("must be 1024 or more") } else { Ok(()) }
}

macro_rules! integer_ids {
    ($($(#[$doc:meta])* $name:ident($integer:ty);)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
        pub struct $name($integer);
    )+};
}

integer_ids! {
    /// An id of this width.
    U8Id(u8);
    /// An id of this width.
    U16Id(u16);
    /// An id of this width.
    U32Id(u32);
    /// An id of this width.
    U128Id(u128);
    /// An id of this width.
    UsizeId(usize);
    /// An id of this width.
    I8Id(i8);
    /// An id of this width.
    I16Id(i16);
    /// An id of this width.
    I32Id(i32);
    /// An id of this width.
    I64Id(i64);
    /// An id of this width.
    I128Id(i128);
    /// An id of this width.
    IsizeId(isize);
    /// An id of this width.
    NonZeroU32Id(std::num::NonZeroU32);
    /// An id of this width.
    NonZeroI64Id(NonZero<i64>);
}

/// The id of a system disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "sys-", validate = lower_case)]
pub struct SystemDiskId(String);

/// The id of a data disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("disk-", "dsk-"))]
pub struct DataDiskId(Box<str>);

fn lower_case(text: &str) -> Result<(), &'static str> {
    if text.contains(char::is_uppercase) { Err("must be lower case") } else { Ok(()) }
}

/// The id of a disk of any kind, those of the old numbers among them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "disk", fields("diskId", "storageId"))]
#[batch(DetachDisksReply, limit = 20, idempotent)]
pub enum AnyDisk {
    /// A system disk.
    System(SystemDiskId),
    /// A data disk.
    Data(DataDiskId),
    /// A disk from before disks had names.
    Old(DealId),
    /// Whatever else the server says.
    Other(String),
}

/// A disk whose kind is known: no other text is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub enum NamedDisk {
    /// A system disk.
    System(SystemDiskId),
    /// A data disk.
    Data(DataDiskId),
    /// A disk that has a number.
    Old(DealId),
}

/// The id of a snapshot that nobody knows the form of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub struct SnapshotId(String);

/// What a backup can be of. An enum may hold another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub enum BackupSource {
    /// A disk.
    Disk(NamedDisk),
    /// A snapshot.
    Snapshot(SnapshotId),
}

/// What this SDK stores text in.
pub trait Storage: for<'a> From<&'a str> + AsRef<str> + Debug + Clone + Ord {}

impl<T: for<'a> From<&'a str> + AsRef<str> + Debug + Clone + Ord> Storage for T {}

/// The id of an instance, in the caller's choice of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, ResourceId)]
#[batch(StartInstancesReply, limit = 100)]
#[resource(prefix = "ins-")]
pub struct InstanceId<S: Storage = String>(S);

/// A reply over a generic id, written out.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(limit = 100, idempotent)]
pub struct StopInstancesReply<S: Storage>(BatchReply<InstanceId<S>>);

/// A reply with the caller's choice of entry.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
pub struct DescribeInstancesReply<E>(BatchReply<InstanceId, E>);

/// An id without bounds: it is one where its text is text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(RestartReply)]
pub struct LooseId<S>(S);

/// An id of any kind of resource, which `T` tells.
#[derive(ResourceId)]
#[resource(kind = "resource")]
#[batch(DeleteReply)]
pub struct TypedId<T>(String, PhantomData<T>);

/// An id whose kind is a number, with names for the fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(MoveReply)]
pub struct RegionId<const N: usize> {
    region: u32,
    zone: PhantomData<[(); N]>,
}

/// A kind of resource that has no traits at all.
#[expect(missing_debug_implementations, reason = "an id of it needs none")]
pub struct Volume;

// By hand: the derives would ask `T` for each trait.
impl<T> Debug for TypedId<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Clone for TypedId<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> PartialEq for TypedId<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for TypedId<T> {}

impl<T> PartialOrd for TypedId<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for TypedId<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

/// The id of a key pair, in a field with a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, ResourceId)]
#[batch(DeleteKeysReply, accept(16003))]
pub struct KeyId {
    id: std::sync::Arc<str>,
}
