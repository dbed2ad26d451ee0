//! The ids of the service.

use async_resp_core::ResourceId;

/// A store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "redis", prefix("crs-"))]
pub(crate) struct StoreId(Box<str>);
