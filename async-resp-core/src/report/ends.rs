//! [`End`]: how each asked id ended, from a report and from what became of its tasks; [`EndTally`], the ends counted.
//!
//! Tasks are matched by their numbers. How they are followed is `follow`'s.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use super::Report;
use super::outcome::{Outcome, Standing};
use crate::code::Code;
use crate::follow::{TaskEnd, TaskReport, TaskState, end_of};
use crate::id::ResourceId;
use crate::reply::{AsyncResponse, TaskReply};
use crate::task::TaskId;
use crate::verdict::show_counts;

/// How one asked id ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum End<E> {
    /// Nothing ran: it failed at once, was refused or not sent.
    NotStarted(Outcome<E>),
    /// It was accepted, and no task was named for it: there is nothing to follow.
    NoTask,
    /// Its task succeeded.
    Succeeded,
    /// Its task failed.
    Failed {
        /// The product's own number.
        code: Code,
        /// The reason that the server gave.
        message: Option<Box<str>>,
    },
    /// Its task was cancelled.
    Cancelled,
    /// Nobody knows: it is missing, its answer was lost, it was refused in a way that leaves open whether it ran, another
    /// request's reply accepts it, its task was not followed to an end, or its tasks disagree.
    Undetermined,
}

impl<E> End<E> {
    /// The end in one word: `not started`, `no task`, `succeeded`, `failed`, `cancelled`, `undetermined`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            End::NotStarted(_) => "not started",
            End::NoTask => "no task",
            End::Succeeded => "succeeded",
            End::Failed { .. } => "failed",
            End::Cancelled => "cancelled",
            End::Undetermined => "undetermined",
        }
    }
}

/// The ends of all asked ids, counted: `asked` is the sum of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub struct EndTally {
    /// Ids that were asked for, repeats removed.
    pub asked: usize,
    /// Ids whose tasks succeeded.
    pub succeeded: usize,
    /// Ids whose tasks failed.
    pub failed: usize,
    /// Ids whose tasks were cancelled.
    pub cancelled: usize,
    /// Ids of which nothing ran.
    pub not_started: usize,
    /// Ids that were accepted without a task.
    pub no_task: usize,
    /// Ids of which nobody knows.
    pub undetermined: usize,
}

impl EndTally {
    fn count<E>(mut self, end: &End<E>) -> Self {
        self.asked += 1;
        *match end {
            End::NotStarted(_) => &mut self.not_started,
            End::NoTask => &mut self.no_task,
            End::Succeeded => &mut self.succeeded,
            End::Failed { .. } => &mut self.failed,
            End::Cancelled => &mut self.cancelled,
            End::Undetermined => &mut self.undetermined,
        } += 1;
        self
    }
}

/// `1 of 3 succeeded, 1 failed, 1 undetermined`: the kinds that there are.
impl fmt::Display for EndTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = [
            (self.failed, "failed"),
            (self.cancelled, "cancelled"),
            (self.not_started, "not started"),
            (self.no_task, "without a task"),
            (self.undetermined, "undetermined"),
        ];
        show_counts(f, (self.succeeded, "succeeded"), self.asked, others)
    }
}

/// How all asked ids ended: exactly one [`End`] for each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "how each resource ended"]
pub struct Ends<'a, Id, E = TaskReply> {
    ends: Vec<(&'a Id, End<&'a E>)>,
    strays: Vec<(&'a TaskId, TaskEnd)>,
}

impl<'a, Id, E> Ends<'a, Id, E> {
    /// Every asked id with its end, in asked order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Id, &End<&'a E>)> {
        self.ends.iter().map(|(id, end)| (*id, end))
    }

    /// How many ended how, counted in time linear in the ids.
    #[must_use]
    pub fn tally(&self) -> EndTally {
        self.ends.iter().fold(EndTally::default(), |tally, (_, end)| tally.count(end))
    }

    /// The tasks that are of no asked id, each number once, in its order, with how it ended: those that the replies name
    /// for other ids or for none, and those that were followed and that no reply names.
    pub fn strays(&self) -> impl Iterator<Item = (&'a TaskId, &TaskEnd)> {
        self.strays.iter().map(|(task, end)| (*task, end))
    }
}

impl<Id: ResourceId, E: AsyncResponse> Report<Id, E> {
    /// How each asked id ended, given what became of the tasks that were followed.
    ///
    /// An id with tasks ends as they did, those of earlier attempts included, if they agree; two that failed agree whatever
    /// their codes, and the first is told. A task that was not followed is undetermined. Where the outcome leaves open
    /// whether more ran than the tasks that are known (missing, undetermined, refused in such a way), so does the end; and
    /// where the reply to another request accepts an id that its own did not.
    ///
    /// The keys of the tasks are compared with the ids only where an answer told the end of each
    /// ([`TaskState::PerId`]): to follow tasks of no id too, use a key of your own that can be compared.
    ///
    /// ```
    /// use async_resp_core::{
    ///     Asked, BatchReply, BatchResponse, End, Follow, FollowPolicy, Step, TaskState, Tick, json,
    /// };
    ///
    /// let body = br#"{"code":5400,"message":"","detail":{
    ///     "ins-1":{"code":0,"message":"","requestId":"77"},
    ///     "ins-2":{"code":16000,"message":"disk not exist"}}}"#;
    /// let reply: BatchReply<String> = json::from_slice(body)?;
    /// let report = reply.reconcile(Asked::new(["ins-1", "ins-2", "ins-3"].map(String::from)));
    ///
    /// let mut follow = Follow::new(FollowPolicy::default(), Tick::START);
    /// follow.add(Tick::START, report.tasks().map(|(id, task)| (id.clone(), task.clone())));
    /// if let Step::Do(query) = follow.step(Tick::START) {
    ///     let task = query.task_ids().next().cloned();
    ///     follow.observe(Tick::START, query, task.map(|task| (task, TaskState::Succeeded)), None);
    /// }
    /// let tasks = follow.finish();
    /// let ends = report.ends(&tasks);
    /// let ends: Vec<&End<_>> = ends.iter().map(|(_, end)| end).collect();
    /// assert!(matches!(ends[..], [End::Succeeded, End::NotStarted(_), End::Undetermined]));
    /// # Ok::<(), json::Error>(())
    /// ```
    pub fn ends<'a, K: PartialEq<Id>>(&'a self, tasks: &'a TaskReport<K>) -> Ends<'a, Id, E> {
        let followed = Followed::new(tasks);
        let positions = self.asked.positions(&self.tasks().map(|(id, _)| id).collect::<Vec<_>>());

        let mut by_position: Vec<Option<TaskEnd>> = core::iter::repeat_n(None, self.asked.len()).collect();
        let (mut of_asked, mut strays) = (Vec::new(), followed.ids());
        for ((id, task), position) in self.tasks().zip(positions) {
            let Some(position) = position else {
                strays.push(task);
                continue;
            };
            of_asked.push(task);
            let end = followed.state(task).map_or(TaskEnd::Undetermined, |state| end_of(id, state));
            by_position[position] = Some(match by_position[position].take() {
                Some(other) => agreed(other, &end),
                None => end,
            });
        }
        let ends = self.standings().zip(by_position).map(|((id, standing), end)| (id, self.end(standing, end)));
        let mut ends: Vec<_> = ends.collect();
        // Only an entry that its request did not ask for can say of such an id that work was begun.
        if !self.unexpected.is_empty() {
            for position in self.begun_positions().into_keys() {
                let end = &mut ends[position].1;
                if matches!(end, End::NotStarted(_)) {
                    *end = End::Undetermined;
                }
            }
        }

        of_asked.sort_unstable();
        strays.extend(self.stray_tasks().map(|(_, task)| task));
        strays.sort_unstable();
        strays.dedup();
        strays.retain(|task| of_asked.binary_search(task).is_err());
        let strays = strays.into_iter().map(|task| (task, followed.end(task))).collect();
        Ends { ends, strays }
    }

    fn end(&self, standing: Standing, of_tasks: Option<TaskEnd>) -> End<&E> {
        match of_tasks {
            _ if self.may_have_run(standing) => End::Undetermined,
            Some(TaskEnd::Succeeded) => End::Succeeded,
            Some(TaskEnd::Failed { code, message }) => End::Failed { code, message },
            Some(TaskEnd::Cancelled) => End::Cancelled,
            Some(TaskEnd::Undetermined) => End::Undetermined,
            None => match self.outcome(standing) {
                Outcome::Accepted { .. } => End::NoTask,
                other => End::NotStarted(other),
            },
        }
    }
}

/// Two ends as one.
fn agreed(one: TaskEnd, other: &TaskEnd) -> TaskEnd {
    if core::mem::discriminant(&one) == core::mem::discriminant(other) { one } else { TaskEnd::Undetermined }
}

/// The tasks that were followed, by number.
struct Followed<'a, K>(Vec<(&'a TaskId, &'a TaskState<K>)>);

impl<'a, K> Followed<'a, K> {
    fn new(tasks: &'a TaskReport<K>) -> Self {
        let mut tasks: Vec<_> = tasks.tasks().collect();
        tasks.sort_unstable_by_key(|(task, _)| *task);
        Self(tasks)
    }

    fn ids(&self) -> Vec<&'a TaskId> {
        self.0.iter().map(|(task, _)| *task).collect()
    }

    fn state(&self, task: &TaskId) -> Option<&'a TaskState<K>> {
        let at = self.0.binary_search_by_key(&task, |(id, _)| *id).ok()?;
        self.0.get(at).map(|(_, state)| *state)
    }

    /// How a task ended whatever it belongs to.
    fn end(&self, task: &TaskId) -> TaskEnd {
        match self.state(task) {
            Some(TaskState::PerId(ends)) => {
                let ends = ends.iter().map(|(_, end)| end.clone());
                ends.reduce(|one, other| agreed(one, &other)).unwrap_or(TaskEnd::Undetermined)
            }
            Some(state) => state.end(),
            None => TaskEnd::Undetermined,
        }
    }
}
