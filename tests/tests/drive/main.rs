//! The drivers, under a clock of the tests' own, on tokio's runtime, and blocking.

mod blocking;
mod cloud;
mod crashes;
mod runtime;
mod scenes;
mod world;

use std::future::{Ready, ready};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};

use async_resp_core::{
    Answer, Asked, BatchResponse, End, FollowPolicy, QueryAnswer, Rollout, RolloutReport, SavedRollout, SubmitPolicy,
    TaskId, TaskReply, TaskState, Tick, Work,
};
use async_resp_tests::replies::StartReply;

/// An operation that may run once.
type Once = Rollout<StartReply<false>>;

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|id| format!("ins-{id}")).collect()
}

/// A rollout of so many ids, two of them in each request, and so many requests at a time.
fn rollout<R: BatchResponse<Id = String>>(count: usize, in_flight: usize, now: Tick) -> Rollout<R> {
    let in_flight = NonZeroUsize::new(in_flight).expect("not zero");
    let policy = SubmitPolicy { in_flight, ..SubmitPolicy::default() };
    Rollout::new(Asked::new(ids(count)), policy, FollowPolicy::default(), now)
}

/// Each id's end in one word, and why nothing started.
fn ends(report: &RolloutReport<String>) -> Vec<&'static str> {
    let ends = report.ends();
    assert!(ends.iter().map(|(id, _)| id).eq(report.report.asked()), "one end each, in asked order");
    let word = |end: &End<&_>| match end {
        End::NotStarted(outcome) => outcome.name(),
        other => other.name(),
    };
    ends.iter().map(|(_, end)| word(end)).collect()
}

/// Accepts everything, each id with the task of its name, and all tasks succeed.
fn accept_all(work: &Work<String>) -> Answer<StartReply<false>> {
    match work {
        Work::Send(chunk) => {
            let accepted = |id: &String| (id.clone(), TaskReply::accepted(TaskId::new(id).expect("not empty")));
            Answer::Reply(StartReply::new(chunk.asked().iter().map(accepted).collect()))
        }
        Work::Query(query) => {
            Answer::Query(QueryAnswer::states(query.task_ids().map(|task| (task.clone(), TaskState::Succeeded))))
        }
    }
}

/// Where machines are saved: the last save that was written.
#[derive(Debug, Clone, Default)]
struct File(Arc<Mutex<Content>>);

#[derive(Debug, Default)]
struct Content {
    text: Option<String>,
    writes: usize,
    /// The number of the write that fails, and all after it.
    full: Option<usize>,
}

impl File {
    fn save<R: BatchResponse>(&self, rollout: &Rollout<R>) -> Result<(), &'static str>
    where
        R::Entry: serde::Serialize,
    {
        let text = serde_json::to_string(rollout).expect("text");
        self.write(text)
    }

    fn write(&self, text: String) -> Result<(), &'static str> {
        let mut content = self.0.lock().expect("a file");
        content.writes += 1;
        if content.full.is_some_and(|full| content.writes >= full) {
            return Err("no space left on device");
        }
        content.text = Some(text);
        Ok(())
    }

    /// Saves what the rollout is now, when so long has passed.
    fn save_after<const IDEMPOTENT: bool>(
        &self,
        rollout: &Rollout<StartReply<IDEMPOTENT>>,
        wait: world::Sleep,
    ) -> impl Future<Output = Result<(), &'static str>> + use<IDEMPOTENT> {
        let (file, text) = (self.clone(), serde_json::to_string(rollout).expect("text"));
        async move {
            wait.await;
            file.write(text)
        }
    }

    fn save_at_once(&self, rollout: &Once) -> Ready<Result<(), &'static str>> {
        ready(self.save(rollout))
    }

    fn fail_from(&self, write: usize) {
        self.0.lock().expect("a file").full = Some(write);
    }

    fn writes(&self) -> usize {
        self.0.lock().expect("a file").writes
    }

    fn read<R: BatchResponse>(&self) -> Option<SavedRollout<R>>
    where
        R::Entry: for<'de> serde::Deserialize<'de>,
    {
        let content = self.0.lock().expect("a file");
        content.text.as_ref().map(|text| serde_json::from_str(text).expect("what was written"))
    }
}
