//! [`FakeCloud`]: a server of both APIs in memory, with a clock of its own, for tests of what is built on this crate.
//!
//! Here is the handle; `clock` has the time and the executor, `server` what becomes of a request, `reply` what is said of it,
//! `work` what truly runs, `truth` the comparison with a report, `limits` what a client has to keep to, `faults` what goes
//! wrong, `wire` and `states` the bytes.

mod clock;
mod faults;
mod limits;
mod random;
mod reply;
mod server;
mod states;
mod truth;
mod wire;
mod work;

use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt::{self, Debug, Display};
use core::future::{Future, pending};
use core::time::Duration;

use self::clock::Clock;
pub use self::clock::Sleep;
pub use self::faults::{Fault, Faults, Lies};
pub use self::limits::{BrokenLimit, Limits};
use self::server::{Answer, Arrival, Moment, Server};
pub use self::states::states;
pub use self::truth::Untruth;
pub use self::wire::{ActionReply, QueryReply};
use crate::code::Code;
use crate::drive::SendError;
use crate::follow::{FollowPolicy, TaskEnd, TaskState};
use crate::id::ResourceId;
use crate::machine::Tick;
use crate::operation::Operation;
use crate::report::Ends;
use crate::submit::SubmitPolicy;
use crate::task::TaskId;

type Writer<T> = Rc<dyn Fn(&T) -> Vec<u8>>;

/// A server of an action that begins tasks for many resources, and of the query of their states, in memory.
///
/// It takes and gives **bytes**, so that a test goes through all of an SDK but its socket, and owns the **clock**:
/// [`block_on`](Self::block_on) runs a future and moves the clock on to the next wake-up whenever nothing else can happen, so
/// hours pass at once. What goes wrong is a matter of [rates](Faults) and a seed, or of a [script](Self::script). It may
/// [lie](Lies) about codes, entries and spellings, but never about whether something ran; and it knows what did: see
/// [`check`](Self::check) and [`check_ends`](Self::check_ends).
///
/// The handle is cheap to clone, and not for several threads: give each test one of its own.
///
/// # Requests and answers
///
/// A request is an object with the list `ids` or the list `tasks` ([`fields`](Self::fields)) and a `nonce`; a second request
/// with a nonce that is known is answered 4500, and one without may run twice.
/// [`action_body`](Self::action_body) and [`query_body`](Self::query_body) write such. The answers are those of the
/// documented form, [states] of tasks as words; [`answer_with`](Self::answer_with) and
/// [`answer_queries_with`](Self::answer_queries_with) write them as another product does. For the codes and habits the
/// server goes by the [`Operation`].
///
/// # The test of a rollout
///
/// [`drive`](crate::drive) takes the clock and the requests from here. Where nothing is awaited,
/// [`drive_blocking`](crate::drive_blocking) can be given `|time| cloud.block_on(cloud.sleep(time))` for `sleep`.
///
/// ```
/// use async_resp_core::testing::{FakeCloud, Faults, states};
/// use async_resp_core::{
///     Answer, Asked, BatchReply, BatchResponse, FollowPolicy, Rollout, SendError, SubmitPolicy, Work, drive, json, unsaved,
/// };
///
/// type Stop = Rollout<BatchReply<String>>;
///
/// let cloud = FakeCloud::new(BatchReply::<String>::OPERATION, 7);
/// cloud.set_faults(Faults { lost_after: 0.1, poll_failed: 0.2, failed: 0.1, ..Faults::NONE });
/// let asked = Asked::new((0..20).map(|number| format!("ins-{number}")));
/// let mut stop = Stop::new(asked, SubmitPolicy::default(), FollowPolicy::default(), cloud.now());
/// let work = |work: &Work<String>| {
///     let (is_query, body) = match work {
///         Work::Send(chunk) => (false, cloud.action_body(chunk.asked())),
///         Work::Query(query) => (true, cloud.query_body(query.task_ids())),
///     };
///     let answer = cloud.send(body);
///     async move {
///         let answer = answer.await?;
///         if is_query {
///             return states::<String, _>(&answer).map(Answer::Query);
///         }
///         json::from_slice(&answer).map(Answer::Reply).map_err(SendError::lost)
///     }
/// };
/// cloud.block_on(drive(&mut stop, || cloud.now(), |time| cloud.sleep(time), unsaved, work))?;
/// let report = stop.finish();
/// cloud.check()?;
/// cloud.check_ends(&report.ends())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # The test of an action
///
/// ```
/// use async_resp_core::testing::{FakeCloud, Fault};
/// use async_resp_core::{Asked, BatchReply, BatchResponse, Report, SendError, json};
///
/// // An action of the SDK: it takes what carries requests.
/// async fn stop_instances<T>(transport: impl Fn(Vec<u8>) -> T, asked: Asked<String>) -> Report<String>
/// where
///     T: Future<Output = Result<Vec<u8>, SendError>>,
/// {
///     let list: Vec<String> = asked.iter().map(|id| format!("{id:?}")).collect();
///     let body = format!(r#"{{"action":"StopInstances","nonce":"n-1","instanceIds":[{}]}}"#, list.join(","));
///     match transport(body.into_bytes()).await {
///         Ok(answer) => match json::from_slice::<BatchReply<String>>(&answer) {
///             Ok(reply) => reply.reconcile(asked),
///             Err(unreadable) => BatchReply::undetermined(asked, unreadable),
///         },
///         Err(SendError::NotSent(_)) => BatchReply::<String>::not_sent(asked),
///         Err(lost) => BatchReply::<String>::undetermined(asked, lost),
///     }
/// }
///
/// let cloud = FakeCloud::new(BatchReply::<String>::OPERATION, 7).fields("instanceIds", "requestIds");
/// cloud.script([Fault::LostAfter]);
/// let asked = Asked::new(["ins-1", "ins-2"].map(String::from));
/// let report = cloud.block_on(stop_instances(|body| cloud.send(body), asked));
/// assert_eq!(report.tally().undetermined, 2);
/// assert_eq!(cloud.runs("ins-1"), 1, "it ran, and the SDK does not say that it failed");
/// cloud.check()?;
/// # Ok::<(), async_resp_core::testing::BrokenLimit>(())
/// ```
#[derive(Clone)]
pub struct FakeCloud {
    clock: Rc<Clock>,
    server: Rc<RefCell<Server>>,
    action_writer: Option<Writer<ActionReply>>,
    query_writer: Option<Writer<QueryReply>>,
}

impl FakeCloud {
    /// A server where nothing goes wrong, of this operation: its limit and, if it is not idempotent, one run a resource are
    /// [`Limits`] from the start. The seed decides all that is left to chance.
    #[must_use]
    pub fn new(operation: Operation, seed: u64) -> Self {
        Self {
            clock: Rc::new(Clock::new()),
            server: Rc::new(RefCell::new(Server::new(operation, seed))),
            action_writer: None,
            query_writer: None,
        }
    }

    /// The names of the lists in requests, in place of `ids` and `tasks`.
    #[must_use]
    pub fn fields(self, ids: &'static str, tasks: &'static str) -> Self {
        self.server.borrow_mut().fields = wire::Fields { ids, tasks };
        self
    }

    /// Writes the answers of the action in this form.
    #[must_use]
    pub fn answer_with(self, write: impl Fn(&ActionReply) -> Vec<u8> + 'static) -> Self {
        Self { action_writer: Some(Rc::new(write)), ..self }
    }

    /// Writes the answers of queries in this form.
    #[must_use]
    pub fn answer_queries_with(self, write: impl Fn(&QueryReply) -> Vec<u8> + 'static) -> Self {
        Self { query_writer: Some(Rc::new(write)), ..self }
    }

    /// What goes wrong from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.server.borrow_mut().faults = faults;
    }

    /// What is lied about from now on.
    pub fn set_lies(&self, lies: Lies) {
        self.server.borrow_mut().lies = lies;
    }

    /// What clients have to keep to from now on.
    pub fn set_limits(&self, limits: Limits) {
        self.server.borrow_mut().limits = limits;
    }

    /// Clients have to keep to these policies too, of machines that start now.
    pub fn hold_to(&self, submit: SubmitPolicy, follow: FollowPolicy) {
        let now = self.now();
        self.set_limits(Limits {
            tasks: Some(follow.group),
            calls: Some(submit.budget),
            queries: Some(follow.budget),
            poll_floor: Some(follow.pace.first),
            attempts: Some(submit.attempts),
            deadline: Some(now + submit.within),
            query_deadline: Some(now + follow.within),
            ..self.limits()
        });
    }

    /// What clients have to keep to.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.server.borrow().limits
    }

    /// How long tasks that begin from now on take, at least and at most: 5 s and a minute, if nothing is said.
    pub fn set_task_time(&self, shortest: Duration, longest: Duration) {
        self.server.borrow_mut().task_time = [shortest, longest];
    }

    /// What happens to the next requests of the action, one each, whatever the rates are.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.server.borrow_mut().script.extend(faults);
    }

    /// What happens to the next queries.
    pub fn script_queries(&self, faults: impl IntoIterator<Item = Fault>) {
        self.server.borrow_mut().query_script.extend(faults);
    }

    /// A resource fails at once with this code the next time that it is named, and nothing runs. Said twice, it does so twice.
    pub fn script_failure(&self, id: &str, code: Code) {
        self.server.borrow_mut().works.script_failure(id, code);
    }

    /// The next task of a resource ends so; one that is to end in a state that is no end never ends.
    pub fn script_end(&self, id: &str, end: TaskState<String>) {
        self.server.borrow_mut().works.script_end(id, end);
    }

    /// What the clock says.
    #[must_use]
    pub fn now(&self) -> Tick {
        self.clock.now()
    }

    /// Waits for this long.
    pub fn sleep(&self, time: Duration) -> Sleep {
        Sleep::new(self.clock.clone(), time)
    }

    /// Sets the clock back. What sleeps does so for as long as before.
    pub fn set_back(&self, by: Duration) {
        self.clock.set_back(by);
    }

    /// Runs a future to its end, on a clock that moves when nothing else does.
    ///
    /// # Panics
    ///
    /// If the future waits for what never comes, as an answer that hangs without a time limit, or never sleeps.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.clock.block_on(future)
    }

    /// The body of a request for these resources, with a nonce of its own.
    #[must_use]
    pub fn action_body<T: Display>(&self, ids: impl IntoIterator<Item = T>) -> Vec<u8> {
        let (nonce, fields) = self.sign();
        wire::request(nonce, fields.ids, ids)
    }

    /// The body of a query of these tasks, with a nonce of its own.
    #[must_use]
    pub fn query_body<T: Display>(&self, tasks: impl IntoIterator<Item = T>) -> Vec<u8> {
        let (nonce, fields) = self.sign();
        wire::request(nonce, fields.tasks, tasks)
    }

    /// Sends a request, and waits for the body of its answer. It arrives when this is first polled, and what it begins goes on
    /// if this is dropped.
    ///
    /// # Errors
    ///
    /// There is no answer, by the [faults](Faults).
    pub fn send(&self, body: Vec<u8>) -> impl Future<Output = Result<Vec<u8>, SendError>> + use<> {
        let cloud = self.clone();
        async move {
            let Arrival { after, answer } = cloud.arrive(&body);
            cloud.sleep(after).await;
            match answer {
                Answer::Action(reply) => Ok(match &cloud.action_writer {
                    Some(write) => write(&reply),
                    None => reply.to_json(),
                }),
                Answer::Query(reply) => Ok(cloud.write_query(&reply)),
                Answer::Code(code, message) => {
                    let message = wire::Quoted(&message);
                    Ok(format!("{{\"code\":{code},\"message\":{message}}}").into_bytes())
                }
                Answer::Text(text) => Ok(text.into()),
                Answer::NotSent => Err(SendError::not_sent("connection refused")),
                Answer::Lost => Err(SendError::lost("connection reset")),
                Answer::Never => pending().await,
            }
        }
    }

    /// How often the operation ran on a resource.
    #[must_use]
    pub fn runs(&self, id: &str) -> usize {
        self.server.borrow().works.runs(id)
    }

    /// The tasks of a resource, in the order in which they were begun, and how each ends for it: *undetermined* where the
    /// server itself does not know, or it never does.
    #[must_use]
    pub fn tasks_of(&self, id: &str) -> Vec<(TaskId, TaskEnd)> {
        self.server.borrow().works.of(id).collect()
    }

    /// How many tasks were begun.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.server.borrow().works.tasks()
    }

    /// How many requests were sent, those of both APIs counted.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.server.borrow().requests
    }

    /// Whether the client kept to the limits so far.
    ///
    /// # Errors
    ///
    /// The first limit that it did not keep to.
    pub fn check(&self) -> Result<(), BrokenLimit> {
        self.server.borrow().broken.clone().map_or(Ok(()), Err)
    }

    /// Whether a report tells the truth: nothing ran where it says that nothing was started; something did where it says
    /// accepted; and of what ended some task of that resource did end so. *Undetermined* is never untrue.
    ///
    /// # Errors
    ///
    /// The first resource of which it does not.
    pub fn check_ends<Id: ResourceId, E>(&self, ends: &Ends<'_, Id, E>) -> Result<(), Untruth> {
        truth::check(&self.server.borrow().works, ends)
    }

    fn arrive(&self, body: &[u8]) -> Arrival {
        let at = Moment { now: self.clock.now(), passed: self.clock.passed(), elapsed: self.clock.elapsed() };
        self.server.borrow_mut().arrive(body, at)
    }

    fn sign(&self) -> (u64, wire::Fields) {
        let mut server = self.server.borrow_mut();
        (server.random.next(), server.fields)
    }

    fn write_query(&self, reply: &QueryReply) -> Vec<u8> {
        self.query_writer.as_ref().map_or_else(|| reply.to_json(), |write| write(reply))
    }
}

impl Debug for FakeCloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeCloud")
            .field("now", &self.now())
            .field("requests", &self.requests())
            .field("tasks", &self.tasks())
            .finish_non_exhaustive()
    }
}
