//! A server that runs what it is asked to, loses what comes of it, and remembers the truth.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_resp_core::{
    Answer, BatchReply, Code, Query, QueryAnswer, RetryClass, SendError, TaskId, TaskReply, TaskState, Work,
};
use async_resp_tests::replies::{BUSY, StartReply};

use crate::world::World;

type Given<const IDEMPOTENT: bool> = Result<Answer<StartReply<IDEMPOTENT>>, SendError>;

/// What comes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is answered after so many seconds.
    Answered(u64),
    /// It is answered after so many seconds, and part of it fails.
    Partly(u64),
    NotSent,
    /// Nothing ran, and no answer comes.
    LostBefore,
    /// It ran, and no answer comes.
    LostAfter,
    /// It ran, and the connection stays open for ever.
    Hangs,
    Refused(i64),
}

#[derive(Debug, Clone)]
pub(crate) struct Cloud {
    pub(crate) world: World,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    /// The fates of the requests to come, the next one last; then all are answered at once.
    fates: Vec<Fate>,
    runs: BTreeMap<String, usize>,
    /// The tasks by their numbers, with how often each was asked for.
    tasks: Vec<(String, usize)>,
    /// How many queries are answered before the next one fails.
    until_failure: usize,
}

impl Cloud {
    pub(crate) fn new(mut fates: Vec<Fate>) -> Self {
        fates.reverse();
        let state = State { fates, runs: BTreeMap::new(), tasks: Vec::new(), until_failure: 4 };
        Self { world: World::default(), state: Arc::new(Mutex::new(state)) }
    }

    /// How often an id ran.
    pub(crate) fn runs(&self, id: &str) -> usize {
        self.state().runs.get(id).copied().unwrap_or_default()
    }

    /// Sends a request, or asks for tasks.
    pub(crate) fn work<const IDEMPOTENT: bool>(
        &self,
        work: &Work<String>,
    ) -> impl Future<Output = Given<IDEMPOTENT>> + use<IDEMPOTENT> {
        let (cloud, work) = (self.clone(), Request::of(work));
        async move {
            match work {
                Request::Send(ids) => cloud.send(ids).await.map(Answer::Reply),
                Request::Query(tasks) => {
                    cloud.world.sleep(Duration::from_millis(20)).await;
                    Ok(Answer::Query(cloud.state().ask(tasks)))
                }
            }
        }
    }

    async fn send<const IDEMPOTENT: bool>(self, ids: Vec<String>) -> Result<StartReply<IDEMPOTENT>, SendError> {
        let fate = self.state().fates.pop().unwrap_or(Fate::Answered(0));
        let entries = match fate {
            Fate::NotSent => return Err(SendError::not_sent("no route to host")),
            Fate::Refused(_) | Fate::LostBefore => Vec::new(),
            Fate::Answered(_) | Fate::LostAfter | Fate::Hangs => self.state().run(ids, usize::MAX),
            Fate::Partly(_) => self.state().run(ids, 1),
        };
        match fate {
            Fate::Answered(seconds) | Fate::Partly(seconds) => {
                self.world.sleep(Duration::from_secs(seconds)).await;
                Ok(StartReply::new(entries.into_iter().collect()))
            }
            Fate::Refused(code) => Ok(StartReply::new(BatchReply::from_iter([]).with_code(Code::new(code)))),
            Fate::Hangs => std::future::pending().await,
            Fate::NotSent | Fate::LostBefore | Fate::LostAfter => {
                self.world.sleep(Duration::from_secs(1)).await;
                Err(SendError::lost("connection reset"))
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Runs up to so many of these ids; the others are told to come again.
    fn run(&mut self, ids: Vec<String>, most: usize) -> Vec<(String, TaskReply)> {
        let mut run = |(place, id): (usize, String)| {
            if place >= most {
                return (id, TaskReply::failed(Code::new(BUSY), "busy"));
            }
            *self.runs.entry(id.clone()).or_default() += 1;
            self.tasks.push((id.clone(), 0));
            let task = TaskId::new(&self.tasks.len().to_string()).expect("not empty");
            (id, TaskReply::accepted(task))
        };
        ids.into_iter().enumerate().map(&mut run).collect()
    }

    /// A task runs when it is asked for first. Each fifth query says nothing.
    fn ask<K>(&mut self, tasks: Vec<TaskId>) -> QueryAnswer<K> {
        self.until_failure = self.until_failure.checked_sub(1).unwrap_or(4);
        if self.until_failure == 0 {
            return QueryAnswer::Failed(RetryClass::Later { after: None });
        }
        let state = |task: TaskId| {
            let number: usize = task.as_str().parse().expect("a number that was given out");
            let (_, asked) = &mut self.tasks[number - 1];
            *asked += 1;
            let state = if *asked == 1 { TaskState::Running } else { TaskState::Succeeded };
            (task, state)
        };
        QueryAnswer::states(tasks.into_iter().map(state))
    }
}

/// What is taken from a token: it stays with the driver.
enum Request {
    Send(Vec<String>),
    Query(Vec<TaskId>),
}

impl Request {
    fn of(work: &Work<String>) -> Self {
        let tasks = |query: &Query| query.task_ids().cloned().collect();
        match work {
            Work::Send(chunk) => Self::Send(chunk.asked().iter().cloned().collect()),
            Work::Query(query) => Self::Query(tasks(query)),
        }
    }
}
