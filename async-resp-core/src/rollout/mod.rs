//! [`Rollout`]: from a list of ids to how each ended, [`Submit`] and [`Follow`] as one machine.
//!
//! Here is what joins the two: whose turn it is, and the tasks that pass from one to the other. `key` says what a task belongs
//! to, `machine` is what drivers see, `saved` the saved form, `report` what is handed back. How ids are submitted and tasks
//! followed is with those.

mod key;
mod machine;
mod report;
mod saved;

use core::fmt::{self, Debug, Display};
use core::time::Duration;

pub use self::key::TaskKey;
pub use self::report::{Progress, RolloutReport};
pub use self::saved::SavedRollout;
use crate::batch::BatchResponse;
use crate::drive::QueryAnswer;
use crate::follow::{Counts, Follow, FollowPolicy, Query, TaskState};
use crate::machine::{Step, Tick};
use crate::report::Asked;
use crate::retry::{Classify, CommonCodes, RetryClass};
use crate::submit::{Chunk, Submit, SubmitPolicy};
use crate::task::TaskId;
use crate::trace::{Trace, event, span};
use crate::verdict::Tally;

/// Submits ids and follows the tasks that come of it, until each id has its end.
///
/// ```
/// use async_resp_core::{
///     Asked, BatchReply, End, FollowPolicy, Query, Rollout, Step, SubmitPolicy, TaskId, TaskState, Tick, Work, json,
/// };
///
/// # fn send(asked: &Asked<String>) -> Result<BatchReply<String>, json::Error> {
/// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
/// #     json::from_str(&format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(",")))
/// # }
/// # fn ask<K>(query: &Query) -> Vec<(TaskId, TaskState<K>)> {
/// #     query.task_ids().map(|task| (task.clone(), TaskState::Succeeded)).collect()
/// # }
/// let mut now = Tick::START;
/// let asked = Asked::new(["ins-1", "ins-2"].map(String::from));
/// let mut stop = Rollout::<BatchReply<String>>::new(asked, SubmitPolicy::default(), FollowPolicy::default(), now);
/// loop {
///     match stop.step(now) {
///         Step::Do(Work::Send(chunk)) => match send(chunk.asked()) { // save before, build and sign anew
///             Ok(mut reply) => stop.observe(now, chunk, &mut reply),
///             Err(unreadable) => stop.lost(now, chunk, unreadable),
///         },
///         Step::Do(Work::Query(query)) => { let states = ask(&query); stop.observe_states(now, query, states, None) }
///         Step::WaitUntil(tick) => now = tick, // sleep until then
///         Step::Finished => break,
///     }
/// }
/// assert!(stop.finish().ends().iter().all(|(_, end)| *end == End::Succeeded));
/// ```
///
/// [`drive`](crate::drive) and [`drive_blocking`](crate::drive_blocking) are this loop, with saving and sleeping.
///
/// # Driving it
///
/// With [`drive_blocking`](crate::drive_blocking) `work` is a `match` over both kinds of [`Work`]. With
/// [`drive`](crate::drive) it gives a future, and both kinds have to give one of the same type, which two `async` blocks are
/// not. So let each come down to a request and a function that reads its answer, and send that in one block:
///
/// ```
/// use async_resp_core::{
///     Answer, Asked, BatchReply, End, FollowPolicy, Query, QueryAnswer, Rollout, SendError, SubmitPolicy, TaskId,
///     TaskKey, TaskState, Tick, Work, drive, json,
/// };
/// use std::time::SystemTime;
///
/// type Stop = Rollout<BatchReply<String>>;
/// type Read = fn(&str) -> Result<Answer<BatchReply<String>>, json::Error>;
///
/// # fn stop_request(asked: &Asked<String>) -> String {
/// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
/// #     format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(","))
/// # }
/// # fn status_request(query: &Query) -> String {
/// #     let tasks: Vec<_> = query.task_ids().map(|task| format!("\"{task}\"")).collect();
/// #     format!("[{}]", tasks.join(","))
/// # }
/// # async fn post(body: String) -> Result<String, std::io::Error> { Ok(body) }
/// # fn states(body: &str) -> Result<Vec<(TaskId, TaskState<TaskKey<String>>)>, json::Error> {
/// #     let tasks: Vec<TaskId> = json::from_str(body)?;
/// #     Ok(tasks.into_iter().map(|task| (task, TaskState::Succeeded)).collect())
/// # }
/// # let path = std::env::temp_dir().join(format!("rollout-{}.json", std::process::id()));
/// # let (file, beside) = (&path, &path.with_extension("new"));
/// # let sleep = |_| std::future::ready(());
/// # let example = async {
/// let now = || Tick::from(SystemTime::now());
/// let mut stop = if file.try_exists()? {
///     Stop::restore(serde_json::from_slice(&std::fs::read(file)?)?, now())
/// } else {
///     let asked = Asked::new(["ins-1", "ins-2"].map(String::from));
///     Stop::new(asked, SubmitPolicy::default(), FollowPolicy::default(), now())
/// };
/// let save = |stop: &Stop| {
///     let state = serde_json::to_vec(stop);
///     async move {
///         std::fs::write(beside, state?)?; // it blocks: your runtime has its own
///         std::fs::rename(beside, file) // in place of the one before, which a cut-off file is not
///     }
/// };
/// let work = |work: &Work<String>| {
///     let (request, read): (String, Read) = match work {
///         Work::Send(chunk) => (stop_request(chunk.asked()), |body| json::from_str(body).map(Answer::Reply)),
///         Work::Query(query) => {
///             (status_request(query), |body| Ok(Answer::Query(QueryAnswer::states(states(body)?))))
///         }
///     };
///     async move {
///         let body = post(request).await.map_err(SendError::lost)?; // `not_sent` if nothing left this machine
///         read(&body).map_err(SendError::lost)
///     }
/// };
/// drive(&mut stop, now, sleep, save, work).await?;
/// std::fs::remove_file(file)?; // the next run begins with ids of its own
/// assert!(stop.finish().ends().iter().all(|(_, end)| *end == End::Succeeded));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # let std::task::Poll::Ready(result) = std::pin::pin!(example).poll(&mut context) else { panic!("pending") };
/// # result.unwrap();
/// ```
///
/// # What goes where
///
/// | what comes | submitting | following |
/// | --- | --- | --- |
/// | a reply to a chunk, in time or late, also to a machine that was restored | settles the ids of the chunk | the tasks that it names are followed from now on, those of unexpected ids and of strays too |
/// | a reply that says that nothing will work ([`RetryClass::Stop`]) | sends nothing more | goes on |
/// | a chunk is lost, or overdue | its ids are undetermined: sent again if idempotent | |
/// | a chunk was not sent | its ids are open as before | |
/// | the states of tasks | | as they say |
/// | a query failed, never left or was lost | | its tasks are asked for again, or given up ([`RetryClass::Never`]) |
/// | a query failed with [`RetryClass::Stop`] | goes on | asks for nothing more |
/// | [`abandon`](Self::abandon) | what is out is lost | what is out is asked again |
/// | [`stop`](Self::stop) | sends nothing more | asks for nothing more |
/// | [`stop_sending`](Self::stop_sending) | sends nothing more | goes on |
///
/// Sending and asking take turns where there is something of both to do. Both deadlines count from the machine's start: let
/// [`FollowPolicy::within`] be longer than [`SubmitPolicy::within`] by as long as the last task may take.
///
/// # Saving
///
/// It is `Serialize`; what was written is read as a [`SavedRollout`] and goes on by [`restore`](Self::restore). Save after
/// `step` gave [`Work::Send`] and *before* the request leaves; if saving fails, give the chunk back as
/// [not sent](Self::not_sent). A save is of both machines at one time: no task is between them. One that is older than the
/// machine costs queries as far as tasks are followed, but an id that was sent after it is sent again.
/// The clock has to survive the process too ([`Tick::since_unix`]).
///
/// What was asked and the policies are saved too: a machine that is restored goes on with those. So are the deadlines, which
/// pass while nothing runs. A machine that is restored after them sends and asks nothing more: what was not sent is
/// [not sent](crate::Outcome::NotSent) in the report and can be asked for anew, and the tasks that did not end are
/// [pending](crate::TaskReport::pending), to follow in a new [`Follow`].
pub struct Rollout<R: BatchResponse, C = CommonCodes> {
    submit: Submit<R, C>,
    follow: Follow<TaskKey<R::Id>>,
    /// The last work was to send: next it is asked what there is to query.
    sent: bool,
    /// Both machines tell their changes in it.
    trace: Trace,
}

/// What there is to do for a [`Rollout`].
#[derive(Debug)]
#[must_use = "work that is not done must be given back, or it counts as lost"]
pub enum Work<Id> {
    /// Send a request for these ids.
    Send(Chunk<Id>),
    /// Ask for the states of these tasks.
    Query(Query),
}

/// What came of [`Work`], each kind of answer for its kind of work.
#[derive(Debug)]
pub enum Answer<R: BatchResponse> {
    /// Of [`Work::Send`]: the reply. Its `detail` is all that is kept of it.
    Reply(R),
    /// Of [`Work::Query`]: the states, or why there are none.
    Query(QueryAnswer<TaskKey<R::Id>>),
}

impl<R: BatchResponse> Rollout<R> {
    /// A machine that starts now and reads failures by the [common codes](CommonCodes).
    ///
    /// With no ids it is finished at once.
    #[must_use]
    pub fn new(asked: Asked<R::Id>, submit: SubmitPolicy, follow: FollowPolicy, now: Tick) -> Self {
        Self::with_classify(asked, submit, follow, CommonCodes::of(R::OPERATION), now)
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Rollout<R, C> {
    /// The same with a reading of failures of one's own.
    #[must_use]
    pub fn with_classify(
        asked: Asked<R::Id>,
        submit: SubmitPolicy,
        follow: FollowPolicy,
        classify: C,
        now: Tick,
    ) -> Self {
        let trace = span!("rollout", operation = R::OPERATION.name(), ids = asked.len());
        let submit = Submit::traced(asked, submit, classify, now, trace.clone());
        let follow = Follow::traced(follow, now, trace.clone());
        Self { submit, follow, sent: false, trace }
    }

    /// What to do next.
    pub fn step(&mut self, now: Tick) -> Step<Work<R::Id>> {
        let step = self.next_step(now);
        if self.trace.stepped(self.submit.now(), &step) {
            let Tally { accepted, failed, missing, refused, not_sent, undetermined, .. } = self.submit.tally();
            let Counts { tasks, live, ended, given_up, queries } = self.follow.progress();
            event!(
                self.trace,
                INFO,
                "finished",
                accepted,
                failed,
                missing,
                refused,
                not_sent,
                undetermined,
                tasks,
                live,
                ended,
                given_up,
                queries,
            );
        }
        step
    }

    fn next_step(&mut self, now: Tick) -> Step<Work<R::Id>> {
        let now = self.clock(now);
        let mut step = Step::Finished;
        for sends in [!self.sent, self.sent] {
            let next = if sends {
                self.submit.next_step(now).map(Work::Send)
            } else {
                self.follow.next_step(now).map(Work::Query)
            };
            step = match (step, next) {
                (_, Step::Do(work)) => {
                    self.sent = sends;
                    return Step::Do(work);
                }
                (Step::WaitUntil(one), Step::WaitUntil(other)) => Step::WaitUntil(one.min(other)),
                (Step::Finished, other) | (other, _) => other,
            };
        }
        step
    }

    /// The reply to a chunk. Its `detail` is taken from it; what else it carries stays. The tasks that it names are followed
    /// from now on.
    pub fn observe(&mut self, now: Tick, chunk: Chunk<R::Id>, reply: &mut R) {
        let now = self.clock(now);
        self.submit.observe(now, chunk, reply);
        let strays = self.submit.take_stray_tasks();
        let tasks = self.submit.take_tasks().into_iter().map(|(id, task)| (TaskKey::Id(id), task));
        let strays = strays.into_iter().map(|(key, task)| (TaskKey::Stray(key), task));
        self.follow.add(now, tasks.chain(strays));
    }

    /// A chunk may have left, and no answer came that could be read: its ids are undetermined.
    pub fn lost(&mut self, now: Tick, chunk: Chunk<R::Id>, why: impl Display) {
        let now = self.clock(now);
        self.submit.lost(now, chunk, why);
    }

    /// Nothing left this machine (name lookup, connect, signing, saving before it): no attempt is used.
    pub fn not_sent(&mut self, now: Tick, chunk: Chunk<R::Id>, why: impl Display) {
        let now = self.clock(now);
        self.submit.not_sent(now, chunk, why);
    }

    /// The answer to a query: see [`Follow::observe`].
    pub fn observe_states(
        &mut self,
        now: Tick,
        query: Query,
        states: impl IntoIterator<Item = (TaskId, TaskState<TaskKey<R::Id>>)>,
        hint: Option<Duration>,
    ) {
        let now = self.clock(now);
        self.follow.observe(now, query, states, hint);
    }

    /// The query itself failed: it says nothing of its tasks.
    pub fn failed(&mut self, now: Tick, query: Query, class: RetryClass) {
        let now = self.clock(now);
        self.follow.failed(now, query, class);
    }

    /// No answer will come to what is out: chunks are lost now, queries are asked again. Answers that come all the same are
    /// taken.
    pub fn abandon(&mut self) {
        self.submit.abandon();
        self.follow.abandon();
    }

    /// Hands out nothing more, and waits for what is out.
    pub fn stop(&mut self) {
        self.submit.stop();
        self.follow.stop();
    }

    /// Sends nothing more, and follows what runs.
    pub fn stop_sending(&mut self) {
        self.submit.stop();
    }

    /// How far it is, counted in time linear in the ids.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { outcomes: self.submit.tally(), in_flight: self.submit.in_flight(), tasks: self.follow.progress() }
    }

    /// Why the last chunk that was not sent was not.
    #[must_use]
    pub fn not_sent_reason(&self) -> Option<&str> {
        self.submit.not_sent_reason()
    }

    /// What became of all ids and tasks, at any time: what is out is undetermined, what was never sent is not sent, and tasks
    /// that have not ended are pending.
    pub fn finish(self) -> RolloutReport<R::Id, R::Entry> {
        RolloutReport { report: self.submit.finish(), tasks: self.follow.finish() }
    }

    fn clock(&mut self, now: Tick) -> Tick {
        self.submit.clock(now);
        self.follow.clock(self.submit.now());
        self.submit.now()
    }
}

/// What it is about and how far it is.
impl<R: BatchResponse, C> Debug for Rollout<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rollout")
            .field("submit", &self.submit)
            .field("tasks", &self.follow.progress())
            .finish_non_exhaustive()
    }
}
