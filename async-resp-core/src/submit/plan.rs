//! What goes out next, and when: fresh ids, then rounds of what may be sent again, behind one gate for throttling.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use super::{Chunk, Out, Submit};
use crate::batch::BatchResponse;
use crate::machine::Tick;
use crate::report::{Asked, Standing};
use crate::retry::{Classify, Known, RetryClass, Rule, Wait};
use crate::trace::{event, milliseconds};

/// Where the machine stands in the list and in the rounds.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// The first position that never went out.
    pub(super) fresh: usize,
    /// The positions of this round that are yet to go out, ascending.
    round: VecDeque<usize>,
    /// When this round begins.
    begins: Tick,
    /// How many rounds waited for the pace.
    pub(super) rounds: u32,
    /// Nothing goes out before.
    pub(super) gate: Tick,
    /// How many periods of throttling came one after the other.
    pub(super) periods: u32,
    /// When something was last handed out or answered: the next round waits from then on.
    changed: Tick,
    /// Nothing has changed since a round was planned and came out empty.
    settled: bool,
}

impl Next {
    pub(super) fn changed(&mut self, now: Tick) {
        self.changed = now;
        self.settled = false;
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Submit<R, C> {
    /// From when on the next chunk may go out, the budget aside; `None` if there is none.
    pub(super) fn next_ready(&mut self) -> Option<Tick> {
        while self.next.fresh < self.report.asked().len() {
            if self.is_fresh(self.next.fresh) {
                return Some(self.next.gate);
            }
            self.next.fresh += 1;
        }
        if self.round_is_empty() {
            if !self.out.is_empty() || self.next.settled {
                return None;
            }
            self.plan_round();
            if self.next.round.is_empty() {
                self.next.settled = true;
                return None;
            }
        }
        Some(self.next.begins.max(self.next.gate))
    }

    pub(super) fn hand_out(&mut self) -> Chunk<R::Id> {
        let limit = R::OPERATION.limit().map_or(usize::MAX, core::num::NonZeroUsize::get);
        let positions = if self.next.fresh < self.report.asked().len() {
            self.take_fresh(limit)
        } else {
            self.take_of_round(limit)
        };
        let attempt = positions.iter().map(|&position| self.attempts(position)).max().unwrap_or_default() + 1;
        let asked = Asked::distinct(positions.iter().map(|&position| self.report.id_at(position).clone()));
        let number = self.number;
        self.number += 1;
        let part = self.tries.enter(number, self.now, &positions);
        let due = self.now + self.policy.answer_within;
        self.out.push_back(Out { part, due });
        self.ledger.spend(self.policy.budget, self.now);
        self.next.changed(self.now);
        event!(
            self.trace,
            DEBUG,
            "chunk handed out",
            chunk = number,
            attempt,
            ids = asked.len(),
            due_ms = milliseconds(due.since(self.now)),
        );
        Chunk { asked, number, attempt, handed_out: self.now, due }
    }

    /// Closes the gate if a reply turned its chunk away for the time being, and stops if it says that nothing will work.
    pub(super) fn mind_refusal(&mut self, reply: usize, handed_out: Tick) {
        let class = self.report.refusal_of(reply).map(|refusal| self.classify.request(refusal));
        self.stopped |= class == Some(RetryClass::Stop);
        match self.report.known(Standing::Refused { reply }, None, &self.classify) {
            Some(known @ Known::Throttled(_)) => {
                let hint = known.hint();
                // Chunks that were out when the gate closed belong to the same period.
                let new_period = handed_out >= self.next.gate;
                let pace = self.policy.pace.delay(self.next.periods);
                if new_period {
                    self.next.periods = self.next.periods.saturating_add(1);
                    self.next.gate = self.now + hint.unwrap_or(pace);
                } else {
                    self.next.gate = self.next.gate.max(self.now + hint.unwrap_or_default());
                }
            }
            _ if handed_out >= self.next.gate => self.next.periods = 0,
            _ => {}
        }
    }

    fn is_fresh(&self, position: usize) -> bool {
        self.report.standing_at(position) == Standing::NotSent && !self.begun.contains_key(&position)
    }

    fn take_fresh(&mut self, limit: usize) -> Vec<usize> {
        let mut positions = Vec::with_capacity(limit.min(self.report.asked().len() - self.next.fresh));
        while positions.len() < limit && self.next.fresh < self.report.asked().len() {
            if self.is_fresh(self.next.fresh) {
                positions.push(self.next.fresh);
            }
            self.next.fresh += 1;
        }
        positions
    }

    fn take_of_round(&mut self, limit: usize) -> Vec<usize> {
        let mut positions = Vec::new();
        while positions.len() < limit && !self.round_is_empty() {
            positions.extend(self.next.round.pop_front());
        }
        positions
    }

    /// Whether nothing of this round is left that still wants sending: answers may have come since it was planned.
    fn round_is_empty(&mut self) -> bool {
        while let Some(&position) = self.next.round.front() {
            if self.sends_again(position).is_some() {
                return false;
            }
            self.next.round.pop_front();
        }
        true
    }

    fn plan_round(&mut self) {
        let (mut hint, mut paced): (Option<Duration>, bool) = (None, false);
        for position in 0..self.report.asked().len() {
            if let Some(rule) = self.sends_again(position) {
                self.next.round.push_back(position);
                match rule.wait {
                    Wait::Hint(wait) => hint = hint.max(Some(wait)),
                    Wait::Pace => paced = true,
                    Wait::Gate => {}
                }
            }
        }
        let wait = match hint {
            Some(hint) => hint,
            None if paced => {
                let pace = self.policy.pace.delay(self.next.rounds);
                self.next.rounds = self.next.rounds.saturating_add(1);
                pace
            }
            None => Duration::ZERO,
        };
        self.next.begins = self.next.changed + wait;
        let again = self.next.round.len();
        event!(
            self.trace,
            INFO,
            "round planned",
            again,
            given_up = self.report.asked().len() - self.tally().accepted - again,
            wait_ms = milliseconds(self.next.begins.max(self.next.gate).since(self.now)),
        );
    }

    /// The rule by which an id is sent again, if it is.
    fn sends_again(&self, position: usize) -> Option<Rule> {
        let standing = self.report.standing_at(position);
        if standing.is_accepted() {
            return None;
        }
        let begun = self.begun.get(&position).copied();
        let known = self.report.known(standing, begun, &self.classify)?;
        let rule = known.rule(R::OPERATION.is_idempotent());
        (rule.again && self.attempts(position) < self.policy.attempts.get()).then_some(rule)
    }

    /// How many attempts an id has used.
    fn attempts(&self, position: usize) -> u32 {
        let uses =
            |standing: &Standing| self.report.known(*standing, None, &self.classify).is_none_or(Known::uses_attempt);
        u32::try_from(self.tries.of(position).filter(uses).count()).unwrap_or(u32::MAX)
    }
}
