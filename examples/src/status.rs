//! [`Status`]: with what a program ends, so that a script can tell without reading the table.

use std::fmt;
use std::process::ExitCode;

use async_resp_core::{AsyncResponse, Report, Stray};

/// The exit status after one document; of several, the highest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// Every resource was accepted. Anomalies that leave that standing are shown and change nothing.
    AllAccepted = 0,
    /// Some failed, or of some nobody knows what became of them.
    NotAllAccepted = 1,
    /// The server said of every one that it failed.
    AllFailed = 2,
    /// The request was turned down as a whole.
    Refused = 3,
    /// What came was no reply: what became of the request is undetermined.
    Unreadable = 4,
}

impl Status {
    /// Every status, ascending.
    pub const ALL: [Self; 5] =
        [Self::AllAccepted, Self::NotAllAccepted, Self::AllFailed, Self::Refused, Self::Unreadable];

    /// The number that the program ends with.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// What it says, for the help.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Status::AllAccepted => "all accepted",
            Status::NotAllAccepted => "some not accepted or unresolved",
            Status::AllFailed => "every entry failed",
            Status::Refused => "the request was refused",
            Status::Unreadable => "something could not be read as a reply",
        }
    }

    /// The status of a report.
    ///
    /// Entries of ids that nobody asked for count too, and so do those under no valid id: they are resources on which the
    /// server did or did not do something.
    #[must_use]
    pub fn of<Id, E: AsyncResponse>(report: &Report<Id, E>) -> Self {
        if report.refusals().next().is_some() {
            return Status::Refused;
        }
        let tally = report.tally();
        let mut accepted = tally.accepted;
        let mut failed = tally.failed;
        let unexpected = report.unexpected().map(|(_, entry)| entry);
        for entry in unexpected.chain(report.strays().iter().filter_map(Stray::entry)) {
            *(if entry.code().is_success() { &mut accepted } else { &mut failed }) += 1;
        }
        match (accepted, failed, tally.unresolved()) {
            (_, 0, 0) => Status::AllAccepted,
            (0, _, 0) => Status::AllFailed,
            _ => Status::NotAllAccepted,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", self.number(), self.meaning())
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        status.number().into()
    }
}
