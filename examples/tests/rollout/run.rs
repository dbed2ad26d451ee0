//! Running the program: both parts in one process, or a server and clients that are children of the test.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::iter;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use serde_json::Value;

use crate::program;
pub(crate) use crate::program::Ran;

/// The program with these arguments, for its output to be read.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = program::command("rollout", arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Ran {
    /// How each machine ended, by the rows of the table: exactly one for each.
    pub(crate) fn ends(&self) -> BTreeMap<&str, &str> {
        let rows = self.stdout.lines().skip(1).take_while(|line| !line.is_empty());
        let mut ends = BTreeMap::new();
        for row in rows {
            let mut cells = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
            let (id, end) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            assert_eq!(ends.insert(id, end), None, "{id} has two rows");
        }
        ends
    }

    /// The remark with this label.
    pub(crate) fn remark(&self, label: &str) -> &str {
        let remark = self.stdout.lines().find_map(|line| line.strip_prefix(label));
        remark.unwrap_or_else(|| panic!("no {label} in {self:?}")).trim_start()
    }
}

/// How many machines ended so.
pub(crate) fn count(ends: &BTreeMap<&str, &str>, end: &str) -> usize {
    ends.values().filter(|each| **each == end).count()
}

/// Runs it to its end.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    command(arguments).output().expect("the program runs").into()
}

/// A client of the server at this address.
pub(crate) fn client(server: &str, state: &Path, arguments: &[&str]) -> Command {
    let mut command = command(&["client", "--all", "--server", server]);
    command.arg("--state").arg(state).args(arguments);
    command
}

/// A server that is a child of this test, which ends it.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child =
            command(&[&["server"], arguments].concat()).stderr(Stdio::inherit()).spawn().expect("it starts");
        let mut address = String::new();
        let stdout = child.stdout.take().expect("its output is piped");
        BufReader::new(stdout).read_line(&mut address).expect("it prints its address");
        Self { child, address: address.trim().to_owned() }
    }

    /// A client of it that has this state.
    pub(crate) fn client(&self, state: &Path, arguments: &[&str]) -> Command {
        client(&self.address, state, arguments)
    }

    /// What it did to each machine: the ends of its tasks.
    pub(crate) fn truth(&self) -> BTreeMap<String, Vec<String>> {
        // It may be drawn that this connection is refused.
        let mut attempts = iter::repeat_with(|| TcpStream::connect(&self.address)).take(10_000);
        let mut stream = attempts.find_map(Result::ok).expect("it listens");
        write!(stream, "GET /truth HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body follows the head");
        let truth: Value = serde_json::from_str(body).expect("the body is JSON");
        let tasks = |machine: &Value| {
            let tasks = machine["tasks"].as_array().into_iter().flatten();
            tasks.map(|task| task["end"].as_str().unwrap_or_default().to_owned()).collect()
        };
        let machines = truth["machines"].as_object().expect("every machine that was named");
        machines.iter().map(|(id, machine)| (id.clone(), tasks(machine))).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that runs beside the test.
pub(crate) struct Client {
    child: Child,
    lines: BufReader<ChildStderr>,
}

impl Client {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("its errors are piped"));
        Self { child, lines }
    }

    /// Reads what it tells until a line is of interest. That has to come: at the end of its lines the test fails.
    pub(crate) fn wait_for(&mut self, mut is_of_interest: impl FnMut(&str) -> bool) {
        let mut line = String::new();
        while self.lines.read_line(&mut line).expect("it writes UTF-8") > 0 {
            if is_of_interest(&line) {
                return;
            }
            line.clear();
        }
        panic!("it ended before");
    }

    /// Lets it run to its end.
    pub(crate) fn end(self) -> Ran {
        let Self { mut child, lines } = self;
        child.stderr = Some(lines.into_inner());
        child.wait_with_output().expect("it is ours").into()
    }

    /// Asks it to end, as a person at its terminal would.
    pub(crate) fn interrupt(&self) {
        let kill = format!("kill -INT {}", self.child.id());
        let status = Command::new("sh").args(["-c", &kill]).status().expect("there is a shell");
        assert!(status.success(), "it has ended by itself");
    }

    /// Ends it in the middle of whatever it is doing, as a loss of power would.
    pub(crate) fn kill(mut self) {
        assert!(self.child.try_wait().expect("it is ours").is_none(), "it has ended by itself");
        self.child.kill().expect("it is ours");
        let status = self.child.wait().expect("it is ours");
        assert_eq!(status.code(), None, "it was killed");
    }
}
