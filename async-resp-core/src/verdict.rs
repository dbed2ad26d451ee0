//! [`Tally`], the outcomes counted, and [`Verdict`], the outcomes in one word.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign};

use crate::code::Code;

/// All outcomes of a request in one word.
///
/// Complete on purpose: there is no fourth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every one was accepted (outer code 0).
    AllAccepted,
    /// Some were (outer code 5400).
    SomeAccepted,
    /// None was (outer code 5100).
    NoneAccepted,
}

impl Verdict {
    /// The outer code that says so.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Verdict::AllAccepted => Code::SUCCESS,
            Verdict::SomeAccepted => Code::PARTIALLY_FAILED,
            Verdict::NoneAccepted => Code::ALL_FAILED,
        }
    }

    /// What this outer code claims, by the documented rule; `None` for a code that claims nothing. An operation with codes
    /// of its own has [`Operation::declares`](crate::Operation::declares).
    #[must_use]
    pub fn from_code(code: Code) -> Option<Self> {
        [Verdict::AllAccepted, Verdict::SomeAccepted, Verdict::NoneAccepted]
            .into_iter()
            .find(|verdict| verdict.code() == code)
    }

    /// The verdict on `accepted` of `all`; `None` on none at all.
    pub(crate) fn of(accepted: usize, all: usize) -> Option<Self> {
        match (accepted, all) {
            (_, 0) => None,
            (0, _) => Some(Verdict::NoneAccepted),
            _ if accepted == all => Some(Verdict::AllAccepted),
            _ => Some(Verdict::SomeAccepted),
        }
    }

    /// The verdict on two lists of resources together.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other { self } else { Verdict::SomeAccepted }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::AllAccepted => "all accepted",
            Verdict::SomeAccepted => "some accepted",
            Verdict::NoneAccepted => "none accepted",
        })
    }
}

/// The outcomes of a request, counted.
///
/// `asked` = `accepted` + `failed` + `missing` + `refused` + `not_sent` + `undetermined`; `unexpected` and `repeated` count
/// entries outside that sum. Tallies of chunks add up to that of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tally {
    /// Ids that the request named, repeats removed. In the tally of a reply, which knows nothing of the request: entries.
    pub asked: usize,
    /// Ids that were accepted.
    pub accepted: usize,
    /// Ids that failed.
    pub failed: usize,
    /// Ids of which the reply says nothing.
    pub missing: usize,
    /// Ids of a request that was turned down as a whole.
    pub refused: usize,
    /// Ids whose request never left.
    pub not_sent: usize,
    /// Ids of which nobody knows what became of them.
    pub undetermined: usize,
    /// Entries of ids that were not asked for.
    pub unexpected: usize,
    /// Entries of an asked id beyond its first.
    pub repeated: usize,
}

impl Tally {
    /// The outcomes in one word; `None` when nothing was asked.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::of(self.accepted, self.asked)
    }

    /// Ids to look at before they are sent again.
    #[must_use]
    pub const fn unresolved(&self) -> usize {
        self.missing + self.refused + self.not_sent + self.undetermined
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        let Self { asked, accepted, failed, missing, refused, not_sent, undetermined, unexpected, repeated } = other;
        self.asked += asked;
        self.accepted += accepted;
        self.failed += failed;
        self.missing += missing;
        self.refused += refused;
        self.not_sent += not_sent;
        self.undetermined += undetermined;
        self.unexpected += unexpected;
        self.repeated += repeated;
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// `1 of 3 accepted, 1 failed, 1 missing`: the kinds that there are.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = [
            (self.failed, "failed"),
            (self.missing, "missing"),
            (self.refused, "refused"),
            (self.not_sent, "not sent"),
            (self.undetermined, "undetermined"),
            (self.unexpected, "unexpected"),
            (self.repeated, "repeated"),
        ];
        show_counts(f, (self.accepted, "accepted"), self.asked, others)
    }
}

/// `1 of 3 accepted, 1 failed`: how many of all, and the others that there are.
pub(crate) fn show_counts(
    f: &mut fmt::Formatter<'_>,
    (count, name): (usize, &str),
    all: usize,
    others: impl IntoIterator<Item = (usize, &'static str)>,
) -> fmt::Result {
    write!(f, "{count} of {all} {name}")?;
    let mut others = others.into_iter().filter(|(count, _)| *count > 0);
    others.try_for_each(|(count, name)| write!(f, ", {count} {name}"))
}
