//! Replies to operations with habits of their own, written by hand; among them the one that is sent and sent again.

use std::fmt::Debug;
use std::marker::PhantomData;
use std::num::NonZeroUsize;

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code, Detail, Operation, TaskId, TaskReply};
use serde::{Deserialize, Deserializer};

/// What an operation is like.
pub trait Habits: Debug {
    /// The operation.
    const OPERATION: Operation;
}

/// A reply whose operation is chosen by a type.
#[derive(Debug, Clone)]
pub struct Reply<H>(pub BatchReply<String>, PhantomData<H>);

impl<H> Reply<H> {
    /// The reply as one to this operation.
    #[must_use]
    pub const fn new(reply: BatchReply<String>) -> Self {
        Self(reply, PhantomData)
    }
}

impl<H: Habits> AsyncResponse for Reply<H> {
    fn code(&self) -> Code {
        self.0.code()
    }

    fn message(&self) -> Option<&str> {
        self.0.message()
    }

    fn task_id(&self) -> Option<&TaskId> {
        self.0.task_id()
    }
}

impl<H: Habits> BatchResponse for Reply<H> {
    type Id = String;
    type Entry = TaskReply;
    const OPERATION: Operation = H::OPERATION;

    fn detail(&self) -> &Detail<String> {
        self.0.detail()
    }

    fn take_detail(&mut self) -> Detail<String> {
        self.0.take_detail()
    }
}

impl<'de, H> Deserialize<'de> for Reply<H> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BatchReply::deserialize(deserializer).map(Self::new)
    }
}

/// A reply to `Start`, which is idempotent or not.
pub type StartReply<const IDEMPOTENT: bool> = Reply<Start<IDEMPOTENT>>;

/// How many ids a request to `Start` takes.
pub const LIMIT: NonZeroUsize = NonZeroUsize::new(2).unwrap();
/// The code after which an id may be sent again.
pub const BUSY: i64 = 9005;

const START: Operation = Operation::new("Start").with_limit(LIMIT).with_retry(&[Code::new(BUSY)]);

/// The habits of `Start`.
#[derive(Debug, Clone, Copy)]
pub struct Start<const IDEMPOTENT: bool>;

impl<const IDEMPOTENT: bool> Habits for Start<IDEMPOTENT> {
    const OPERATION: Operation = if IDEMPOTENT { START.idempotent() } else { START };
}
