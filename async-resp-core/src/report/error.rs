//! [`BatchError`]: not every resource was accepted, or not beyond doubt.

use alloc::boxed::Box;
use core::error::Error;
use core::fmt::{self, Debug, Display};

use super::Report;
use crate::excerpt;
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};

/// The error of [`Report::into_result`]. It owns the whole report: the tasks that did start are in
/// [`report().tasks()`](Report::tasks).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchError<Id, E = TaskReply> {
    report: Box<Report<Id, E>>,
}

impl<Id, E> BatchError<Id, E> {
    pub(super) fn new(report: Report<Id, E>) -> Self {
        Self { report: Box::new(report) }
    }

    /// The report.
    pub fn report(&self) -> &Report<Id, E> {
        &self.report
    }

    /// The report, to keep.
    pub fn into_report(self) -> Report<Id, E> {
        *self.report
    }
}

/// The operation, the tally, and the first reason that was given:
/// `StopInstances: 1 of 3 accepted, 1 failed, 1 missing; ins-2: code 16000: disk not exist`.
impl<Id: Display, E: AsyncResponse> Display for BatchError<Id, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.report();
        if let Some(operation) = report.operation {
            write!(f, "{}: ", operation.name())?;
        }
        write!(f, "{}", report.tally())?;
        if let Some(refusal) = report.refusals().next() {
            return write!(f, "; {refusal}");
        }
        if let Some((id, entry)) = report.failed().next() {
            write!(f, "; {}: code {}", excerpt::name(&alloc::format!("{id}")), entry.code())?;
            return entry.message().map_or(Ok(()), |message| write!(f, ": {}", excerpt::sentence(message)));
        }
        if let Some(reason) = report.reasons().next() {
            return write!(f, "; {}", excerpt::sentence(reason));
        }
        match report.anomalies().next() {
            Some(anomaly) => write!(f, "; {anomaly}"),
            None => Ok(()),
        }
    }
}

/// The source is the first refusal, where a request was refused.
impl<Id: Display + Debug, E: AsyncResponse> Error for BatchError<Id, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.report.refusals().next().map(|refusal: &RequestError| refusal as _)
    }
}
