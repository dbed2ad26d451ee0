//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, Parser, Subcommand};

use crate::clock::Second;
use crate::faults::Faults;

/// Stops a fleet of machines by a cloud's asynchronous API, and follows every task to its end.
///
/// Without a subcommand, a server and a client run in one process, and a few things go wrong: name faults to have those
/// only.
#[derive(Debug, Parser)]
#[command(name = "rollout", args_conflicts_with_subcommands = true, after_help = EXIT_STATUSES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) part: Option<Part>,
    #[command(flatten)]
    pub(crate) fleet: Fleet,
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    // The last: its heading is for all that follow.
    #[command(flatten)]
    pub(crate) faults: Faults,
}

/// One of both parts.
#[derive(Debug, Subcommand)]
pub(crate) enum Part {
    /// The cloud: answers on loopback until nobody has asked it anything for a while
    ///
    /// It prints its address first. `GET /truth` is what it did to each machine, and it counts that when it ends.
    Server(ServerArgs),
    /// The client: stops the machines, and goes on from where it was if it was ended before
    #[command(after_help = EXIT_STATUSES)]
    Client(ClientArgs),
}

/// The command line of the server.
#[derive(Debug, ClapArgs)]
pub(crate) struct ServerArgs {
    /// The port of loopback; 0 is a free one
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// End after so many seconds (real ones) without a request
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub(crate) idle: Duration,
    /// A machine that is to be stopped twice is stopped once, and the first task is given again
    #[arg(long)]
    pub(crate) idempotent: bool,
    /// How many milliseconds a second of the cloud lasts
    #[arg(long, value_name = "MILLISECONDS", default_value = "10")]
    pub(crate) second: Second,
    #[command(flatten)]
    pub(crate) faults: Faults,
}

/// The command line of the client.
#[derive(Debug, ClapArgs)]
pub(crate) struct ClientArgs {
    /// The address that the server printed
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) server: SocketAddr,
    /// The file that it goes on from, and writes before it sends; for one client at a time
    #[arg(long, value_name = "FILE")]
    pub(crate) state: PathBuf,
    /// Hold the table against what the server really did
    #[arg(long)]
    pub(crate) compare: bool,
    #[command(flatten)]
    pub(crate) fleet: Fleet,
}

/// Which machines are stopped, and how that is shown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Fleet {
    /// How many machines are stopped; a state that is gone on from has its own
    #[arg(long, value_name = "COUNT", default_value_t = 2500)]
    pub(crate) machines: usize,
    /// A machine that is to be stopped twice is stopped once: the cloud gives the first task again, and so the client sends
    /// again what may have run
    #[arg(long)]
    pub(crate) idempotent: bool,
    /// A row for each machine, in place of one for all that ended alike
    #[arg(long)]
    pub(crate) all: bool,
    /// Wrap to this many columns [default: those of the terminal; no wrapping if there is none]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
    /// How many milliseconds a second of the cloud lasts
    #[arg(long, value_name = "MILLISECONDS", default_value = "10")]
    pub(crate) second: Second,
}

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}

/// The status of a client that was interrupted.
pub(crate) const INTERRUPTED: u8 = 75;

const EXIT_STATUSES: &str = "\
Exit status, by how the machines ended:
  0  every one was stopped
  1  some were not, or of some nobody knows
  2  the server said of every one that it failed
  3  a request was refused, and nothing was done to those that it named
  4  the state file, or the server's truth, could not be read
  64 the command line is not valid
  74 the output or the state file could not be written, or there is no server
  75 it was interrupted: a client that is started again with the same file goes on";
