//! Replies of asynchronous task APIs, read without losing or assuming anything.
//!
//! An API that answers "accepted, here is your task number" replies for one resource ([`TaskReply`]) or for many
//! ([`BatchReply`]), with a `detail` that says of each whether it was accepted. This crate reads such replies as servers
//! really send them, and says of every resource that was asked for what became of it.
//!
//! ```
//! use async_resp_core::{Asked, BatchReply, BatchResponse, json};
//!
//! let asked = Asked::new(["ins-1", "ins-2", "ins-3"].map(String::from));
//! let body = br#"{"code":5400,"message":"","detail":{
//!     "ins-1":{"code":0,"message":"","requestId":"1231231231231"},
//!     "ins-2":{"code":16000,"message":"disk not exist"}}}"#;
//!
//! let reply: BatchReply<String> = json::from_slice(body)?;
//! let report = reply.reconcile(asked);
//! let outcomes: Vec<_> = report.iter().map(|(id, outcome)| format!("{id} {outcome}")).collect();
//! assert_eq!(outcomes, ["ins-1 accepted", "ins-2 failed", "ins-3 missing"]);
//! assert_eq!(report.tasks().count(), 1);
//! assert!(report.into_result().is_err());
//! # Ok::<(), json::Error>(())
//! ```
//!
//! With ids and replies of your own, see the derives [`ResourceId`](macro@ResourceId),
//! [`BatchResponse`](macro@BatchResponse) and [`AsyncResponse`](macro@AsyncResponse).
//!
//! # The way of the data
//!
//! ```text
//! bytes ──json──▶ reply ──reconcile(asked)──▶ report ──into_result──▶ accepted ids with tasks ──follow──▶ ends
//!         wire             meaning              ▲ join, supersede
//! ```
//!
//! Each arrow is one function. The wire level is lenient: it reads what servers send. The meaning level is strict: it never
//! guesses. The seam between them is [`BatchResponse`].
//!
//! *Accepted* is not *done*: the server took the work on, and its task is yet to be [followed](Follow). An answer that was lost or
//! cannot be read makes a request *undetermined*, not failed: it may have run.
//!
//! # From ids to ends
//!
//! Around the reply are the way to it (too many ids for one request, calls over the quota, answers that are lost) and the way
//! from it (tasks that run). Both are state machines without clock, I/O or runtime. They hand out work, each piece a token, and
//! take back what came of it:
//!
//! ```text
//! ids ──▶ Submit ──step──▶ Chunk ── save, send ──▶ observe │ lost │ not_sent
//!           │ tasks                                                          Rollout = both, in one step and one save
//!         Follow ──step──▶ Query ── ask ─────────▶ observe │ failed
//!           │
//!         ends: one for each id
//! ```
//!
//! | from | to | by |
//! | --- | --- | --- |
//! | any number of ids | how each ended | [`Rollout`], then [`RolloutReport::ends`] |
//! | any number of ids | what was accepted | [`Submit`], or a loop of your own over [`Report::plan_retry`] |
//! | task numbers | how each task ended | [`Follow`] |
//!
//! A machine is run by [`drive`](fn@drive) under an async runtime, by [`drive_blocking`] without one, or by a loop of your own
//! over its `step`. It is saved with serde, as often as the driver says, and goes on after a crash: nothing is sent again that
//! may have run, unless the operation is idempotent. [`Rollout`](Rollout#driving-it) shows the whole way.
//!
//! # Features
//!
//! Each only adds.
//!
//! | feature | by default | adds |
//! | --- | --- | --- |
//! | `derive` | on | the derives |
//! | `json` | on | module [`json`] |
//! | `std` | on | [`json::from_reader`], [`json::entries`], [`Tick`] from `SystemTime` |
//! | `testing` | off | module `testing`: a server in memory with a clock of its own, for tests |
//! | `tracing` | off | [spans and events](#spans-and-events) of machines and drivers |
//!
//! Without them the crate needs `alloc` alone and reads any self-describing serde format. Formats that are not
//! self-describing (such as postcard) cannot be read: whether a code is text or a number is for the server to choose.
//!
#![doc = include_str!("../docs/tracing.md")]
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
mod drive;
mod envelope;
mod excerpt;
mod follow;
mod id;
#[cfg(feature = "json")]
pub mod json;
mod machine;
mod newtype;
mod operation;
mod optional;
mod place;
mod raw;
mod refusal;
mod reply;
mod report;
mod retry;
mod rollout;
mod submit;
mod task;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod trace;
mod verdict;

/// The iterators of a [`Detail`].
pub mod iter {
    pub use crate::detail::{IntoIter, Iter};
}

#[cfg(feature = "derive")]
pub use async_resp_derive::{AsyncResponse, BatchResponse, ResourceId};

pub use crate::batch::{BatchReply, BatchResponse};
pub use crate::code::Code;
pub use crate::detail::{Detail, Stray, StrayValue};
pub use crate::drive::{Drive, Machine, QueryAnswer, SendError, drive, drive_blocking, unsaved};
pub use crate::follow::{Counts, Follow, FollowPolicy, Query, SavedFollow, TaskEnd, TaskReport, TaskState};
pub use crate::id::{InvalidId, ResourceId, StandardDerives};
pub use crate::machine::{Budget, Pace, Step, Tick};
pub use crate::operation::{Lists, Operation};
pub use crate::optional::{MaybeTask, Remark};
pub use crate::raw::Raw;
pub use crate::refusal::RequestError;
pub use crate::reply::{AsyncResponse, TaskReply};
pub use crate::report::{Accepted, Anomaly, Asked, BatchError, End, EndTally, Ends, JoinError, Outcome, Report, Split};
pub use crate::retry::{Classify, CommonCodes, GiveUp, RetryClass, RetryPlan};
pub use crate::rollout::{Answer, Progress, Rollout, RolloutReport, SavedRollout, TaskKey, Work};
pub use crate::submit::{Chunk, SavedSubmit, Submit, SubmitPolicy};
pub use crate::task::TaskId;
pub use crate::verdict::{Tally, Verdict};
