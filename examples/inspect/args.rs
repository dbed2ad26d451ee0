//! The command line.

use std::path::{Path, PathBuf};

use async_resp_examples::program::{OUTPUT, USAGE};
use async_resp_examples::status::Status;
use clap::Parser;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Shows what became of every resource, by the replies of an asynchronous task API.
///
/// Each FILE holds one JSON document, or one per line. Without a FILE, the sample of the reply format's own documentation is
/// shown.
///
/// Accepted means that the server took it on, not that it is done: follow the tasks to learn how each ends. A document that
/// cannot be read as a reply says nothing about its request: what became of it is undetermined, which is not
/// the same as failed. It may have run.
#[derive(Debug, Parser)]
#[command(name = "inspect", after_help = exit_statuses(), after_long_help = format!("{JSON}\n\n{}", exit_statuses()))]
pub(crate) struct Args {
    /// Replies; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The ids that the request named, one a line (`-`: standard input): each document is held against them
    ///
    /// Without it, a document is held against the ids of its own entries: then nothing can be missing or unexpected. Blank
    /// lines and white space around ids are skipped.
    #[arg(long, value_name = "FILE")]
    pub(crate) asked: Option<PathBuf>,

    /// Print a JSON object for each document instead of a table
    #[arg(long)]
    pub(crate) json: bool,

    /// Wrap to this many columns [default: those of the terminal; no wrapping if there is none]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,

    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
}

impl Args {
    /// Whether standard input would be read more than once.
    pub(crate) fn shares_standard_input(&self) -> bool {
        self.files.iter().chain(&self.asked).filter(|path| is_standard_input(path)).count() > 1
    }
}

/// Whether a path on the command line means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

fn exit_statuses() -> String {
    let mut lines =
        vec!["Exit status, the highest of all documents (anomalies are shown and do not change it):".to_owned()];
    lines.extend(Status::ALL.iter().map(|status| format!("  {status}")));
    lines.push(format!("  {USAGE} the command line is not valid"));
    lines.push(format!("  {OUTPUT} the output could not be written"));
    lines.join("\n")
}

const JSON: &str = "\
JSON: one object a line for each document, always with these members, null where there is nothing to say:
  source        the FILE, `<stdin>` or `<sample>`
  line          the document's line in a file of one document per line
  status        the exit status for it alone
  outcome       `accepted` or `refused` of a reply without entries, `undetermined` of what could not be read
  code, code_name, code_desc, message, task
                the outer part of the reply
  verdict, declared
                `all_accepted`, `some_accepted` or `none_accepted`: by the outcomes, and by the outer code
  tally         counts: asked, accepted, failed, missing, refused, not_sent, undetermined, unexpected, repeated
  resources     a list of {id, outcome, code, message, task}; outcome is one of accepted, failed, missing, refused,
                undetermined, or of an entry beside these repeated, unexpected or stray
  anomalies     a list of {kind, id, sentence}; kind is contradiction, unexpected, repeated or stray
  stray_tasks   a list of {key, task}: tasks of no resource
  refusal       {code, name, message, may_have_run} of a request that was turned down as a whole
  error         {line, column, entry, reason} of what could not be read";
