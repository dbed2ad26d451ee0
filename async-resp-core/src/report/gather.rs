//! One report from many attempts, each known by the positions of the ids that it named: what [`Submit`](crate::Submit)
//! holds. Join and supersede give the same; one chunk at a time they would look at every id for each of many chunks.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::outcome::Standing;
use super::{Absorbed, Declared, Report};
use crate::detail::Stray;
use crate::id::ResourceId;
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};
use crate::verdict::Tally;

impl<Id: ResourceId, E: AsyncResponse> Report<Id, E> {
    /// Takes over what the report on one attempt holds. How its ids stand comes back, and changes nothing yet.
    pub(crate) fn take_in(&mut self, attempt: Self, positions: &[usize]) -> Vec<Standing> {
        let Absorbed { standing, .. } = self.absorb(attempt, |position| positions[position]);
        standing
    }

    /// The position of an id, if it was asked for.
    pub(crate) fn position(&self, id: &Id) -> Option<usize> {
        self.asked.position(id)
    }

    pub(crate) fn id_at(&self, position: usize) -> &Id {
        self.asked.get(position)
    }

    pub(crate) fn standing_at(&self, position: usize) -> Standing {
        self.standing[position]
    }

    pub(crate) fn set_standing(&mut self, position: usize, standing: Standing) {
        self.standing[position] = standing;
    }

    pub(crate) fn count_standings(&self) -> Tally {
        Tally::of(&self.standing)
    }

    pub(crate) fn reply_count(&self) -> usize {
        self.replies.len()
    }

    pub(crate) fn stray_count(&self) -> usize {
        self.strays.len()
    }

    /// The refusal that a reply is.
    pub(crate) fn refusal_of(&self, reply: usize) -> Option<&RequestError> {
        self.replies.get(reply)?.refusal.as_ref()
    }

    pub(crate) fn envelope_of(&self, reply: usize) -> &TaskReply {
        &self.replies[reply].envelope
    }

    pub(crate) fn entries_of(&self, reply: usize) -> &[(Id, E)] {
        &self.entries[reply]
    }

    pub(crate) fn strays_between(&self, start: usize, end: usize) -> &[Stray<E>] {
        &self.strays[start..end]
    }

    /// The entry that says that an id failed.
    pub(crate) fn failure(&self, standing: Standing) -> Option<&E> {
        match standing {
            Standing::Failed { entry } => Some(self.entry(entry).1),
            _ => None,
        }
    }

    /// The report on these attempts in the order in which they were made: what each was about, and how it stands by it.
    pub(crate) fn settle<A>(mut self, attempts: impl Iterator<Item = A>, reasons: Vec<Box<str>>) -> Self
    where
        A: Iterator<Item = (usize, Standing)>,
    {
        // In the place of what is known already, since they end up the same; a million of them take time to make.
        let mut standings = core::mem::take(&mut self.standing);
        standings.fill(Standing::NotSent);
        let mut earlier = Vec::new();
        let mut again = false;
        for attempt in attempts {
            let mut unchanged = Vec::new();
            for (position, later) in attempt {
                match standings[position] {
                    Standing::NotSent => standings[position] = later,
                    first if self.gives_way(first, later) => {
                        earlier.push((position, first));
                        standings[position] = later;
                    }
                    _ => unchanged.push((position, later)),
                }
                again |= !earlier.is_empty() || !unchanged.is_empty();
            }
            earlier.extend(unchanged);
        }
        let silent = again || !reasons.is_empty() || standings.contains(&Standing::NotSent);
        self.declared = match (self.asked.is_empty(), silent) {
            (true, _) => Declared::Vacuous,
            (_, true) => Declared::Silent,
            (_, false) => self.claims(),
        };
        self.standing = standings;
        let Tally { unexpected, repeated, .. } = self.tally;
        self.tally = Tally { unexpected, repeated, ..Tally::of(&self.standing) };
        self.earlier = earlier;
        self.reasons = reasons;
        self
    }

    /// What the outer codes of all replies claim together.
    fn claims(&self) -> Declared {
        let claim = |reply: &super::Reply| match reply.operation.declares(reply.envelope.code()) {
            Some(verdict) => Declared::Claim(verdict),
            None => Declared::Silent,
        };
        self.replies.iter().map(claim).fold(Declared::Vacuous, Declared::and)
    }

    /// The later of two attempts, or the earlier one where that does not give way.
    pub(crate) fn stands(&self, first: Standing, later: Standing) -> Standing {
        if self.gives_way(first, later) { later } else { first }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::operation::Operation;
    use crate::report::Asked;

    #[test]
    fn which_two_of_three_attempts_are_made_one_first_does_not_matter() {
        let report = Report::<String>::not_sent(Asked::new([]), Operation::new("Start"));
        let all = [
            Standing::Accepted { entry: 0 },
            Standing::Accepted { entry: 1 },
            Standing::Granted { reply: 0 },
            Standing::Failed { entry: 2 },
            Standing::Failed { entry: 3 },
            Standing::Missing,
            Standing::Undetermined,
            Standing::NotSent,
        ];
        for first in all {
            for (second, third) in all.iter().flat_map(|second| all.iter().map(move |third| (*second, *third))) {
                let forth = report.stands(report.stands(first, second), third);
                let back = report.stands(first, report.stands(second, third));
                assert_eq!(forth, back, "{first:?}, {second:?}, {third:?}");
            }
        }
    }
}
