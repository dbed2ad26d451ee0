//! The types that documents are read as: those that one writes by hand, and an id as the library derives it.

use std::collections::HashMap;

use async_resp_core::ResourceId;
use serde::Deserialize;

/// The reply as one would declare it without the library. A repeated id loses its first entry, and its task.
#[derive(Debug, Deserialize)]
pub struct ByHand {
    /// The outer code.
    pub code: i64,
    /// The outer message.
    pub message: String,
    /// The entries.
    pub detail: HashMap<String, ByHandEntry>,
}

/// The entry of [`ByHand`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ByHandEntry {
    /// The code.
    pub code: i64,
    /// The message.
    pub message: String,
    /// The task number.
    pub request_id: Option<String>,
}

/// An id as an SDK author derives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub struct InstanceId(String);
