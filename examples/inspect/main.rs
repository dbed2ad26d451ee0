//! `inspect`: shows what became of every resource, by the replies of an asynchronous task API.
//!
//! ```sh
//! cargo run --example inspect -- reply.json
//! cargo run --example inspect -- --asked ids.txt replies.jsonl
//! some-client … | cargo run --example inspect -- --json -
//! ```
//!
//! `--help` documents the exit statuses and the JSON. Here is the way of a document from its file to the output; `input`
//! finds the documents in a file, `inspected` makes of each what there is to show, `show` and `json` show it.

#![forbid(unsafe_code)]

mod args;
mod input;
mod inspected;
mod json;
mod output;
mod progress;
mod show;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::ExitCode;

use async_resp_core::Asked;
use async_resp_examples::program;
use async_resp_examples::status::Status;
use async_resp_examples::table::Layout;
use async_resp_examples::text::{Limits, printable};
use indicatif::ProgressBar;

use self::args::{Args, is_standard_input};
use self::input::Documents;
use self::inspected::Inspected;
use self::output::{Output, complain};
use self::progress::Watched;

/// The reply that the format's documentation shows.
const SAMPLE: &[u8] = include_bytes!("sample.json");
/// What that is called.
const SAMPLE_NAME: &str = "<sample>";

fn main() -> ExitCode {
    let args: Args = match program::parse() {
        Ok(args) => args,
        Err(status) => return status,
    };
    args.color.write_global();
    if args.shares_standard_input() {
        complain("standard input can be read only once");
        return program::USAGE.into();
    }
    let asked = match args.asked.as_deref().map(read_asked).transpose() {
        Ok(asked) => asked,
        Err(reason) => {
            complain(&reason);
            return Status::Unreadable.into();
        }
    };
    let output = Output::new(program::layout(args.width));
    let mut inspection =
        Inspection { asked, json: args.json, output, status: Status::AllAccepted, bar: ProgressBar::hidden() };
    match inspection.run(&args) {
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => inspection.status.into(),
        Err(error) => {
            complain(&format!("the output could not be written: {error}"));
            program::OUTPUT.into()
        }
        Ok(()) => inspection.status.into(),
    }
}

/// The ids that a file names, one a line.
fn read_asked(path: &Path) -> Result<Asked<String>, String> {
    let name = name(path);
    let text = if is_standard_input(path) { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(path) };
    let text = text.map_err(|error| format!("{name}: the asked ids cannot be read: {error}"))?;
    let ids = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let asked = Asked::new(ids.map(str::to_owned));
    match (asked.len(), asked.repeats()) {
        (0, _) => return Err(format!("{name}: no id was asked: there is none in it")),
        (_, 0) => {}
        (_, 1) => complain(&format!("{name}: 1 repeated id was removed")),
        (_, repeats) => complain(&format!("{name}: {repeats} repeated ids were removed")),
    }
    Ok(asked)
}

/// What a file is called in the output.
fn name(path: &Path) -> String {
    if is_standard_input(path) {
        return "<stdin>".to_owned();
    }
    printable(&path.display().to_string(), Limits::PLAIN.sentence)
}

/// One run of the program.
struct Inspection {
    asked: Option<Asked<String>>,
    json: bool,
    output: Output,
    /// The highest so far.
    status: Status,
    /// How much of the file has been read.
    bar: ProgressBar,
}

impl Inspection {
    /// Inspects every file. The error is one of the output: those of files are told and counted.
    fn run(&mut self, args: &Args) -> io::Result<()> {
        if args.files.is_empty() {
            return self.file(SAMPLE_NAME, SAMPLE);
        }
        for path in &args.files {
            let source = name(path);
            if is_standard_input(path) {
                self.file(&source, io::stdin().lock())?;
            } else {
                match File::open(path) {
                    Ok(file) => {
                        let file = Watched::new(file);
                        self.bar = file.bar();
                        self.file(&source, BufReader::new(file))?;
                    }
                    Err(error) => self.no_document(&source, &error)?,
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, source: &str, input: impl BufRead) -> io::Result<()> {
        let mut documents = match Documents::new(input) {
            Ok(documents) => documents,
            Err(error) => return self.no_document(source, &error),
        };
        loop {
            match documents.next() {
                Ok(Some(document)) => {
                    let inspected = Inspected::new(document, self.asked.as_ref());
                    self.document(source, document.line, &inspected)?;
                }
                Ok(None) => return Ok(()),
                Err(error) => return self.no_document(source, &error),
            }
        }
    }

    fn document(&mut self, source: &str, line: Option<usize>, inspected: &Inspected) -> io::Result<()> {
        self.status = self.status.max(inspected.status());
        let layout: Layout = self.output.layout();
        if let Inspected::Unreadable { error, .. } = inspected {
            self.bar.suspend(|| complain(&show::unreadable(source, error, layout)));
        }
        if self.json {
            self.output.line(&json::document(source, line, inspected)?)
        } else {
            let heading = match line {
                Some(line) => format!("{source}:{line}"),
                None if source == SAMPLE_NAME => {
                    format!("{source}: no FILE was given; this is the reply that the format's documentation shows")
                }
                None => source.to_owned(),
            };
            self.output.paragraph(&show::document(&heading, inspected, layout))
        }
    }

    /// A file that cannot be opened, or not be read to its end.
    fn no_document(&mut self, source: &str, error: &io::Error) -> io::Result<()> {
        self.status = Status::Unreadable;
        let reason = format!("cannot be read: {error}");
        self.bar.suspend(|| complain(&format!("{source}: {reason}")));
        if self.json { self.output.line(&json::no_document(source, self.status.number(), &reason)?) } else { Ok(()) }
    }
}
