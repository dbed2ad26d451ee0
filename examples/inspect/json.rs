//! One document as JSON for a program. The help documents the members, so they are a contract: none is ever left out.

use std::borrow::Cow;
use std::io;

use async_resp_core::{Anomaly, Code, Report, RequestError, Tally, TaskReply, Verdict};
use async_resp_examples::rows;
use async_resp_examples::text::is_unprintable;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::inspected::{Inspected, Unreadable};

#[derive(Serialize, Default)]
struct Object<'a> {
    source: &'a str,
    line: Option<usize>,
    status: u8,
    outcome: Option<&'static str>,
    code: Option<i64>,
    code_name: Option<&'static str>,
    code_desc: Option<&'a str>,
    message: Option<&'a str>,
    task: Option<&'a str>,
    verdict: Option<&'static str>,
    declared: Option<&'static str>,
    tally: Option<Counts>,
    resources: Vec<Resource<'a>>,
    anomalies: Vec<Oddity<'a>>,
    stray_tasks: Vec<StrayTask<'a>>,
    refusal: Option<Refusal<'a>>,
    error: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Counts {
    asked: usize,
    accepted: usize,
    failed: usize,
    missing: usize,
    refused: usize,
    not_sent: usize,
    undetermined: usize,
    unexpected: usize,
    repeated: usize,
}

#[derive(Serialize)]
struct Resource<'a> {
    id: String,
    outcome: &'static str,
    code: Option<i64>,
    message: Option<&'a str>,
    task: Option<String>,
}

#[derive(Serialize)]
struct Oddity<'a> {
    kind: &'static str,
    id: Option<Cow<'a, str>>,
    sentence: String,
}

#[derive(Serialize)]
struct StrayTask<'a> {
    key: &'a str,
    task: &'a str,
}

#[derive(Serialize)]
struct Refusal<'a> {
    code: i64,
    name: Option<&'static str>,
    message: Option<&'a str>,
    may_have_run: bool,
}

#[derive(Serialize)]
struct Place<'a> {
    line: Option<usize>,
    column: Option<usize>,
    entry: Option<&'a str>,
    reason: &'a str,
}

/// The line for a document.
pub(crate) fn document(source: &str, line: Option<usize>, inspected: &Inspected) -> io::Result<String> {
    let mut object = Object { source, line, status: inspected.status().number(), ..Object::default() };
    match inspected {
        Inspected::Batch(report) => object.add_report(report),
        Inspected::Common { report, refusal } => {
            object.add_report(report);
            object.outcome = Some(if refusal.is_some() { "refused" } else { "accepted" });
            object.refusal = refusal.as_ref().map(Refusal::from);
            // The reply's own number belongs to the request, which has no resource here: it is `task`.
            let strays = report.strays().iter().filter_map(|stray| Some((stray.key(), stray.task_id()?.as_str())));
            object.stray_tasks = strays.map(|(key, task)| StrayTask { key, task }).collect();
        }
        Inspected::Unreadable { error, report } => {
            if let Some(report) = report {
                object.add_report(report);
            }
            object.outcome = Some("undetermined");
            let Unreadable { line, column, entry, reason } = error;
            object.error = Some(Place { line: Some(*line), column: Some(*column), entry: entry.as_deref(), reason });
        }
    }
    to_line(&object)
}

/// The line for a file that could not be opened or read to its end.
pub(crate) fn no_document(source: &str, status: u8, reason: &str) -> io::Result<String> {
    let error = Place { line: None, column: None, entry: None, reason };
    to_line(&Object { source, status, outcome: Some("undetermined"), error: Some(error), ..Object::default() })
}

impl<'a> Object<'a> {
    fn add_report(&mut self, report: &'a Report<String>) {
        if let Some(reply) = report.replies().next() {
            self.code = Some(reply.code().get());
            self.code_name = reply.code().name();
            self.code_desc = reply.code_desc();
            self.message = reply.message();
            self.task = reply.task_id().map(AsRef::as_ref);
        }
        self.verdict = report.verdict().map(verdict);
        self.declared = report.declared().map(verdict);
        self.tally = Some(report.tally().into());
        self.resources = rows::of(report).into_iter().map(Resource::from).collect();
        self.anomalies = report.anomalies().map(Oddity::from).collect();
        self.stray_tasks = report.stray_tasks().map(|(key, task)| StrayTask { key, task: task.as_str() }).collect();
        self.refusal = report.refusals().next().map(Refusal::from);
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::AllAccepted => "all_accepted",
        Verdict::SomeAccepted => "some_accepted",
        Verdict::NoneAccepted => "none_accepted",
    }
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        let Tally { asked, accepted, failed, missing, refused, not_sent, undetermined, unexpected, repeated } = tally;
        Self { asked, accepted, failed, missing, refused, not_sent, undetermined, unexpected, repeated }
    }
}

impl<'a> From<rows::Row<'a>> for Resource<'a> {
    fn from(row: rows::Row<'a>) -> Self {
        Self {
            id: row.resource,
            outcome: row.outcome,
            code: row.code.map(Code::get),
            message: row.message,
            task: row.task.map(|task| task.to_string()),
        }
    }
}

impl<'a> From<Anomaly<&'a String, &'a TaskReply>> for Oddity<'a> {
    fn from(anomaly: Anomaly<&'a String, &'a TaskReply>) -> Self {
        let (kind, sentence) = (anomaly.name(), anomaly.to_string());
        let id = match anomaly {
            Anomaly::Unexpected { id, .. } | Anomaly::Repeated { id, .. } => Some(Cow::Borrowed(&**id)),
            Anomaly::Stray(stray) => Some(Cow::Owned(stray.key().to_owned())),
            _ => None,
        };
        Self { kind, id, sentence }
    }
}

impl<'a> From<&'a RequestError> for Refusal<'a> {
    fn from(refusal: &'a RequestError) -> Self {
        Self {
            code: refusal.code().get(),
            name: refusal.code().name(),
            message: refusal.message(),
            may_have_run: refusal.may_have_run(),
        }
    }
}

fn to_line(object: &Object<'_>) -> io::Result<String> {
    let mut line = Vec::new();
    object.serialize(&mut Serializer::with_formatter(&mut line, PrintableText))?;
    line.push(b'\n');
    String::from_utf8(line).map_err(io::Error::other)
}

/// Compact JSON that is safe to look at: JSON itself escapes only some of the characters that a terminal obeys.
struct PrintableText;

impl Formatter for PrintableText {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, unprintable) in fragment.char_indices().filter(|&(_, char)| is_unprintable(char)) {
            writer.write_all(&fragment.as_bytes()[written..at])?;
            for unit in unprintable.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = at + unprintable.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}
