//! What runs: resources, the tasks that were begun on them, and how each ends. This is the truth, and it is never lied about.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::faults::Faults;
use super::random::Random;
use crate::code::Code;
use crate::follow::{TaskEnd, TaskState, end_of};
use crate::machine::Tick;
use crate::task::TaskId;

/// The first task's number.
const FIRST_TASK: usize = 1_231_000;
/// A status that no documentation names.
const UNKNOWN: &str = "rescheduling";

#[derive(Debug, Default)]
pub(super) struct Works {
    places: BTreeMap<Box<str>, usize>,
    resources: Vec<Resource>,
    tasks: Vec<Task>,
    /// How the next tasks of a resource end, and with which codes its next entries fail: scripted.
    ends: BTreeMap<Box<str>, VecDeque<TaskState<String>>>,
    failures: BTreeMap<Box<str>, VecDeque<Code>>,
}

#[derive(Debug, Default)]
pub(super) struct Resource {
    pub(super) attempts: u32,
    tasks: Vec<usize>,
}

#[derive(Debug)]
struct Task {
    began: Tick,
    ends: Tick,
    end: TaskState<String>,
    asked: Option<Tick>,
}

impl Works {
    pub(super) fn resource(&mut self, id: &str) -> &mut Resource {
        let place = self.places.get(id).copied().unwrap_or_else(|| {
            let place = self.resources.len();
            self.places.insert(id.into(), place);
            self.resources.push(Resource::default());
            place
        });
        &mut self.resources[place]
    }

    pub(super) fn script_end(&mut self, id: &str, end: TaskState<String>) {
        self.ends.entry(id.into()).or_default().push_back(end);
    }

    pub(super) fn script_failure(&mut self, id: &str, code: Code) {
        self.failures.entry(id.into()).or_default().push_back(code);
    }

    /// The code with which the next entry of a resource is to fail.
    pub(super) fn next_failure(&mut self, id: &str) -> Option<Code> {
        if self.failures.is_empty() { None } else { self.failures.get_mut(id)?.pop_front() }
    }

    /// Begins a task on these resources.
    pub(super) fn begin(
        &mut self,
        ids: &[String],
        began: Tick,
        time: Duration,
        faults: &Faults,
        random: &mut Random,
    ) -> TaskId {
        let number = self.tasks.len();
        for id in ids {
            self.resource(id).tasks.push(number);
        }
        let time = if random.chance(faults.slow) { time * 10 } else { time };
        let end = match ids {
            [id] => self.end(id, faults, random),
            ids => together(ids.iter().map(|id| (id.clone(), self.end(id, faults, random))).collect()),
        };
        self.tasks.push(Task { began, ends: began + time, end, asked: None });
        task_id(number)
    }

    fn end(&mut self, id: &str, faults: &Faults, random: &mut Random) -> TaskState<String> {
        if !self.ends.is_empty() {
            if let Some(end) = self.ends.get_mut(id).and_then(VecDeque::pop_front) {
                return end;
            }
        }
        if random.chance(faults.failed) {
            TaskState::Failed { code: Code::new(16004), message: Some("not in a state for this".into()) }
        } else if random.chance(faults.cancelled) {
            TaskState::Cancelled
        } else if random.chance(faults.partly) {
            TaskState::Partly
        } else if random.chance(faults.endless) {
            TaskState::Running
        } else {
            TaskState::Succeeded
        }
    }

    /// When a task was last asked for, which it is now.
    pub(super) fn ask(&mut self, task: &str, now: Tick) -> Option<Tick> {
        let task = number_of(task).and_then(|number| self.tasks.get_mut(number))?;
        task.asked.replace(now)
    }

    /// What the server says of a task.
    pub(super) fn state(&self, task: &str, now: Tick, unknown: bool) -> TaskState<String> {
        match number_of(task).and_then(|number| self.tasks.get(number)) {
            None => TaskState::Unrecognised("no such task".into()),
            Some(task) if now >= task.ends => task.end.clone(),
            Some(_) if unknown => TaskState::Unrecognised(UNKNOWN.into()),
            Some(task) if now.since(task.began) < task.ends.since(task.began) / 4 => TaskState::Waiting,
            Some(_) => TaskState::Running,
        }
    }

    /// How often the operation ran on a resource.
    pub(super) fn runs(&self, id: &str) -> usize {
        self.places.get(id).map_or(0, |&place| self.resources[place].tasks.len())
    }

    /// The tasks of a resource, in the order in which they were begun, and how each ends for it.
    pub(super) fn of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (TaskId, TaskEnd)> + 'a {
        let tasks = self.places.get(id).map_or(&[][..], |&place| &self.resources[place].tasks);
        tasks.iter().map(move |&number| {
            let end = self.tasks.get(number).map_or(TaskEnd::Undetermined, |task| end_of(&id, &task.end));
            (task_id(number), end)
        })
    }

    pub(super) fn tasks(&self) -> usize {
        self.tasks.len()
    }
}

/// The end of one task for several resources.
fn together(ends: Vec<(String, TaskState<String>)>) -> TaskState<String> {
    let open = |state: &TaskState<String>| matches!(state, TaskState::Partly) || !state.is_end();
    match ends.iter().position(|(_, end)| open(end)) {
        Some(at) => ends[at].1.clone(),
        None => TaskState::PerId(ends.into_iter().map(|(id, end)| (id, end.end())).collect()),
    }
}

fn task_id(number: usize) -> TaskId {
    TaskId::from((FIRST_TASK + number) as u64)
}

fn number_of(task: &str) -> Option<usize> {
    task.parse::<usize>().ok()?.checked_sub(FIRST_TASK)
}
