//! Running `inspect` the way a user does, and files for it to read.

mod program;

use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) use self::program::Ran;

/// The program with these arguments.
pub(crate) fn command(arguments: &[&str]) -> Command {
    program::command("inspect", arguments)
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    command(arguments).output().expect("the program runs").into()
}

/// Runs it with this on standard input.
pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> Ran {
    let mut command = command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("its input is piped");
    // It may end before it has read everything.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends").into()
}

/// Files in a directory of their own, for one test.
pub(crate) struct Files(TempDir);

impl Files {
    pub(crate) fn new<const N: usize>(files: [(&str, &str); N]) -> Self {
        let directory = tempfile::tempdir().expect("there is room for files");
        for (name, text) in files {
            std::fs::write(directory.path().join(name), text).expect("a file can be written");
        }
        Self(directory)
    }

    /// The program with these arguments, where the files are.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.current_dir(&self.0);
        command
    }

    /// Runs it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().expect("the program runs").into()
    }
}
