//! What a query changes: which tasks go out in it, and what becomes of them when it is answered or not.

use core::time::Duration;

use super::query::{AskedFor, Query};
use super::saved::Phase;
use super::schedule::Entry;
use super::state::TaskState;
use super::{Follow, Out};
use crate::machine::Tick;
use crate::trace::{event, milliseconds};

impl<K> Follow<K> {
    pub(super) fn hand_out(&mut self) -> Query {
        let (tasks, now) = (&mut self.saved.tasks, self.saved.now);
        let (number, group) = (self.saved.queries, self.saved.policy.group.get());
        let floor = now + self.schedule.least();
        let places = self.schedule.take(group, now, |place, mark| {
            let task = &mut tasks[place];
            match task.phase {
                Phase::Scheduled(entered) if entered != mark => Entry::Stale,
                Phase::Scheduled(_) if task.floor > now => Entry::Early,
                Phase::Scheduled(_) => {
                    task.phase = Phase::Asked(number);
                    task.polls = task.polls.saturating_add(1);
                    task.floor = floor;
                    Entry::Taken
                }
                _ => Entry::Stale,
            }
        });
        self.saved.queries += 1;
        self.saved.ledger.spend(self.saved.policy.budget, now);
        let due = now + self.saved.policy.answer_within;
        let tasks = &self.saved.tasks;
        let asked = places.iter().map(|&place| AskedFor { id: tasks[place].id.clone(), place }).collect();
        event!(
            self.trace,
            DEBUG,
            "query handed out",
            query = number,
            tasks = places.len(),
            due_ms = milliseconds(due.since(now)),
        );
        self.out.push_back(Out { number, asked_at: now, due, places });
        Query { number, due, asked }
    }

    /// Puts the tasks of the oldest query that is out back into the schedule.
    pub(super) fn ask_again(&mut self) {
        if let Some(out) = self.out.pop_front() {
            for place in out.places {
                if self.saved.tasks[place].phase == Phase::Asked(out.number) {
                    self.enter(place, self.saved.now);
                }
            }
        }
    }

    pub(super) fn enter_state(&mut self, query: u64, place: usize, state: TaskState<K>) {
        let task = &self.saved.tasks[place];
        if task.phase == Phase::Ended {
            return;
        }
        let ended = state.is_end();
        if ended {
            let (task, end, polls) = (task.id.as_str(), state.name(), task.polls);
            event!(self.trace, DEBUG, "task ended", query, task, end, code = state.code(), polls);
        } else if state.is_unrecognised() && !task.state.is_unrecognised() {
            event!(self.trace, WARN, "task unrecognised", query, polls = task.polls);
        }
        self.saved.tasks[place].state = state;
        if ended {
            self.end(place, Phase::Ended);
        }
    }

    pub(super) fn end(&mut self, place: usize, phase: Phase) {
        let task = &mut self.saved.tasks[place];
        match (task.phase, phase) {
            (Phase::Ended, _) | (Phase::GivenUp, Phase::GivenUp) => return,
            (Phase::GivenUp, _) => self.counts.given_up -= 1,
            _ => self.counts.live -= 1,
        }
        task.phase = phase;
        match phase {
            Phase::Ended => self.counts.ended += 1,
            _ => self.counts.given_up += 1,
        }
    }

    /// The place of a query among those that are out.
    pub(super) fn out_at(&self, number: u64) -> Option<usize> {
        self.out.binary_search_by_key(&number, |out| out.number).ok()
    }

    /// Enters those tasks of an answered query that are still out in it, each after its wait. Which they are the machine
    /// knows itself: the token may be one of another, with a number that is out here too.
    pub(super) fn reschedule(&mut self, number: u64, hint: Option<Duration>) {
        let Some(out) = self.out_at(number).and_then(|at| self.out.remove(at)) else { return };
        let hint = hint.unwrap_or_default();
        for place in out.places {
            let task = &mut self.saved.tasks[place];
            if task.phase == Phase::Asked(out.number) {
                task.floor = task.floor.max(out.asked_at + hint);
                let wait = self.schedule.wait(place, task.polls).max(hint);
                self.enter(place, out.asked_at + wait);
            }
        }
    }

    /// Enters a task at this tick: earlier where only that leaves time for an answer before the deadline, but never before
    /// its floor.
    pub(super) fn enter(&mut self, place: usize, at: Tick) {
        let last = self.saved.deadline - self.saved.policy.answer_within;
        let at = at.min(last).max(self.saved.tasks[place].floor).max(self.saved.now);
        self.saved.tasks[place].phase = Phase::Scheduled(self.schedule.enter(place, at));
    }
}
