//! The reply that is sent for and sent again: an operation in two forms, idempotent or not, written by hand.

use std::num::NonZeroUsize;

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code, Detail, Operation, TaskId, TaskReply};
use serde::{Deserialize, Deserializer};

/// How many ids a request takes.
pub const LIMIT: NonZeroUsize = NonZeroUsize::new(2).unwrap();
/// The code after which an id may be sent again.
pub const BUSY: i64 = 9005;

const START: Operation = Operation::new("Start").with_limit(LIMIT).with_retry(&[Code::new(BUSY)]);

/// A reply to `Start`.
#[derive(Debug, Clone)]
pub struct StartReply<const IDEMPOTENT: bool>(pub BatchReply<String>);

impl<const IDEMPOTENT: bool> AsyncResponse for StartReply<IDEMPOTENT> {
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

impl<const IDEMPOTENT: bool> BatchResponse for StartReply<IDEMPOTENT> {
    type Id = String;
    type Entry = TaskReply;
    const OPERATION: Operation = if IDEMPOTENT { START.idempotent() } else { START };

    fn detail(&self) -> &Detail<String> {
        self.0.detail()
    }

    fn take_detail(&mut self) -> Detail<String> {
        self.0.take_detail()
    }
}

impl<'de, const IDEMPOTENT: bool> Deserialize<'de> for StartReply<IDEMPOTENT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BatchReply::deserialize(deserializer).map(Self)
    }
}
