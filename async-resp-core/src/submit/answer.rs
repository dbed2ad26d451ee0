//! What an answer changes: the request that it is about, how each of its ids stands, and the tasks that it names.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::tries::State;
use super::{Out, Submit};
use crate::batch::BatchResponse;
use crate::machine::Tick;
use crate::reply::AsyncResponse;
use crate::report::{Asked, Report, Standing};
use crate::retry::{Begun, Classify, RetryClass};
use crate::verdict::Tally;

impl<R: BatchResponse, C: Classify<R::Entry>> Submit<R, C> {
    /// The request that a token stands for, if it may still be answered.
    pub(super) fn owned(&self, number: u64, asked: &Asked<R::Id>) -> Option<usize> {
        let part = self.tries.open(number)?;
        let positions = self.tries.positions(part);
        let same = positions.len() == asked.len()
            && positions.zip(asked).all(|(position, id)| self.report.id_at(position) == id);
        same.then_some(part)
    }

    /// The request that a token stands for and what it asked: for one that is not known a new one, for those of its ids that
    /// were asked for here.
    pub(super) fn own(&mut self, number: u64, asked: Asked<R::Id>) -> (usize, Asked<R::Id>) {
        if let Some(part) = self.owned(number, &asked) {
            self.out.retain(|out| out.part != part);
            return (part, asked);
        }
        let mut known: Vec<usize> = asked.iter().filter_map(|id| self.report.position(id)).collect();
        known.sort_unstable();
        let number = self.number;
        self.number += 1;
        let asked = Asked::new(known.iter().map(|&position| self.report.id_at(position).clone()));
        (self.tries.enter(number, self.now, &known), asked)
    }

    pub(super) fn take_in(&mut self, part: usize, attempt: Report<R::Id, R::Entry>, handed_out: Tick) {
        let positions: Vec<usize> = self.tries.positions(part).collect();
        let strays = self.report.stray_count();
        let reply = self.report.reply_count();
        let begun = self.begun_elsewhere(&attempt);
        let standings = self.report.take_in(attempt, &positions);
        for (&position, &standing) in positions.iter().zip(&standings) {
            match standing {
                Standing::Granted { reply } => self.taken.granted.push((position, reply)),
                Standing::Failed { .. } => {
                    let entry = self.report.failure(standing);
                    self.stopped |= entry.is_some_and(|entry| self.classify.entry(entry) == RetryClass::Stop);
                    if entry.is_some_and(|entry| entry.task_id().is_some()) {
                        self.begun.insert(position, Begun::WithTask);
                    }
                }
                _ => {}
            }
        }
        for (position, how) in begun {
            let known = self.begun.entry(position).or_insert(how);
            *known = how.max(*known);
        }
        let state = State::Answered { reply, strays: strays..self.report.stray_count() };
        self.tries.settle(part, state, |index| Some(standings[index]));
        self.refresh(part);
        self.mind_refusal(reply, handed_out);
    }

    /// The positions of ids of which an entry that is no outcome says that work was begun: one that disagrees with another
    /// of its id, or that this chunk did not ask for.
    fn begun_elsewhere(&self, attempt: &Report<R::Id, R::Entry>) -> Vec<(usize, Begun)> {
        let Tally { unexpected, undetermined, .. } = attempt.tally();
        if unexpected + undetermined == 0 {
            return Vec::new();
        }
        attempt.begun().filter_map(|(id, how)| Some((self.report.position(id)?, how))).collect()
    }

    pub(super) fn lose_oldest(&mut self, why: &str) {
        if let Some(Out { part, .. }) = self.out.pop_front() {
            self.lose(part, why.into());
        }
    }

    pub(super) fn lose(&mut self, part: usize, why: Box<str>) {
        self.tries.settle(part, State::Lost(why), |_| Some(Standing::Undetermined));
        self.refresh(part);
    }

    /// Works out anew how the ids of a request stand, by all attempts in the order in which they were handed out.
    pub(super) fn refresh(&mut self, part: usize) {
        for position in self.tries.positions(part) {
            // From the last attempt to the first: which two of three are made one before the other does not matter.
            let standing = self.tries.of(position).reduce(|later, first| self.report.stands(first, later));
            self.report.set_standing(position, standing.unwrap_or(Standing::NotSent));
        }
        self.next.changed(self.now);
    }
}
