//! The ids of the service. Each is a type of its own, so that a key cannot be passed for a server.

use async_resp_core::ResourceId;

/// A server. Requests name it `ins-…`, and the replies that the documentation shows `qcvm…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("ins-", "qcvm"))]
pub(crate) struct InstanceId(Box<str>);

/// A key pair.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "key pair", prefix("skey-"), fields("keyId"))]
pub(crate) struct KeyId(Box<str>);

/// A network interface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "network interface", prefix("eni-"))]
pub(crate) struct InterfaceId(Box<str>);

/// A private network.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "network", prefix("vpc-"))]
pub(crate) struct NetworkId(Box<str>);

/// What a new image is to be called.
pub(crate) struct ImageName(pub(crate) String);
