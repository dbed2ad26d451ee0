//! [`Follow`]: from the numbers of tasks to how each ended, as a state machine without clock and I/O.
//!
//! Here are the calls; `change` has what they change of tasks, `schedule` says which task is asked for next, `index` where a
//! task is, `state` what a task can be, `saved` what of all this is saved, `report` what is handed back at the end. How a query
//! is sent, and what a product's states mean, is the caller's.

mod change;
mod index;
mod policy;
mod query;
mod report;
mod saved;
mod schedule;
mod state;

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use self::index::Index;
pub use self::policy::FollowPolicy;
use self::query::AskedFor;
pub use self::query::Query;
pub(crate) use self::report::end_of;
pub use self::report::{Counts, TaskEnd, TaskReport};
pub use self::saved::SavedFollow;
use self::saved::{Phase, Saved, Task};
use self::schedule::Schedule;
#[cfg(feature = "testing")]
pub(crate) use self::schedule::{STEP, mix};
pub use self::state::TaskState;
use crate::machine::{Form, Ledger, Step, Tick};
use crate::retry::RetryClass;
use crate::task::TaskId;
use crate::trace::{Trace, event, milliseconds, span};

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
///
/// # Saving
///
/// It is `Serialize`; what was written is read as a [`SavedFollow`] and goes on by [`restore`](Self::restore). A save that
/// is older than the machine costs queries, not truth. The clock has to survive the process too
/// ([`Tick::since_unix`]).
pub struct Follow<K> {
    saved: Saved<K>,
    /// The place in `saved.tasks` of each number.
    index: Index,
    schedule: Schedule,
    /// The queries that are out, oldest first, so that the earliest due comes first too.
    out: VecDeque<Out>,
    /// How many tasks are in each phase. How many there are, and how many queries, is with what is saved.
    counts: Counts,
    trace: Trace,
}

#[derive(Debug)]
struct Out {
    number: u64,
    asked_at: Tick,
    due: Tick,
    places: Vec<usize>,
}

impl<K> Follow<K> {
    /// A machine that starts now.
    #[must_use]
    pub fn new(policy: FollowPolicy, now: Tick) -> Self {
        Self::traced(policy, now, span!("follow"))
    }

    /// The same within a span that there is already.
    pub(crate) fn traced(policy: FollowPolicy, now: Tick, trace: Trace) -> Self {
        let saved = Saved {
            form: Form(PhantomData),
            policy,
            now,
            deadline: now + policy.within,
            stopped: false,
            queries: 0,
            ledger: Ledger::default(),
            keys: Vec::new(),
            tasks: Vec::new(),
        };
        Self {
            saved,
            index: Index::new(policy.seed),
            schedule: Schedule::new(&policy),
            out: VecDeque::new(),
            counts: Counts::default(),
            trace,
        }
    }

    /// Follows these too, each due at once. A number that is known already is followed once, for all its keys.
    pub fn add(&mut self, now: Tick, tasks: impl IntoIterator<Item = (K, TaskId)>) {
        self.clock(now);
        let (keys, known) = (self.saved.keys.len(), self.saved.tasks.len());
        for (key, id) in tasks {
            let place = self.find(&id).unwrap_or_else(|| {
                let place = self.saved.tasks.len();
                self.index.insert(&id, place, |place| &self.saved.tasks[place].id);
                let phase = Phase::Scheduled(self.schedule.enter(place, self.saved.now));
                let floor = self.saved.now;
                self.saved.tasks.push(Task { id, state: TaskState::Waiting, phase, polls: 0, floor });
                self.counts.live += 1;
                place
            });
            self.saved.keys.push((key, place));
        }
        if self.saved.keys.len() > keys {
            let (tasks, keys) = (self.saved.tasks.len() - known, self.saved.keys.len() - keys);
            event!(self.trace, DEBUG, "tasks added", tasks, keys);
        }
    }

    /// What to do next.
    pub fn step(&mut self, now: Tick) -> Step<Query> {
        let step = self.next_step(now);
        if self.trace.stepped(self.saved.now, &step) {
            let Counts { tasks, live, ended, given_up, queries } = self.progress();
            event!(self.trace, INFO, "finished", tasks, live, ended, given_up, queries);
        }
        step
    }

    /// The step that is next, which is told by whoever asks.
    pub(crate) fn next_step(&mut self, now: Tick) -> Step<Query> {
        self.clock(now);
        while let Some(out) = self.out.front().filter(|out| out.due <= self.saved.now) {
            event!(self.trace, WARN, "query overdue", query = out.number, tasks = out.places.len());
            self.ask_again();
        }
        let out = self.out.front().map(|out| out.due);
        let is_over = self.saved.now >= self.saved.deadline;
        if self.saved.stopped || is_over || self.counts.live == 0 {
            let until = |due: Tick| Step::WaitUntil(if is_over { due } else { due.min(self.saved.deadline) });
            return out.map_or(Step::Finished, until);
        }
        let budget = self.saved.ledger.next(self.saved.policy.budget, self.saved.now);
        let ripe = self.next_mark();
        if budget <= self.saved.now && ripe.is_some_and(|ripe| ripe <= self.saved.now) {
            return Step::Do(self.hand_out());
        }
        let work = ripe.map_or(self.saved.deadline, |ripe| ripe.max(budget));
        Step::WaitUntil(work.min(out.unwrap_or(Tick::MAX)).min(self.saved.deadline))
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
        let Query { number, asked, .. } = query;
        let mut answered = vec![false; asked.len()];
        let mut next = 0;
        let mut by_id: Option<Vec<usize>> = None;
        for (id, state) in states {
            // Servers answer in the order of the request, perhaps without some: the next task is the likeliest.
            let is_next = asked.get(next).is_some_and(|asked| asked.id == id);
            let at = if is_next {
                next
            } else {
                let by_id = by_id.get_or_insert_with(|| sorted(&asked));
                let Ok(at) = by_id.binary_search_by_key(&&id, |&at| &asked[at].id) else { continue };
                by_id[at]
            };
            next = at + 1;
            if !core::mem::replace(&mut answered[at], true) {
                if let Some(place) = self.place_of(&asked[at]) {
                    self.enter_state(number, place, state);
                }
            }
        }
        event!(
            self.trace,
            DEBUG,
            "query answered",
            query = number,
            tasks = asked.len(),
            named = answered.iter().filter(|named| **named).count(),
            late = self.out_at(number).is_none(),
            hint_ms = hint.map(milliseconds),
        );
        self.reschedule(number, hint);
    }

    /// The query itself failed: it says nothing of its tasks.
    pub fn failed(&mut self, now: Tick, query: Query, class: RetryClass) {
        self.clock(now);
        let Query { number, asked, .. } = query;
        let tasks = asked.len();
        match class {
            RetryClass::Later { after } => {
                event!(self.trace, WARN, "query failed", query = number, tasks, hint_ms = after.map(milliseconds));
                self.reschedule(number, after);
            }
            RetryClass::Never => {
                event!(self.trace, WARN, "query given up", query = number, tasks);
                for asked in &asked {
                    if let Some(place) = self.place_of(asked) {
                        self.end(place, Phase::GivenUp);
                    }
                }
                self.reschedule(number, None);
            }
            RetryClass::Stop => {
                event!(self.trace, WARN, "following stopped by an answer", query = number, tasks);
                self.reschedule(number, None);
                self.saved.stopped = true;
            }
        }
    }

    /// No answer will come to the queries that are out: they are asked again. Answers that come all the same are taken.
    pub fn abandon(&mut self) {
        while let Some(out) = self.out.front() {
            event!(self.trace, DEBUG, "query abandoned", query = out.number, tasks = out.places.len());
            self.ask_again();
        }
    }

    /// Hands out nothing more, and waits for what is out.
    pub fn stop(&mut self) {
        if !core::mem::replace(&mut self.saved.stopped, true) {
            event!(self.trace, INFO, "following stopped", live = self.counts.live, out = self.out.len());
        }
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Counts {
        let queries = usize::try_from(self.saved.queries).unwrap_or(usize::MAX);
        Counts { tasks: self.saved.tasks.len(), queries, ..self.counts }
    }

    /// How each task ended, at any time: those that have not ended are undetermined and [pending](TaskReport::pending).
    pub fn finish(self) -> TaskReport<K> {
        TaskReport::new(self.saved.keys, self.saved.tasks.into_iter().map(|task| (task.id, task.state)).collect())
    }

    fn find(&self, id: &TaskId) -> Option<usize> {
        self.index.find(id, |place| &self.saved.tasks[place].id)
    }

    /// The latest time that it was told.
    pub(crate) const fn now(&self) -> Tick {
        self.saved.now
    }

    /// What its driver tells too.
    pub(crate) const fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The place of a task that was asked for, here or by another machine.
    fn place_of(&self, asked: &AskedFor) -> Option<usize> {
        match self.saved.tasks.get(asked.place) {
            Some(task) if task.id == asked.id => Some(asked.place),
            _ => self.find(&asked.id),
        }
    }

    pub(crate) fn clock(&mut self, now: Tick) {
        self.saved.now = self.saved.now.max(now);
    }

    /// The earliest mark under which a task is entered.
    fn next_mark(&mut self) -> Option<Tick> {
        let tasks = &self.saved.tasks;
        self.schedule.next(|place, mark| tasks[place].phase == Phase::Scheduled(mark))
    }
}

/// The places of what was asked for, by number.
fn sorted(asked: &[AskedFor]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..asked.len()).collect();
    places.sort_unstable_by_key(|&at| &asked[at].id);
    places
}

/// All that it is made of.
impl<K: fmt::Debug> fmt::Debug for Follow<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { saved, index, schedule, out, counts, trace: _ } = self;
        f.debug_struct("Follow")
            .field("saved", saved)
            .field("index", index)
            .field("schedule", schedule)
            .field("out", out)
            .field("counts", counts)
            .finish()
    }
}
