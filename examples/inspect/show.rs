//! One document as text for a person.

use anstyle::Style;
use async_resp_core::{Report, RequestError, TaskReply};
use async_resp_examples::remarks::{self, Remark, may_have_run};
use async_resp_examples::rows::Tone;
use async_resp_examples::table::Layout;
use async_resp_examples::text::printable;

use crate::inspected::{Inspected, Unreadable};

/// What is said of everything that could not be read.
const UNDETERMINED: &str = "what became of the request is undetermined, not failed: it may have run";

/// The document under its heading, or nothing where there is nothing to say beside the error.
pub(crate) fn document(heading: &str, inspected: &Inspected, layout: Layout) -> String {
    let body = match inspected {
        Inspected::Batch(report) | Inspected::Unreadable { report: Some(report), .. } => layout.report(report),
        Inspected::Common { report, refusal } => layout.remarks(&common(report, refusal.as_ref(), layout)),
        Inspected::Unreadable { report: None, .. } => return String::new(),
    };
    let bold = Style::new().bold();
    format!("{bold}{heading}{bold:#}\n{body}")
}

/// A reply without entries: what it says, line by line.
fn common(report: &Report<String>, refusal: Option<&RequestError>, layout: Layout) -> Vec<Remark> {
    let limits = layout.limits();
    let mut lines = vec![match refusal {
        None => Remark::toned("outcome", "accepted".to_owned(), Tone::Good),
        Some(refusal) => Remark::toned("outcome", format!("refused; {}", may_have_run(refusal)), Tone::Bad),
    }];
    for reply in report.replies() {
        lines.extend(outer(reply, layout));
    }
    lines.extend(remarks::anomalies(report));
    let stray_tasks = report.strays().iter().filter_map(|stray| Some((stray.key(), stray.task_id()?)));
    lines.extend(stray_tasks.map(|(key, task)| remarks::stray_task(key, task, limits)));
    lines
}

fn outer(reply: &TaskReply, layout: Layout) -> impl Iterator<Item = Remark> {
    let limits = layout.limits();
    let code = remarks::code(reply.code(), reply.code_desc(), limits);
    let module = reply.module_code().map(|module| format!(", module code {module}")).unwrap_or_default();
    let task = reply.task_id().map(|task| printable(task.as_str(), limits.name));
    let message = reply.message().map(|message| printable(message, limits.sentence));
    let lines =
        [Some(("code", code + &module)), task.map(|task| ("task", task)), message.map(|text| ("message", text))];
    lines.into_iter().flatten().map(|(label, text)| Remark::new(label, text))
}

/// The line for standard error about a document that could not be read.
pub(crate) fn unreadable(source: &str, error: &Unreadable, layout: Layout) -> String {
    let limits = layout.limits();
    let Unreadable { line, column, entry, reason } = error;
    let entry = entry.as_deref().map(|id| format!("entry `{}`: ", printable(id, limits.name))).unwrap_or_default();
    let reason = printable(reason, limits.sentence);
    format!("{source}:{line}:{column}: not readable as a reply: {entry}{reason}; {UNDETERMINED}")
}
