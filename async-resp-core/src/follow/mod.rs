//! [`Follow`]: from the numbers of tasks to how each ended, as a state machine without clock and I/O.
//!
//! Here are the calls and the states of tasks; `schedule` says which task is asked for next, `state` what a task can be,
//! `report` what is handed back at the end. How a query is sent, and what a product's states mean, is the caller's.

mod query;
mod report;
mod schedule;
mod state;

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;
use core::num::NonZeroUsize;
use core::time::Duration;

pub use self::query::Query;
pub use self::report::{Counts, TaskEnd, TaskReport};
use self::schedule::Schedule;
pub use self::state::{RetryClass, TaskState};
use crate::machine::{Budget, Ledger, Pace, Step, Tick};
use crate::task::TaskId;

/// How tasks are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowPolicy {
    /// The wait between two queries of one task. No task is asked for again sooner than `first` after it was handed out.
    pub pace: Pace,
    /// How many tasks one query may name.
    pub group: NonZeroUsize,
    /// How often the API may be called.
    pub budget: Budget,
    /// How long after it was handed out a query is asked again if no answer came.
    pub answer_within: Duration,
    /// How long tasks are followed, counted from the machine's start; after that nothing is handed out.
    pub within: Duration,
    /// What the jitter of the waits is made from: another for each machine that follows at the same time.
    pub seed: u64,
}

/// A query every 2 s at first and every 30 s at last, one task each, 100 a minute; 30 s for an answer, an hour for all.
impl Default for FollowPolicy {
    fn default() -> Self {
        Self {
            pace: Pace { first: Duration::from_secs(2), percent: 150, longest: Duration::from_secs(30) },
            group: NonZeroUsize::MIN,
            budget: Budget::default(),
            answer_within: Duration::from_secs(30),
            within: Duration::from_secs(3600),
            seed: 0,
        }
    }
}

/// Follows tasks until each ends. `K` is what each task belongs to: a resource id, or anything else.
///
/// ```
/// use async_resp_core::{Follow, FollowPolicy, Step, TaskId, TaskState, Tick};
///
/// let mut now = Tick::START;
/// let mut follow = Follow::new(FollowPolicy::default(), now);
/// follow.add(now, [("ins-1", TaskId::new("77").unwrap())]);
/// loop {
///     match follow.step(now) {
///         Step::Do(query) => {
///             let states: Vec<_> = query.task_ids().map(|task| (task.clone(), TaskState::Succeeded)).collect();
///             follow.observe(now, query, states, None); // or `failed`, if the query itself failed
///         }
///         Step::WaitUntil(tick) => now = tick, // sleep until then
///         Step::Finished => break,
///     }
/// }
/// assert_eq!(follow.progress().ended, 1);
/// ```
///
/// # Changes
///
/// | a task is | and | becomes |
/// | --- | --- | --- |
/// | scheduled | its query is handed out by `step` | asked |
/// | asked | an answer says that it waits, runs, or is in a state that is not recognised | scheduled |
/// | asked | an answer does not name it | scheduled |
/// | asked | its query is due, or `abandon` | scheduled |
/// | asked | `failed` with `Later` | scheduled, at the hint or later |
/// | asked, scheduled | `failed` with `Never` for its query | given up |
/// | asked | `failed` with `Stop` | scheduled; nothing is handed out any more |
/// | asked, scheduled, given up | an answer says how it ended, however late | ended |
/// | ended | any answer | ended as before |
#[derive(Debug)]
pub struct Follow<K> {
    policy: FollowPolicy,
    now: Tick,
    deadline: Tick,
    stopped: bool,
    keys: Vec<(K, usize)>,
    tasks: Vec<Task<K>>,
    /// The place in `tasks` of each number.
    index: BTreeMap<TaskId, usize>,
    schedule: Schedule,
    ledger: Ledger,
    /// The queries that are out, oldest first, so that the earliest due comes first too.
    out: VecDeque<Out>,
    queries: u64,
    counts: Counts,
}

#[derive(Debug)]
struct Task<K> {
    id: TaskId,
    state: TaskState<K>,
    phase: Phase,
    polls: u32,
    /// It is not asked for again before this tick.
    floor: Tick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Entered in the schedule under this mark of the grid.
    Scheduled(u64),
    /// Out in the query of this number.
    Asked(u64),
    GivenUp,
    Ended,
}

#[derive(Debug)]
struct Out {
    number: u64,
    due: Tick,
    places: Vec<usize>,
}

impl<K> Follow<K> {
    /// A machine that starts now.
    #[must_use]
    pub fn new(policy: FollowPolicy, now: Tick) -> Self {
        Self {
            policy,
            now,
            deadline: now + policy.within,
            stopped: false,
            keys: Vec::new(),
            tasks: Vec::new(),
            index: BTreeMap::new(),
            schedule: Schedule::new(&policy),
            ledger: Ledger::default(),
            out: VecDeque::new(),
            queries: 0,
            counts: Counts::default(),
        }
    }

    /// Follows these too, each due at once. A number that is known already is followed once, for all its keys.
    pub fn add(&mut self, now: Tick, tasks: impl IntoIterator<Item = (K, TaskId)>) {
        self.clock(now);
        for (key, id) in tasks {
            let place = self.index.get(&id).copied().unwrap_or_else(|| {
                let place = self.tasks.len();
                self.index.insert(id.clone(), place);
                let mark = self.schedule.enter(place, self.now);
                let phase = Phase::Scheduled(mark);
                self.tasks.push(Task { id, state: TaskState::Waiting, phase, polls: 0, floor: self.now });
                self.counts.tasks += 1;
                self.counts.live += 1;
                place
            });
            self.keys.push((key, place));
        }
    }

    /// What to do next.
    pub fn step(&mut self, now: Tick) -> Step<Query> {
        self.clock(now);
        while self.out.front().is_some_and(|out| out.due <= self.now) {
            self.ask_again();
        }
        let out = self.out.front().map(|out| out.due);
        if self.stopped || self.now >= self.deadline || self.counts.live == 0 {
            return out.map_or(Step::Finished, Step::WaitUntil);
        }
        let budget = self.ledger.next(self.policy.budget, self.now);
        let ripe = self.next_mark();
        if budget <= self.now && ripe.is_some_and(|ripe| ripe <= self.now) {
            return Step::Do(self.hand_out());
        }
        let work = ripe.map_or(self.deadline, |ripe| ripe.max(budget));
        Step::WaitUntil(work.min(out.unwrap_or(Tick::MAX)).min(self.deadline))
    }

    /// The answer to a query: the states of the tasks that it names, and how long the server asks to wait.
    ///
    /// A task of the query that the answer does not name is asked for again; a task that the query did not name is passed
    /// over. Of several states of one task the first counts.
    pub fn observe(
        &mut self,
        now: Tick,
        query: Query,
        states: impl IntoIterator<Item = (TaskId, TaskState<K>)>,
        hint: Option<Duration>,
    ) {
        self.clock(now);
        self.take(query.number());
        for (id, state) in states {
            if let Some(place) = self.index.get(&id).copied().filter(|_| query.names(&id)) {
                self.enter_state(place, state);
            }
        }
        self.reschedule(&query, hint);
    }

    /// The query itself failed: it says nothing of its tasks.
    pub fn failed(&mut self, now: Tick, query: Query, class: RetryClass) {
        self.clock(now);
        self.take(query.number());
        match class {
            RetryClass::Later { after } => self.reschedule(&query, after),
            RetryClass::Never => {
                for id in query.task_ids() {
                    if let Some(&place) = self.index.get(id) {
                        self.end(place, Phase::GivenUp);
                    }
                }
            }
            RetryClass::Stop => {
                self.reschedule(&query, None);
                self.stopped = true;
            }
        }
    }

    /// No answer will come to the queries that are out: they are asked again. Answers that come all the same are taken.
    pub fn abandon(&mut self) {
        while !self.out.is_empty() {
            self.ask_again();
        }
    }

    /// Hands out nothing more, and waits for what is out.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Counts {
        self.counts
    }

    /// How each task ended, at any time: those that have not ended are undetermined and [pending](TaskReport::pending).
    pub fn finish(self) -> TaskReport<K> {
        TaskReport::new(self.keys, self.tasks.into_iter().map(|task| (task.id, task.state)).collect())
    }

    fn clock(&mut self, now: Tick) {
        self.now = self.now.max(now);
    }

    /// The earliest mark under which a task is entered.
    fn next_mark(&mut self) -> Option<Tick> {
        let tasks = &self.tasks;
        self.schedule.next(|place, mark| tasks[place].phase == Phase::Scheduled(mark))
    }

    fn hand_out(&mut self) -> Query {
        let (tasks, now) = (&mut self.tasks, self.now);
        let (number, group) = (self.queries, self.policy.group.get());
        let floor = now + self.schedule.least();
        let places = self.schedule.take(group, now, |place, mark| {
            let task = &mut tasks[place];
            match task.phase {
                Phase::Scheduled(entered) if entered != mark => schedule::Entry::Stale,
                Phase::Scheduled(_) if task.floor > now => schedule::Entry::Early,
                Phase::Scheduled(_) => {
                    task.phase = Phase::Asked(number);
                    task.polls = task.polls.saturating_add(1);
                    task.floor = floor;
                    schedule::Entry::Taken
                }
                _ => schedule::Entry::Stale,
            }
        });
        self.queries += 1;
        self.ledger.spend(self.policy.budget, now);
        let due = now + self.policy.answer_within;
        let ids = places.iter().map(|&place| self.tasks[place].id.clone()).collect();
        self.out.push_back(Out { number, due, places });
        self.counts.queries += 1;
        Query::new(number, due, now, ids)
    }

    /// Puts the tasks of the oldest query that is out back into the schedule.
    fn ask_again(&mut self) {
        if let Some(out) = self.out.pop_front() {
            for place in out.places {
                if self.tasks[place].phase == Phase::Asked(out.number) {
                    self.enter(place, self.now);
                }
            }
        }
    }

    fn take(&mut self, number: u64) {
        if let Ok(at) = self.out.binary_search_by_key(&number, |out| out.number) {
            self.out.remove(at);
        }
    }

    fn enter_state(&mut self, place: usize, state: TaskState<K>) {
        let task = &mut self.tasks[place];
        if task.phase == Phase::Ended {
            return;
        }
        let ended = state.is_end();
        task.state = state;
        if ended {
            self.end(place, Phase::Ended);
        }
    }

    fn end(&mut self, place: usize, phase: Phase) {
        let task = &mut self.tasks[place];
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

    /// Enters those tasks of an answered query that are still out in it, each after its wait.
    fn reschedule(&mut self, query: &Query, hint: Option<Duration>) {
        let hint = hint.unwrap_or_default();
        for id in query.task_ids() {
            let Some(&place) = self.index.get(id) else { continue };
            let task = &mut self.tasks[place];
            if task.phase == Phase::Asked(query.number()) {
                task.floor = task.floor.max(query.handed_out() + hint);
                let wait = self.schedule.wait(place, task.polls).max(hint);
                self.enter(place, query.handed_out() + wait);
            }
        }
    }

    /// Enters a task at this tick: earlier where only that leaves time for an answer before the deadline, but never before
    /// its floor.
    fn enter(&mut self, place: usize, at: Tick) {
        let last = self.deadline - self.policy.answer_within;
        let at = at.min(last).max(self.tasks[place].floor).max(self.now);
        self.tasks[place].phase = Phase::Scheduled(self.schedule.enter(place, at));
    }
}
