//! Two reports made one: [`Report::join`] for another part of the same request, [`Report::supersede`] for a later attempt.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::{self, Debug, Display};

use super::asked::Asked;
use super::outcome::Standing;
use super::{Declared, Report};
use crate::excerpt;
use crate::id::ResourceId;
use crate::reply::TaskReply;
use crate::verdict::Tally;

impl<Id: ResourceId, E> Report<Id, E> {
    /// The report on this and another part of the same request, each of which named ids of its own: the chunks of a list
    /// that is too long for one request.
    ///
    /// Associative, with the empty report as identity; the tally is the sum. Of the longer report only numbers are moved.
    ///
    /// # Errors
    ///
    /// If an id was asked in both, it gives both back: two attempts at one id are for [`supersede`](Self::supersede).
    pub fn join(mut self, other: Self) -> Result<Self, JoinError<Id, E>> {
        if self.asked.shared_with(&other.asked).is_some() {
            return Err(JoinError { reports: Box::new((self, other)) });
        }
        let offset = self.asked.len();
        let Absorbed { asked, standing, earlier } = self.absorb(other, |position| position + offset);
        self.asked.append(asked);
        self.standing.extend(standing);
        self.earlier.extend(earlier);
        Ok(self)
    }

    /// The report on two attempts, of which `later` came second: at all asked ids again, or at some of them.
    ///
    /// For each id the later outcome stands, except that
    ///
    /// * *accepted* gives way to accepted alone;
    /// * so does an outcome after which the operation may have run (missing, undetermined, refused with
    ///   [`may_have_run`](crate::RequestError::may_have_run)): the second attempt may have failed *because* the first runs;
    /// * a later *not sent* replaces nothing.
    ///
    /// Nothing is lost: the attempts that do not stand are [`earlier`](Self::earlier), and every reply, anomaly and task
    /// stays listed. Ids that only `later` asked are added.
    pub fn supersede(mut self, later: Self) -> Self {
        if later.is_blank() {
            return self;
        }
        if self.is_blank() {
            return later;
        }
        let mut positions = Vec::with_capacity(later.asked.len());
        let mut added = 0;
        for id in &later.asked {
            positions.push(self.asked.position(id).unwrap_or_else(|| {
                added += 1;
                self.asked.len() + added - 1
            }));
        }
        let Absorbed { asked, standing, earlier } = self.absorb(later, |position| positions[position]);

        let known = self.standing.len();
        let mut unchanged = Vec::new();
        for (&position, standing) in positions.iter().zip(standing) {
            match self.standing.get(position).copied() {
                None => self.standing.push(standing),
                Some(first) if self.gives_way(first, standing) => {
                    self.earlier.push((position, first));
                    self.standing[position] = standing;
                }
                Some(_) => unchanged.push((position, standing)),
            }
        }
        self.earlier.extend(earlier);
        self.earlier.extend(unchanged);
        let new = asked.into_iter().zip(positions).filter(|(_, position)| *position >= known).map(|(id, _)| id);
        self.asked.append(Asked::new(new));
        let Tally { unexpected, repeated, .. } = self.tally;
        self.tally = Tally { unexpected, repeated, ..Tally::of(&self.standing) };
        self.declared = Declared::Silent;
        self
    }

    /// Takes over what `other` holds, all but its standings, which come back in the numbers of this report.
    pub(super) fn absorb(&mut self, other: Self, position: impl Fn(usize) -> usize) -> Absorbed<Id> {
        let (entries, replies) = (self.entry_count(), self.replies.len());
        self.entries.extend(other.entries);
        self.strays.extend(other.strays);
        self.unexpected.extend(other.unexpected.into_iter().map(|entry| entry + entries));
        self.repeats.extend(other.repeats.into_iter().map(|mut repeat| {
            repeat.position = position(repeat.position);
            repeat.entries.iter_mut().for_each(|entry| *entry += entries);
            repeat
        }));
        self.replies.extend(other.replies.into_iter().map(|mut reply| {
            reply.entries = reply.entries.start + entries..reply.entries.end + entries;
            reply
        }));
        self.reasons.extend(other.reasons);
        self.operation = self.operation.or(other.operation);
        self.tally += other.tally;
        self.declared = self.declared.and(other.declared);
        let shifted = |standing: Standing| standing.shifted(entries, replies);
        Absorbed {
            asked: other.asked,
            standing: other.standing.into_iter().map(shifted).collect(),
            earlier: other.earlier.into_iter().map(|(at, standing)| (position(at), shifted(standing))).collect(),
        }
    }

    /// Whether an outcome gives way to a later one of the same id.
    pub(super) fn gives_way(&self, first: Standing, later: Standing) -> bool {
        match first {
            _ if later == Standing::NotSent => false,
            _ if later.is_accepted() => true,
            Standing::Accepted { .. } | Standing::Granted { .. } => false,
            first => !self.may_have_run(first),
        }
    }

    /// Whether an outcome that is not accepted leaves open that something ran.
    pub(super) fn may_have_run(&self, standing: Standing) -> bool {
        match standing {
            Standing::Missing | Standing::Undetermined => true,
            Standing::Refused { reply } => {
                self.replies[reply].refusal.as_ref().is_none_or(crate::RequestError::may_have_run)
            }
            _ => false,
        }
    }

    /// Whether it is about no request at all, as the empty report is.
    fn is_blank(&self) -> bool {
        self.operation.is_none()
    }
}

/// What [`Report::absorb`] leaves to its caller.
pub(super) struct Absorbed<Id> {
    asked: Asked<Id>,
    pub(super) standing: Vec<Standing>,
    earlier: Vec<(usize, Standing)>,
}

impl Declared {
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Declared::Vacuous, claim) | (claim, Declared::Vacuous) => claim,
            (Declared::Claim(a), Declared::Claim(b)) => Declared::Claim(a.and(b)),
            (Declared::Silent, _) | (_, Declared::Silent) => Declared::Silent,
        }
    }
}

/// The two reports that cannot be joined, since an id was asked in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinError<Id, E = TaskReply> {
    reports: Box<(Report<Id, E>, Report<Id, E>)>,
}

impl<Id: ResourceId, E> JoinError<Id, E> {
    /// An id that was asked in both.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        self.reports.0.asked.shared_with(&self.reports.1.asked)
    }

    /// Both reports as they were.
    pub fn into_reports(self) -> (Report<Id, E>, Report<Id, E>) {
        *self.reports
    }
}

impl<Id: ResourceId, E> Display for JoinError<Id, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reports of the same request cannot share an id")?;
        match self.id() {
            Some(id) => write!(f, ", but `{}` was asked in both", excerpt::name(&alloc::format!("{id}"))),
            None => Ok(()),
        }
    }
}

impl<Id: ResourceId, E: Debug> Error for JoinError<Id, E> {}
