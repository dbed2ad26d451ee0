//! Entries that are nothing but what their type makes of them.

use std::fmt::Debug;

use async_resp_core::{AsyncResponse, Code, TaskId};
use serde::Deserialize;

/// An entry that says no more than that its resource was accepted, whatever is in it.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Accepted<T>(pub T);

impl<T: Debug> AsyncResponse for Accepted<T> {
    fn code(&self) -> Code {
        Code::SUCCESS
    }

    fn message(&self) -> Option<&str> {
        None
    }

    fn task_id(&self) -> Option<&TaskId> {
        None
    }
}
