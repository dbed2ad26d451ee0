//! The ids of the service.

use async_resp_core::ResourceId;

/// What a consumer got with a message, to delete it by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "receipt handle", fields("receiptHandle"))]
pub(crate) struct ReceiptHandle(Box<str>);
