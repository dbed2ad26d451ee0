//! From the bytes of one document to what there is to show of it.

use async_resp_core::{Asked, BatchReply, BatchResponse, Report, RequestError, json};
use async_resp_examples::status::Status;

use crate::input::Document;

/// What one document turned out to be.
#[derive(Debug)]
pub(crate) enum Inspected {
    /// A reply about many resources, held against what was asked.
    Batch(Report<String>),
    /// A reply about the request alone: without entries, and nothing is known of what was asked.
    Common {
        /// The report about no id: it has the outer part, and what else there was.
        report: Report<String>,
        /// Why the request was turned down, if it was.
        refusal: Option<RequestError>,
    },
    /// No reply.
    Unreadable {
        error: Unreadable,
        /// The undetermined report of what was asked, where that is known.
        report: Option<Report<String>>,
    },
}

impl Inspected {
    /// Reads a document and reconciles it with what was asked, or else with the ids of its own entries.
    pub(crate) fn new(document: Document<'_>, asked: Option<&Asked<String>>) -> Self {
        let reply = match json::from_slice::<BatchReply<String>>(document.bytes) {
            Ok(reply) => reply,
            Err(error) => {
                let error = Unreadable::new(document, &error);
                let report = asked.map(|asked| BatchReply::undetermined(asked.clone(), &error.reason));
                return Inspected::Unreadable { error, report };
            }
        };
        if let Some(asked) = asked {
            return Inspected::Batch(reply.reconcile(asked.clone()));
        }
        let detail = reply.detail();
        let is_common = detail.is_empty() && detail.strays().iter().all(|stray| stray.entry().is_none());
        let own = Asked::new(detail.iter().map(|(id, _)| id.clone()));
        let report = reply.reconcile(own);
        if is_common {
            let outer = report.replies().next().cloned();
            let refusal = outer.and_then(|outer| outer.into_result().err());
            Inspected::Common { report, refusal }
        } else {
            Inspected::Batch(report)
        }
    }

    /// The exit status for it.
    pub(crate) fn status(&self) -> Status {
        match self {
            Inspected::Batch(report) => Status::of(report),
            Inspected::Common { refusal: None, .. } => Status::AllAccepted,
            Inspected::Common { refusal: Some(_), .. } => Status::Refused,
            Inspected::Unreadable { .. } => Status::Unreadable,
        }
    }
}

/// Why a document could not be read, and where in the file.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// From 1.
    pub(crate) line: usize,
    /// In bytes, from 1.
    pub(crate) column: usize,
    /// The resource whose entry it is about.
    pub(crate) entry: Option<String>,
    pub(crate) reason: String,
}

impl Unreadable {
    fn new(document: Document<'_>, error: &json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let before = document.line.map_or(0, |line| line.saturating_sub(1));
        let is_empty = document.bytes.trim_ascii().is_empty();
        Self {
            line: before + line.max(1),
            column: column.max(1),
            entry: error.entry().map(str::to_owned),
            reason: if is_empty { "there is nothing in it".to_owned() } else { error.reason() },
        }
    }
}
