//! [`Remark`]: what is to be said of a report beneath its table, each in one line behind a label.

use std::collections::BTreeSet;

use anstyle::Style;
use async_resp_core::{AsyncResponse, Code, Report, RequestError, ResourceId, TaskId, TaskReply, Verdict};

use crate::rows::Tone;
use crate::text::{Limits, printable};

/// A line beneath the table.
#[derive(Debug, Clone)]
pub struct Remark {
    /// What it is about, in one word.
    pub label: &'static str,
    /// The line, safe to print.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Remark {
    /// A remark that stands out by nothing.
    #[must_use]
    pub const fn new(label: &'static str, text: String) -> Self {
        Self { label, text, style: Style::new() }
    }

    /// A remark that is coloured.
    #[must_use]
    pub const fn toned(label: &'static str, text: String, tone: Tone) -> Self {
        Self { label, text, style: tone.style() }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.style = self.style.bold();
        self
    }
}

/// All remarks on a report: the verdict, what the outer codes declared, refusals, ids to look at, anomalies, and tasks that
/// no row of the table shows.
#[must_use]
pub fn of<Id: ResourceId, E: AsyncResponse>(report: &Report<Id, E>, limits: Limits) -> Vec<Remark> {
    let mut remarks = vec![verdict(report), declared(report, limits)];
    for refusal in report.refusals() {
        remarks.push(Remark::toned("refused", refused(refusal, limits), Tone::Bad));
    }
    remarks.extend(report.reasons().map(|reason| {
        let reason = printable(reason, limits.sentence);
        Remark::toned("reason", format!("undetermined, not failed: {reason}"), Tone::Doubtful)
    }));
    remarks.extend(unresolved(report));
    remarks.extend(anomalies(report));
    remarks.extend(stray_tasks(report, limits));
    remarks
}

/// The outcomes in one word, and counted.
fn verdict<Id, E: AsyncResponse>(report: &Report<Id, E>) -> Remark {
    let Some(verdict) = report.verdict() else {
        return Remark::toned("verdict", "none: no id was asked".to_owned(), Tone::Doubtful).bold();
    };
    let tally = report.tally();
    let tone = match verdict {
        Verdict::AllAccepted => Tone::Good,
        Verdict::NoneAccepted if tally.failed + tally.refused == tally.asked => Tone::Bad,
        // None that is known to be accepted: some may be all the same.
        Verdict::NoneAccepted | Verdict::SomeAccepted => Tone::Doubtful,
    };
    Remark::toned("verdict", format!("{verdict} ({tally})"), tone).bold()
}

/// What the outer codes claim, and where there is one reply its own words.
fn declared<Id, E>(report: &Report<Id, E>, limits: Limits) -> Remark {
    let claim = report.declared().map_or_else(|| "nothing".to_owned(), |verdict| verdict.to_string());
    let mut replies = report.replies();
    let text = match (replies.next(), replies.next()) {
        (None, _) => format!("{claim}: no reply was read"),
        (Some(reply), None) => format!("{claim}, by {}", outer(reply, limits)),
        (Some(_), Some(_)) => format!("{claim}, by {} replies", report.replies().count()),
    };
    Remark::new("declared", text)
}

/// The code and message of a reply's outer part.
fn outer(reply: &TaskReply, limits: Limits) -> String {
    let code = code(reply.code(), reply.code_desc(), limits);
    match reply.message() {
        Some(message) => format!("code {code}: {}", printable(message, limits.sentence)),
        None => format!("code {code}"),
    }
}

/// An outer code, with its meaning and the server's own word for it.
#[must_use]
pub fn code(code: Code, code_desc: Option<&str>, limits: Limits) -> String {
    let code_desc = code_desc.map(|desc| printable(desc, limits.name));
    match (code.name(), code_desc) {
        (Some(name), Some(desc)) => format!("{code} ({name}; {desc})"),
        (Some(name), None) => format!("{code} ({name})"),
        (None, Some(desc)) => format!("{code} ({desc})"),
        (None, None) => code.to_string(),
    }
}

/// Why a request was refused, and whether it can be sent again without a look.
fn refused(refusal: &RequestError, limits: Limits) -> String {
    let code = code(refusal.code(), refusal.code_desc(), limits);
    let message = refusal.message().map(|message| format!(": {}", printable(message, limits.sentence)));
    format!("with code {code}{}; {}", message.unwrap_or_default(), may_have_run(refusal))
}

/// Whether a refused request can be sent again without a look.
#[must_use]
pub const fn may_have_run(refusal: &RequestError) -> &'static str {
    if refusal.may_have_run() {
        "it may have run: look before sending it again"
    } else {
        "by its code nothing was started"
    }
}

/// The ids to look at, where a refusal has not already said all about them; and a hint where none was found at all.
fn unresolved<Id, E: AsyncResponse>(report: &Report<Id, E>) -> Option<Remark> {
    let tally = report.tally();
    let open = tally.missing + tally.undetermined;
    if open == 0 {
        return None;
    }
    let mut text = format!("{open} to look at before sending them again");
    if tally.missing == tally.asked && tally.unexpected == tally.missing {
        text += ": as many were answered that were not asked for, perhaps the same ones in another spelling";
    }
    Some(Remark::toned("unresolved", text, Tone::Doubtful))
}

/// Each anomaly in its own sentence. What it quotes is short already.
pub fn anomalies<Id: ResourceId, E: AsyncResponse>(report: &Report<Id, E>) -> impl Iterator<Item = Remark> {
    report
        .anomalies()
        .map(|anomaly| Remark::toned("anomaly", printable(&anomaly.to_string(), usize::MAX), Tone::Doubtful))
}

/// The tasks of no resource that no row shows either: strays that are entries have a row.
fn stray_tasks<Id, E: AsyncResponse>(report: &Report<Id, E>, limits: Limits) -> impl Iterator<Item = Remark> {
    let entries = report.strays().iter().filter(|stray| stray.entry().is_some());
    let shown: BTreeSet<_> = entries.filter_map(|stray| Some((stray.key(), stray.task_id()?))).collect();
    let others = report.stray_tasks().filter(move |stray| !shown.contains(stray));
    others.map(move |(key, task)| stray_task(key, task, limits))
}

/// A task that belongs to no row of the table.
#[must_use]
pub fn stray_task(key: &str, task: &TaskId, limits: Limits) -> Remark {
    let (key, task) = (printable(key, limits.name), printable(task.as_str(), limits.name));
    Remark::new("task", format!("{task}, under `{key}`, is that of no resource named here: follow it too"))
}
