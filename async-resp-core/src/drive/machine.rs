//! [`Machine`]: what a driver needs of a state machine, and what [`Submit`] and [`Follow`] make of it.

use alloc::vec::Vec;
use core::time::Duration;

use crate::batch::BatchResponse;
use crate::follow::{Follow, Query, TaskState};
use crate::machine::{Step, Tick};
use crate::operation::Operation;
use crate::refusal::RequestError;
use crate::reply::TaskReply;
use crate::retry::{Classify, CommonCodes, RetryClass};
use crate::submit::{Chunk, Submit};
use crate::task::TaskId;
use crate::trace::{self, Trace};

/// A state machine that hands out work and takes back what came of it: [`Submit`], [`Follow`] and
/// [`Rollout`](crate::Rollout).
///
/// A driver ([`drive`](crate::drive), [`drive_blocking`](crate::drive_blocking)) does all else. An answer is never refused,
/// however late and whatever was told of its work before.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no machine that can be driven",
    note = "`Submit`, `Follow` and `Rollout` are such machines"
)]
pub trait Machine {
    /// The token of one piece of work.
    type Work;
    /// What comes back of it.
    type Answer;

    /// The latest time that it was told: a clock that is behind that stands still for it.
    fn now(&self) -> Tick;

    /// What to do next.
    fn step(&mut self, now: Tick) -> Step<Self::Work>;

    /// The answer to a piece of work.
    fn answer(&mut self, now: Tick, work: Self::Work, answer: Self::Answer);

    /// Nothing of it left this machine.
    fn not_sent(&mut self, now: Tick, work: Self::Work, why: &str);

    /// It may have left, and no answer came that could be read.
    fn lost(&mut self, now: Tick, work: Self::Work, why: &str);

    /// When no answer is waited for any more.
    fn due(work: &Self::Work) -> Tick;

    /// No answer will come to what is out.
    fn abandon(&mut self);

    /// What its driver tells of it too, by feature `tracing`.
    #[doc(hidden)]
    fn trace(&self) -> &Trace {
        &trace::NONE
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Machine for Submit<R, C> {
    type Work = Chunk<R::Id>;
    /// Its `detail` is all that is kept: what else the caller wants of a reply it takes before handing it over.
    type Answer = R;

    fn now(&self) -> Tick {
        Submit::now(self)
    }

    fn step(&mut self, now: Tick) -> Step<Self::Work> {
        Submit::step(self, now)
    }

    fn answer(&mut self, now: Tick, work: Self::Work, mut answer: R) {
        self.observe(now, work, &mut answer);
    }

    fn not_sent(&mut self, now: Tick, work: Self::Work, why: &str) {
        Submit::not_sent(self, now, work, why);
    }

    fn lost(&mut self, now: Tick, work: Self::Work, why: &str) {
        Submit::lost(self, now, work, why);
    }

    fn due(work: &Self::Work) -> Tick {
        work.due()
    }

    fn abandon(&mut self) {
        Submit::abandon(self);
    }

    fn trace(&self) -> &Trace {
        Submit::trace(self)
    }
}

/// What came of a [`Query`].
///
/// The code of a reply to a query says whether the query worked, and nothing of the tasks; how these stand is in what else it
/// holds:
///
/// ```
/// use async_resp_core::{AsyncResponse, Code, QueryAnswer, RetryClass, TaskId, TaskState};
///
/// #[derive(Debug, AsyncResponse)] // and serde's `Deserialize`
/// struct DescribeTasksReply {
///     code: Code,
///     tasks: Vec<(TaskId, i64)>,
/// }
///
/// impl DescribeTasksReply {
///     fn answer<K>(self) -> QueryAnswer<K> {
///         match self.into_result() {
///             Ok(reply) => QueryAnswer::states(reply.tasks.into_iter().map(|(task, status)| (task, state(status)))),
///             Err(refusal) => QueryAnswer::refused(&refusal),
///         }
///     }
/// }
///
/// fn state<K>(status: i64) -> TaskState<K> {
///     match status {
///         0 => TaskState::Succeeded,
///         1 => TaskState::failed(Code::INTERNAL_ERROR, ""),
///         2 => TaskState::Running,
///         other => TaskState::unrecognised(other),
///     }
/// }
///
/// let reply = DescribeTasksReply { code: Code::new(4100), tasks: Vec::new() };
/// assert_eq!(reply.answer::<String>(), QueryAnswer::Failed(RetryClass::Stop));
/// let reply = DescribeTasksReply { code: Code::SUCCESS, tasks: vec![(TaskId::from(77), 2)] };
/// assert_eq!(reply.answer::<String>(), QueryAnswer::states([(TaskId::from(77), TaskState::Running)]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryAnswer<K> {
    /// The states of the tasks that the answer names. The others are asked for again.
    States {
        /// Each task with its state.
        states: Vec<(TaskId, TaskState<K>)>,
        /// How long the server asks to wait.
        hint: Option<Duration>,
    },
    /// The query itself failed: it says nothing of its tasks.
    Failed(RetryClass),
}

impl<K> QueryAnswer<K> {
    /// These states, from a server that asks for no wait.
    #[must_use]
    pub fn states(states: impl IntoIterator<Item = (TaskId, TaskState<K>)>) -> Self {
        Self::States { states: states.into_iter().collect(), hint: None }
    }

    /// The query was refused. What follows is what the [common codes](CommonCodes) mean for requests, except that one whose
    /// code is not known is asked again: a query changes nothing, so whether it may have run is no matter, and to give its
    /// tasks up for a code that says nothing would lose their ends.
    ///
    /// ```
    /// use async_resp_core::{AsyncResponse, Code, QueryAnswer, RetryClass, TaskReply};
    ///
    /// let class = |code| {
    ///     let refusal = TaskReply::failed(Code::new(code), "").into_result().unwrap_err();
    ///     match QueryAnswer::<String>::refused(&refusal) {
    ///         QueryAnswer::Failed(class) => class,
    ///         states => panic!("{states:?}"),
    ///     }
    /// };
    /// assert_eq!(class(4400), RetryClass::Later { after: None }); // over the quota
    /// assert_eq!(class(7777), RetryClass::Later { after: None }); // not known
    /// assert_eq!(class(5000), RetryClass::Never); // what it names is not there
    /// ```
    #[must_use]
    pub fn refused(refusal: &RequestError) -> Self {
        let codes = CommonCodes::of(Operation::new("query"));
        Self::Failed(match Classify::<TaskReply>::request(&codes, refusal) {
            RetryClass::Never if refusal.may_have_run() => RetryClass::Later { after: None },
            class => class,
        })
    }
}

impl<K> Machine for Follow<K> {
    type Work = Query;
    type Answer = QueryAnswer<K>;

    fn now(&self) -> Tick {
        Follow::now(self)
    }

    fn step(&mut self, now: Tick) -> Step<Query> {
        Follow::step(self, now)
    }

    fn answer(&mut self, now: Tick, work: Query, answer: Self::Answer) {
        match answer {
            QueryAnswer::States { states, hint } => self.observe(now, work, states, hint),
            QueryAnswer::Failed(class) => self.failed(now, work, class),
        }
    }

    /// It is asked again after the wait of the pace. Why is not kept.
    fn not_sent(&mut self, now: Tick, work: Query, _: &str) {
        self.failed(now, work, RetryClass::Later { after: None });
    }

    /// It is asked again after the wait of the pace. Why is not kept.
    fn lost(&mut self, now: Tick, work: Query, _: &str) {
        self.failed(now, work, RetryClass::Later { after: None });
    }

    fn due(work: &Query) -> Tick {
        work.due()
    }

    fn abandon(&mut self) {
        Follow::abandon(self);
    }

    fn trace(&self) -> &Trace {
        Follow::trace(self)
    }
}
