//! [`Rollout`] as a [`Machine`]: each piece of work to the machine that handed it out.

use super::{Answer, Rollout, Work};
use crate::batch::BatchResponse;
use crate::drive::Machine;
use crate::machine::{Step, Tick};
use crate::retry::Classify;
use crate::trace::Trace;

/// An answer of the other kind than its work is none: the work counts as lost.
impl<R: BatchResponse, C: Classify<R::Entry>> Machine for Rollout<R, C> {
    type Work = Work<R::Id>;
    type Answer = Answer<R>;

    fn now(&self) -> Tick {
        self.submit.now()
    }

    fn step(&mut self, now: Tick) -> Step<Self::Work> {
        Rollout::step(self, now)
    }

    fn answer(&mut self, now: Tick, work: Self::Work, answer: Answer<R>) {
        match (work, answer) {
            (Work::Send(chunk), Answer::Reply(mut reply)) => self.observe(now, chunk, &mut reply),
            (Work::Query(query), Answer::Query(answer)) => {
                let now = self.clock(now);
                self.follow.answer(now, query, answer);
            }
            (work, _) => Machine::lost(self, now, work, "it was answered as the other kind of work"),
        }
    }

    fn not_sent(&mut self, now: Tick, work: Self::Work, why: &str) {
        match work {
            Work::Send(chunk) => Rollout::not_sent(self, now, chunk, why),
            Work::Query(query) => {
                let now = self.clock(now);
                Machine::not_sent(&mut self.follow, now, query, why);
            }
        }
    }

    fn lost(&mut self, now: Tick, work: Self::Work, why: &str) {
        match work {
            Work::Send(chunk) => Rollout::lost(self, now, chunk, why),
            Work::Query(query) => {
                let now = self.clock(now);
                Machine::lost(&mut self.follow, now, query, why);
            }
        }
    }

    fn due(work: &Self::Work) -> Tick {
        match work {
            Work::Send(chunk) => chunk.due(),
            Work::Query(query) => query.due(),
        }
    }

    fn abandon(&mut self) {
        Rollout::abandon(self);
    }

    fn trace(&self) -> &Trace {
        &self.trace
    }
}
