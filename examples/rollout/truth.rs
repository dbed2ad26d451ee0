//! [`Truth`]: what the server really did, which a client cannot see, and how a table of ends is held against it.

use std::collections::BTreeMap;
use std::fmt;

use async_resp_core::{End, Ends, TaskId};
use serde::{Deserialize, Serialize};

use crate::api::InstanceId;

/// Where the server tells it.
pub(crate) const PATH: &str = "/truth";

/// What the server did to each machine that a request named.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Truth {
    pub(crate) machines: BTreeMap<InstanceId, Machine>,
}

/// What it did to one machine.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Machine {
    /// How many requests named it.
    pub(crate) asked: u32,
    /// The tasks that were started: two of them stopped it twice.
    pub(crate) tasks: Vec<Task>,
}

/// A task.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Task {
    pub(crate) request_id: TaskId,
    pub(crate) end: TaskEnd,
}

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TaskEnd {
    Succeeded,
    Failed,
}

/// A table of ends beside the truth.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// Rows that say what is so.
    pub(crate) right: usize,
    /// Rows that say that nobody knows, of machines that the server did something to.
    pub(crate) open_and_begun: usize,
    /// Rows that say that nobody knows, of machines that it did nothing to.
    pub(crate) open_and_untouched: usize,
    /// Rows that say what is not so.
    pub(crate) wrong: Vec<String>,
    /// Machines of which more than one task was to stop them.
    pub(crate) twice: usize,
}

impl Truth {
    /// What was done, counted.
    pub(crate) fn count(&self) -> String {
        let with = |is: fn(usize) -> bool| self.machines.values().filter(|machine| is(machine.tasks.len())).count();
        let (named, begun, twice) = (self.machines.len(), with(|tasks| tasks > 0), with(|tasks| tasks > 1));
        format!("{named} machines named, {begun} begun, {twice} begun twice")
    }

    /// Holds every row against what is so.
    pub(crate) fn compare<E>(&self, ends: &Ends<'_, InstanceId, E>) -> Comparison {
        let twice = self.machines.values().filter(|machine| machine.tasks.len() > 1).count();
        let mut comparison = Comparison { twice, ..Comparison::default() };
        let untouched = Machine::default();
        for (id, end) in ends.iter() {
            let tasks = &self.machines.get(id).unwrap_or(&untouched).tasks;
            let all = |end| !tasks.is_empty() && tasks.iter().all(|task| task.end == end);
            let is_so = match end {
                End::Undetermined if tasks.is_empty() => {
                    comparison.open_and_untouched += 1;
                    continue;
                }
                End::Undetermined => {
                    comparison.open_and_begun += 1;
                    continue;
                }
                End::NotStarted(_) => tasks.is_empty(),
                End::Succeeded => all(TaskEnd::Succeeded),
                End::Failed { .. } => all(TaskEnd::Failed),
                // This server starts a task for each and cancels none.
                _ => false,
            };
            if is_so {
                comparison.right += 1;
            } else {
                comparison.wrong.push(id.to_string());
            }
        }
        comparison
    }
}

impl Comparison {
    /// Whether every row that says something says what is so, and nothing was done twice.
    pub(crate) fn holds(&self) -> bool {
        self.wrong.is_empty() && self.twice == 0
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { right, open_and_begun, open_and_untouched, wrong, twice } = self;
        write!(f, "{right} rows right, {} wrong", wrong.len())?;
        if let Some(first) = wrong.first() {
            write!(f, " ({first} first)")?;
        }
        write!(f, "; of the undetermined {open_and_begun} were begun, {open_and_untouched} not; {twice} begun twice")
    }
}

#[cfg(test)]
mod tests {
    use async_resp_core::{Asked, BatchReply, FollowPolicy, Rollout, Step, SubmitPolicy, TaskReply, Tick, Work};

    use super::*;
    use crate::api::{LOCKED, StopInstancesReply};

    #[test]
    fn rows_that_are_not_so_and_machines_that_were_stopped_twice_are_found() {
        let id = |text: &str| text.parse::<InstanceId>().unwrap();
        let (ids, now) = ([id("ins-1"), id("ins-2"), id("ins-3")], Tick::START);
        let mut stop = Rollout::<StopInstancesReply>::new(
            Asked::new(ids.clone()),
            SubmitPolicy::default(),
            FollowPolicy::default(),
            now,
        );
        let Step::Do(Work::Send(chunk)) = stop.step(now) else { panic!("nothing to send") };
        let failed = |id| (id, TaskReply::failed(LOCKED, ""));
        let reply: BatchReply<InstanceId> = ids.clone().into_iter().take(2).map(failed).collect();
        stop.observe(now, chunk, &mut reply.into());
        let report = stop.finish();
        let ends = report.ends();

        let task = || Task { request_id: 7.into(), end: TaskEnd::Succeeded };
        let machine = |tasks| Machine { asked: 1, tasks };
        let [_, second, third] = ids;
        let machines = [(second, machine(vec![task()])), (third, machine(vec![task(), task()]))];
        let comparison = Truth { machines: machines.into_iter().collect() }.compare(&ends);
        assert_eq!(
            comparison.to_string(),
            "1 rows right, 1 wrong (ins-2 first); of the undetermined 1 were begun, 0 not; 1 begun twice"
        );
        assert!(!comparison.holds());
    }
}
