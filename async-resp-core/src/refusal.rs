//! [`RequestError`]: a reply that says no, and the module's number that some put in front of the reason.

use alloc::boxed::Box;
use core::error::Error;
use core::fmt;

use crate::code::Code;
use crate::excerpt;
use crate::reply::AsyncResponse;
use crate::task::TaskId;

/// The request as a whole was turned down.
///
/// ```
/// use async_resp_core::{Code, TaskReply};
///
/// let error = TaskReply::failed(Code::new(4400), "try later").into_result().unwrap_err();
/// assert_eq!(error.to_string(), "request refused with code 4400 (call quota exceeded): try later");
/// assert!(!error.may_have_run());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    code: Code,
    message: Option<Box<str>>,
    code_desc: Option<Box<str>>,
    task_id: Option<TaskId>,
    may_have_run: bool,
}

impl RequestError {
    /// The refusal that a reply is.
    pub(crate) fn of(reply: &impl AsyncResponse) -> Self {
        Self {
            code: reply.code(),
            message: reply.message().map(Box::from),
            code_desc: reply.code_desc().map(Box::from),
            task_id: reply.task_id().cloned(),
            may_have_run: reply.code().may_have_run(),
        }
    }

    /// The refusal of a batch by the code with which its operation says that all resources failed, while no entry says
    /// so: how far each of them came is not known.
    pub(crate) fn of_all(self) -> Self {
        Self { may_have_run: true, ..self }
    }

    /// The code of the reply.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The reason that the server gave.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The code in words (`codeDesc`).
    #[must_use]
    pub fn code_desc(&self) -> Option<&str> {
        self.code_desc.as_deref()
    }

    /// The task number that the reply named although it refused.
    #[must_use]
    pub const fn task_id(&self) -> Option<&TaskId> {
        self.task_id.as_ref()
    }

    /// Whether the work may have begun all the same: after an internal error (6000), for the second copy of a request
    /// (4500), where some or all of several resources failed and none is named (5400, 5100, or the operation's own codes),
    /// and for codes whose meaning is not known here.
    ///
    /// Where it may have, look before you send the request again.
    #[must_use]
    pub const fn may_have_run(&self) -> bool {
        self.may_have_run
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request refused with code {}", self.code)?;
        match (self.code_desc(), self.code.name()) {
            (Some(code_desc), Some(name)) => write!(f, " ({}: {name})", excerpt::name(code_desc))?,
            (Some(code_desc), None) => write!(f, " ({})", excerpt::name(code_desc))?,
            (None, Some(name)) => write!(f, " ({name})")?,
            (None, None) => {}
        }
        match self.message() {
            Some(message) => write!(f, ": {}", excerpt::sentence(message)),
            None => Ok(()),
        }
    }
}

impl Error for RequestError {}

/// The fewest digits of a module code in front of a colon: `12:30` is a time of day.
const FEWEST_DIGITS: usize = 3;

/// The module code in front of a message: `(100004)text`, `(-1) text`, `20108:text`, `20108：text`.
pub(crate) fn module_code(message: &str) -> Option<Code> {
    let number = match message.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?.0,
        None => message.split_once([':', '：'])?.0,
    };
    let digits = number.strip_prefix('-').unwrap_or(number);
    let enough = message.starts_with('(') || digits.len() >= FEWEST_DIGITS;
    let is_number = enough && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().ok().map(Code::new)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_codes() {
        let cases = [
            ("(100004)projectId不正确", Some(100_004)),
            ("(-3031)没有可用的IP地址", Some(-3031)),
            ("(-1) text", Some(-1)),
            ("20108:text", Some(20108)),
            ("20108：text", Some(20108)),
            ("12:30 maintenance", None),
            ("()text", None),
            ("(-)text", None),
            ("(12", None),
            ("(1a)text", None),
            ("(99999999999999999999)text", None),
            ("text (12)", None),
            ("", None),
        ];
        for (message, expected) in cases {
            assert_eq!(module_code(message), expected.map(Code::new), "{message}");
        }
    }
}
