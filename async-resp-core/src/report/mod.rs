//! The meaning of replies: [`Report`] says of each asked id what became of it, and keeps everything else that was said.
//!
//! `reconcile` makes a report of one reply, `combine` one of several, `split` takes a report apart, `ends` says how its tasks
//! ended; `reply` has what is kept of each reply. Here are the data and the views on it.

mod anomaly;
mod asked;
mod combine;
mod ends;
mod error;
mod gather;
mod order;
mod outcome;
mod plan;
mod reconcile;
mod reply;
mod split;

use alloc::boxed::Box;
use alloc::vec::Vec;

pub use self::anomaly::Anomaly;
pub use self::asked::Asked;
use self::combine::Absorbed;
pub use self::combine::JoinError;
pub use self::ends::{End, EndTally, Ends};
pub use self::error::BatchError;
pub use self::outcome::Outcome;
pub(crate) use self::outcome::Standing;
use self::reply::{Contradiction, Reply, reply_of};
pub use self::split::{Accepted, Split};
use crate::detail::Stray;
use crate::id::ResourceId;
use crate::operation::Operation;
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};
use crate::task::TaskId;
use crate::verdict::{Tally, Verdict};

/// The key of the task beside `detail`.
pub(crate) const BESIDE: &str = "requestId";

/// What became of every asked id, and everything else that the replies said.
///
/// Made by [`BatchResponse::reconcile`](crate::BatchResponse::reconcile), or without a reply by
/// [`not_sent`](crate::BatchResponse::not_sent) and [`undetermined`](crate::BatchResponse::undetermined). The empty report
/// (`default`) is about nothing.
///
/// # Rules
///
/// * Entries first, outer code second. An entry with code 0, or one that the operation says to
///   [accept](Operation::with_accept), is accepted; any other failed.
/// * An asked id without an entry is *missing*, never accepted.
/// * Entries of one id that agree count once, and the first is the outcome. Where one was accepted and another failed, the
///   id is *undetermined*. All are kept.
/// * A failure code without entries *refuses* the request: every id is refused. The partial code (5400) without entries
///   leaves them missing: some were started, nobody knows which.
/// * An id that was answered and not asked for is *unexpected*. If all asked ids are missing and as many are unexpected, the
///   server may have answered in another spelling (`ins-…` asked, `qcvm…` answered): everything runs, and
///   [`tasks`](Self::tasks) has it.
///
/// What comes of entries a and b (A accepted, F failed, M missing, R refused, U unexpected b, ! contradiction), by what was
/// asked:
///
/// | outer code | entries | a, b | a, b, c | a |
/// | --- | --- | --- | --- | --- |
/// | 0, 5400 | none | M M | M M M | M |
/// | any other | none | R R | R R R | R |
/// | 0 | all accepted | A A | A A M | A U |
/// | 0 | all failed | F F ! | F F M ! | F U ! |
/// | 0 | mixed | A F ! | A F M ! | A U ! |
/// | 5400 | all accepted | A A ! | A A M ! | A U ! |
/// | 5400 | all failed | F F ! | F F M ! | F U ! |
/// | 5400 | mixed | A F | A F M | A U |
/// | any other | all accepted | A A ! | A A M ! | A U ! |
/// | any other | all failed | F F | F F M | F U |
/// | any other | mixed | A F ! | A F M ! | A U ! |
///
/// # Laws
///
/// * Each asked id has exactly one outcome.
/// * No contradiction, and none missing, unexpected or undetermined ⇒ [`declared`](Self::declared) (where it claims
///   something) equals [`verdict`](Self::verdict), as long as no entry was accepted for a code other than 0.
/// * [`join`](Self::join) is associative, the empty report is its identity, and tallies add up.
/// * [`supersede`](Self::supersede) loses no task.
// The numbers in it (positions of asked ids, entries, replies) are made by `reconcile` and moved by `combine` together with
// the vectors that they point into, so they are always in range.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "what became of each resource, and the tasks that now run"]
pub struct Report<Id, E = TaskReply> {
    asked: Asked<Id>,
    /// How each asked id stands, by position.
    standing: Vec<Standing>,
    /// What other attempts at an asked id came to, by position, in the order in which they were set aside.
    earlier: Vec<(usize, Standing)>,
    /// The entries of each reply, in the order received: as they came, since a report on many replies that copied them
    /// would spend most of its time on that.
    entries: Vec<Vec<(Id, E)>>,
    strays: Vec<Stray<E>>,
    /// The entries of ids that were not asked for, in the order received.
    unexpected: Vec<usize>,
    repeats: Vec<Repeat>,
    replies: Vec<Reply>,
    /// What was asked for, first; also where no reply came.
    operation: Option<Operation>,
    /// Why outcomes are undetermined without a reply.
    reasons: Vec<Box<str>>,
    tally: Tally,
    declared: Declared,
}

/// The entries of one id within one reply.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Repeat {
    position: usize,
    /// Those beyond the one that is the outcome; all of them where they disagree.
    entries: Vec<usize>,
    agree: bool,
}

/// What the outer codes claim together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    /// There is nothing to claim anything of.
    Vacuous,
    Claim(Verdict),
    /// Something was asked of which no outer code claims anything.
    Silent,
}

impl<Id, E> Report<Id, E> {
    /// The outcomes in one word; `None` when nothing was asked.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.tally.verdict()
    }

    /// What the outer codes claim of all that was asked; `None` where one claims nothing, where there was no reply, and
    /// after a later attempt.
    #[must_use]
    pub fn declared(&self) -> Option<Verdict> {
        match self.declared {
            Declared::Claim(verdict) => Some(verdict),
            Declared::Vacuous | Declared::Silent => None,
        }
    }

    /// The outcomes counted.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.tally
    }

    /// What was asked.
    #[must_use]
    pub const fn asked(&self) -> &Asked<Id> {
        &self.asked
    }

    /// The outer parts of the replies, in the order received: code, message, task number.
    pub fn replies(&self) -> impl Iterator<Item = &TaskReply> {
        self.replies.iter().map(|reply| &reply.envelope)
    }

    /// The replies that turned down their request as a whole.
    pub fn refusals(&self) -> impl Iterator<Item = &RequestError> {
        self.replies.iter().filter_map(|reply| reply.refusal.as_ref())
    }

    /// Why ids are undetermined of which no reply came, as it was told to
    /// [`undetermined`](crate::BatchResponse::undetermined).
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        self.reasons.iter().map(|reason| &**reason)
    }

    /// The members of `detail` that are no entry of a valid id.
    #[must_use]
    pub fn strays(&self) -> &[Stray<E>] {
        &self.strays
    }

    /// The entries of ids that were not asked for, in the order received.
    pub fn unexpected(&self) -> impl Iterator<Item = (&Id, &E)> {
        self.unexpected.iter().map(|&entry| self.entry(entry))
    }

    fn entry(&self, number: usize) -> (&Id, &E) {
        let reply = reply_of(&self.replies, number);
        let (id, entry) = &self.entries[reply][number - self.replies[reply].entries.start];
        (id, entry)
    }

    /// How many entries all replies have.
    fn entry_count(&self) -> usize {
        self.replies.last().map_or(0, |reply| reply.entries.end)
    }

    /// The asked ids with how they stand, in asked order.
    fn standings(&self) -> impl Iterator<Item = (&Id, Standing)> {
        self.asked.iter().zip(self.standing.iter().copied())
    }

    fn earlier_standings(&self) -> impl Iterator<Item = (&Id, Standing)> {
        self.earlier.iter().map(|&(position, standing)| (self.asked.get(position), standing))
    }
}

impl<Id, E: AsyncResponse> Report<Id, E> {
    /// What became of one asked id, by binary search; `None` if it was not asked for.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<Outcome<&E>>
    where
        Id: ResourceId,
    {
        let standing = *self.standing.get(self.asked.position(id)?)?;
        Some(self.outcome(standing))
    }

    /// Every asked id with its outcome, in asked order.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, Outcome<&E>)> {
        self.standings().map(|(id, standing)| (id, self.outcome(standing)))
    }

    /// The asked ids that were accepted, in asked order, with their entries: `None` where the reply as a whole accepted
    /// them.
    pub fn accepted(&self) -> impl Iterator<Item = (&Id, Option<&E>)> {
        self.standings().filter_map(|(id, standing)| match standing {
            Standing::Accepted { entry } => Some((id, Some(self.entry(entry).1))),
            Standing::Granted { .. } => Some((id, None)),
            _ => None,
        })
    }

    /// The asked ids that failed, in asked order, with their entries.
    pub fn failed(&self) -> impl Iterator<Item = (&Id, &E)> {
        self.standings().filter_map(|(id, standing)| match standing {
            Standing::Failed { entry } => Some((id, self.entry(entry).1)),
            _ => None,
        })
    }

    /// The asked ids to look at before they are sent again: missing, refused, not sent or undetermined.
    pub fn unresolved(&self) -> impl Iterator<Item = (&Id, Outcome<&E>)> {
        self.iter().filter(|(_, outcome)| outcome.is_unresolved())
    }

    /// What other attempts at an asked id came to, in the order in which they were set aside: those that a later one
    /// replaced, and those that replaced nothing.
    pub fn earlier(&self) -> impl Iterator<Item = (&Id, Outcome<&E>)> {
        self.earlier_standings().map(|(id, standing)| (id, self.outcome(standing)))
    }

    /// Every task that the server named for a resource, with its id, as often as it was named: of entries accepted and
    /// failed, repeated and unexpected, of the last attempt and of those before. An entry with code 0 and no number has the
    /// one beside `detail`.
    ///
    /// Follow them all: they run, whatever else went wrong.
    pub fn tasks(&self) -> impl Iterator<Item = (&Id, &TaskId)> {
        let of_entries = (0..self.replies.len()).flat_map(|reply| self.tasks_of(reply));
        let granted = self.standings().chain(self.earlier_standings()).filter_map(|(id, standing)| match standing {
            Standing::Granted { reply } => Some((id, self.replies[reply].envelope.task_id()?)),
            _ => None,
        });
        of_entries.chain(granted)
    }

    /// Every task that the server named without a valid resource id, with the key that it stood under: of strays, and the
    /// one beside `detail` (`requestId`) where it is that of no resource.
    pub fn stray_tasks(&self) -> impl Iterator<Item = (&str, &TaskId)> {
        let of_strays = self.strays.iter().filter_map(|stray| Some((stray.key(), stray.task_id()?)));
        let unused = (0..self.replies.len()).filter_map(|reply| Some((BESIDE, self.unused_task_of(reply)?)));
        of_strays.chain(unused)
    }

    /// The tasks that the entries of a reply name, with their ids.
    pub(crate) fn tasks_of(&self, reply: usize) -> impl Iterator<Item = (&Id, &TaskId)> {
        let this = &self.replies[reply];
        self.entries[reply].iter().filter_map(|(id, entry)| Some((id, this.task_of(entry)?)))
    }

    /// The task beside `detail`, where it is that of no resource.
    pub(crate) fn unused_task_of(&self, reply: usize) -> Option<&TaskId> {
        let this = &self.replies[reply];
        if this.task_is_used { None } else { this.envelope.task_id() }
    }

    /// Where the replies contradict themselves or the request.
    pub fn anomalies(&self) -> impl Iterator<Item = Anomaly<&Id, &E>> {
        let contradictions = self.replies.iter().filter_map(Reply::contradiction);
        let unexpected = self.unexpected.iter().map(|&entry| {
            let (id, _) = self.entry(entry);
            Anomaly::Unexpected { id, outcome: self.outcome_of(entry) }
        });
        let repeated = self.repeats.iter().map(|repeat| {
            let outcomes = repeat.entries.iter().map(|&entry| self.outcome_of(entry)).collect();
            Anomaly::Repeated { id: self.asked.get(repeat.position), outcomes, agree: repeat.agree }
        });
        let strays = self.strays.iter().map(|stray| Anomaly::Stray(stray.as_ref()));
        contradictions.chain(unexpected).chain(repeated).chain(strays)
    }

    /// Whether every asked id was accepted, and nothing else was said that casts doubt on it.
    fn is_clean(&self) -> bool {
        self.tally.accepted == self.tally.asked
            && self.tally.unexpected == 0
            && self.tally.repeated == 0
            && self.replies.iter().all(|reply| reply.contradiction.is_none())
            && self.strays.iter().all(|stray| stray.entry().is_none())
            // A refusal of nothing leaves no outcome to tell it by.
            && !(self.asked.is_empty() && self.refusals().next().is_some())
    }

    fn outcome(&self, standing: Standing) -> Outcome<&E> {
        standing.outcome(&self.replies, |entry| self.outcome_of(entry))
    }

    /// What one entry says.
    fn outcome_of(&self, number: usize) -> Outcome<&E> {
        let (_, entry) = self.entry(number);
        self.replies[reply_of(&self.replies, number)].outcome_of(entry)
    }
}

impl<Id, E> Default for Report<Id, E> {
    fn default() -> Self {
        Self {
            asked: Asked::default(),
            standing: Vec::new(),
            earlier: Vec::new(),
            entries: Vec::new(),
            strays: Vec::new(),
            unexpected: Vec::new(),
            repeats: Vec::new(),
            replies: Vec::new(),
            operation: None,
            reasons: Vec::new(),
            tally: Tally::default(),
            declared: Declared::Vacuous,
        }
    }
}
