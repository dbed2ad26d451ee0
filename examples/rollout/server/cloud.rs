//! [`Cloud`]: the machines and their tasks, which is all the server knows, and its truth.
//!
//! What a reply says of them, and where it lies, is in `actions`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use async_resp_core::TaskId;

use crate::api::InstanceId;
use crate::clock::Second;
use crate::faults::{Faults, Share};
use crate::truth::{self, Truth};

/// How long a task takes, in seconds: at least, and at most.
const TAKES: (u32, u32) = (3, 30);

const FIRST_TASK: u64 = 1_231_231_000_000;

/// All machines of the cloud: every id is that of one.
pub(crate) struct Cloud {
    faults: Faults,
    second: Second,
    idempotent: bool,
    machines: BTreeMap<InstanceId, Machine>,
    tasks: BTreeMap<TaskId, Task>,
    nonces: BTreeSet<String>,
    last_request: Instant,
}

#[derive(Default)]
struct Machine {
    asked: u32,
    tasks: Vec<TaskId>,
}

struct Task {
    ends_at: Instant,
    end: truth::TaskEnd,
    asked: u32,
}

/// Why a machine is not being stopped.
pub(crate) enum NotStopped {
    Busy,
    Locked,
}

impl Cloud {
    pub(crate) fn new(faults: Faults, second: Second, idempotent: bool) -> Self {
        Self {
            faults,
            second,
            idempotent,
            machines: BTreeMap::new(),
            tasks: BTreeMap::new(),
            nonces: BTreeSet::new(),
            last_request: Instant::now(),
        }
    }

    /// Whether no request had this nonce before.
    pub(crate) fn is_new(&mut self, nonce: &str, now: Instant) -> bool {
        self.last_request = now;
        self.nonces.insert(nonce.to_owned())
    }

    /// How many requests to stop it have named a machine: this one too.
    pub(crate) fn count_request(&mut self, id: &InstanceId) -> u32 {
        let machine = self.machines.entry(id.clone()).or_default();
        machine.asked += 1;
        machine.asked
    }

    /// Begins to stop a machine: the number of the task. One that is being stopped is stopped twice, unless that is
    /// idempotent.
    pub(crate) fn stop(&mut self, id: &InstanceId, now: Instant) -> Result<TaskId, NotStopped> {
        let machine = self.machines.entry(id.clone()).or_default();
        if let Some(first) = machine.tasks.first().filter(|_| self.idempotent) {
            return Ok(first.clone());
        }
        let (faults, text) = (self.faults, id.as_str());
        let failed = faults.failed.map(Share::half);
        if faults.happens(failed, "locked", text, 0) {
            return Err(NotStopped::Locked);
        }
        if faults.happens(failed, "busy", text, machine.asked) {
            return Err(NotStopped::Busy);
        }
        let (least, most) = TAKES;
        let factor = if faults.happens(faults.slow, "slow", text, 0) { 10 } else { 1 };
        let seconds = (least + faults.number("takes", text, 0) % (most - least + 1)) * factor;
        let failed = faults.happens(faults.failed_tasks, "failed task", text, 0);
        let end = if failed { truth::TaskEnd::Failed } else { truth::TaskEnd::Succeeded };
        let id = TaskId::from(FIRST_TASK + self.tasks.len() as u64);
        self.tasks.insert(id.clone(), Task { ends_at: now + self.second.times(seconds), end, asked: 0 });
        machine.tasks.push(id.clone());
        Ok(id)
    }

    /// How many queries have asked after a task, this one too, and how it ended if it has; `None` of a number that is none.
    pub(crate) fn ask(&mut self, id: &TaskId, now: Instant) -> Option<(u32, Option<truth::TaskEnd>)> {
        let task = self.tasks.get_mut(id)?;
        task.asked += 1;
        Some((task.asked, (now >= task.ends_at).then_some(task.end)))
    }

    /// When the last request came, or the cloud began.
    pub(crate) const fn last_request(&self) -> Instant {
        self.last_request
    }

    /// What was done to every machine that a request named. A task that runs has its end already.
    pub(crate) fn truth(&self) -> Truth {
        let task = |id: &TaskId| Some(truth::Task { request_id: id.clone(), end: self.tasks.get(id)?.end });
        let machines = self.machines.iter().map(|(id, machine)| {
            let tasks = machine.tasks.iter().filter_map(task).collect();
            (id.clone(), truth::Machine { asked: machine.asked, tasks })
        });
        Truth { machines: machines.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_slow_takes_ten_times_as_long() {
        let begun = Instant::now();
        let takes = |slow: &str| {
            let faults = Faults { slow: slow.parse().ok(), ..Faults::default() };
            let mut cloud = Cloud::new(faults, "1000".parse().expect("a second"), false);
            let id = InstanceId::try_from("ins-00000001").expect("an id");
            let task = cloud.stop(&id, begun).ok().expect("it is stopped");
            cloud.tasks[&task].ends_at.duration_since(begun)
        };
        assert_eq!(takes("1"), 10 * takes("0"));
    }
}
