//! [`Anomaly`]: a place where a reply contradicts itself or the request.

use alloc::vec::Vec;
use core::fmt::{self, Display};

use super::outcome::Outcome;
use crate::code::Code;
use crate::detail::{Stray, StrayValue};
use crate::excerpt;
use crate::reply::AsyncResponse;
use crate::verdict::Verdict;

/// A place where a reply contradicts itself or the request. Data, not an error: the outcomes stand beside it. It shows
/// itself as a plain sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Anomaly<Id, E> {
    /// The outer code does not fit the entries of its reply.
    Contradiction {
        /// The outer code.
        code: Code,
        /// What it claims; `None` for a failure code that claims nothing, which any accepted entry contradicts.
        declared: Option<Verdict>,
        /// How many entries were accepted.
        accepted: usize,
        /// How many failed.
        failed: usize,
    },
    /// An entry of an id that was not asked for. It may be an asked one in another spelling.
    Unexpected {
        /// The id.
        id: Id,
        /// What its entry says.
        outcome: Outcome<E>,
    },
    /// Several entries of one asked id.
    Repeated {
        /// The id.
        id: Id,
        /// What its entries say beyond the one that is the outcome; all of them where they disagree.
        outcomes: Vec<Outcome<E>>,
        /// Whether all were accepted, or all failed. If not, the id is undetermined.
        agree: bool,
    },
    /// A member of `detail` that is no entry of a valid id.
    Stray(Stray<E>),
}

impl<Id, E> Anomaly<Id, E> {
    /// The kind in one word: `contradiction`, `unexpected`, `repeated`, `stray`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Anomaly::Contradiction { .. } => "contradiction",
            Anomaly::Unexpected { .. } => "unexpected",
            Anomaly::Repeated { .. } => "repeated",
            Anomaly::Stray(_) => "stray",
        }
    }
}

impl<Id: Display, E: AsyncResponse> Display for Anomaly<Id, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Anomaly::Contradiction { code, declared, accepted, failed } => {
                let claim = match declared {
                    Some(Verdict::AllAccepted) => "all were accepted",
                    Some(Verdict::SomeAccepted) => "some were accepted and some failed",
                    Some(Verdict::NoneAccepted) => "none was accepted",
                    None => "the request was refused",
                };
                write!(f, "the outer code {code} says that {claim}, but by the entries ")?;
                match (accepted, failed) {
                    (_, 0) => f.write_str("all were accepted"),
                    (0, _) => f.write_str("all failed"),
                    _ => write!(f, "{accepted} of {} were accepted", accepted + failed),
                }
            }
            Anomaly::Unexpected { id, outcome } => {
                write!(f, "{} was not asked for, but the reply has an entry of it: {outcome}", Name(id))
            }
            Anomaly::Repeated { id, outcomes, agree: true } => {
                let times = outcomes.len() + 1;
                write!(f, "{} has {times} entries; they agree, and the first counts", Name(id))
            }
            Anomaly::Repeated { id, outcomes, agree: false } => {
                let times = outcomes.len();
                write!(f, "{} has {times} entries that disagree, so its outcome is undetermined", Name(id))
            }
            Anomaly::Stray(stray) => {
                match stray.key() {
                    "" => f.write_str("an element of `detail` has no id, but ")?,
                    key => write!(f, "`{}` in `detail` is not an entry of a valid id, but ", excerpt::name(key))?,
                }
                match stray.value() {
                    StrayValue::Entry(entry) => write!(f, "an entry with code {}", entry.code()),
                    StrayValue::Text(text) => write!(f, "the text `{}`", excerpt::name(text)),
                    StrayValue::Other(raw) => f.write_str(raw.kind()),
                }
            }
        }
    }
}

/// An id as a name within a sentence.
struct Name<'a, Id>(&'a Id);

impl<Id: Display> Display for Name<'_, Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", excerpt::name(&alloc::format!("{}", self.0)))
    }
}
