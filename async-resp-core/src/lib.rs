//! Replies of asynchronous task APIs, read without losing or assuming anything.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod batch;
mod code;
mod detail;
mod envelope;
mod excerpt;
mod id;
#[cfg(feature = "json")]
pub mod json;
mod operation;
mod raw;
mod refusal;
mod reply;
mod report;
mod task;
mod text;
mod verdict;

#[cfg(feature = "derive")]
pub use async_resp_derive::{BatchResponse, ResourceId};

pub use crate::batch::{BatchReply, BatchResponse};
pub use crate::code::Code;
pub use crate::detail::{Detail, IntoIter, Iter, Stray, StrayValue};
pub use crate::id::{InvalidId, ResourceId, StandardDerives};
pub use crate::operation::{Lists, Operation};
pub use crate::raw::Raw;
pub use crate::refusal::RequestError;
pub use crate::reply::{AsyncResponse, TaskReply};
pub use crate::report::{Accepted, Anomaly, Asked, BatchError, JoinError, Outcome, Report, Split};
pub use crate::task::TaskId;
pub use crate::verdict::{Tally, Verdict};
