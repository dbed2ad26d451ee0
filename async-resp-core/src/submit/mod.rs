//! [`Submit`]: from a list of ids of any length to a report on it, as a state machine without clock and I/O.
//!
//! Here are the calls; `plan` says what goes out next, `answer` what comes of it, `chunk` has the token of a request and the
//! policy, `tries` the attempts, `save` the saved form. How a request is sent is the caller's, and what each failure means is
//! in `retry`.

mod answer;
mod chunk;
mod plan;
mod save;
mod tries;

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

pub use self::chunk::{Chunk, SubmitPolicy};
pub use self::save::SavedSubmit;
use self::tries::{State, Tries};
use crate::batch::BatchResponse;
use crate::machine::{Ledger, Step, Tick};
use crate::report::{Asked, BESIDE, Report};
use crate::retry::{Begun, Classify, CommonCodes};
use crate::task::TaskId;
use crate::trace::{Trace, event, milliseconds, span};
use crate::verdict::Tally;

/// Submits ids in requests of the size that the operation allows, and again what did not run, until nothing is left to send.
///
/// ```
/// use async_resp_core::{Asked, BatchReply, Step, Submit, SubmitPolicy, Tick, json};
///
/// # fn send(asked: &Asked<String>) -> Result<String, std::io::Error> {
/// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
/// #     Ok(format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(",")))
/// # }
/// let mut now = Tick::START;
/// let ids = ["ins-1", "ins-2"].map(String::from);
/// let mut submit = Submit::<BatchReply<String>>::new(Asked::new(ids), SubmitPolicy::default(), now);
/// loop {
///     match submit.step(now) {
///         Step::Do(chunk) => match send(chunk.asked()) { // save before, build and sign anew
///             Ok(body) => match json::from_str(&body) {
///                 Ok(mut reply) => submit.observe(now, chunk, &mut reply),
///                 Err(unreadable) => submit.lost(now, chunk, unreadable),
///             },
///             Err(error) => submit.lost(now, chunk, error), // `not_sent` if nothing left this machine
///         },
///         Step::WaitUntil(tick) => now = tick, // sleep until then
///         Step::Finished => break,
///     }
/// }
/// assert!(submit.finish().into_result().is_ok());
/// ```
///
/// It replaces the loop over [`Report::plan_retry`], whose table it follows, and adds what such a loop lacks: several
/// requests at a time, a budget of calls, one gate for throttling, a deadline, and a saved form.
///
/// # Rounds
///
/// First every id goes out once, in asked order. When nothing is out any more, all that may be sent again is the next round,
/// after the longest wait that a server asked for, else after the next wait of the pace.
///
/// # Changes
///
/// | an id is | and | becomes |
/// | --- | --- | --- |
/// | open | its chunk is handed out by `step` | out |
/// | out | a reply accepts it | accepted: never sent again |
/// | out | a reply says that it failed, or is missing, or refuses the chunk | open or given up, by the table |
/// | out | `lost`, the chunk is due, or `abandon` | undetermined: open if idempotent, else given up |
/// | out | `not_sent` | open, as if it had not been handed out |
/// | undetermined | a reply to that chunk comes all the same | as if it had come in time |
/// | open | it was tried as often as it may be, a failure says that nothing will work, `stop`, the deadline | given up |
///
/// A reply that refuses for the time being (4400, 6200) closes a gate before all chunks: for as long as the server asks, else
/// for the next wait of the pace, once for all chunks that were handed out before it closed.
///
/// # Saving
///
/// Save after `step` gave [`Step::Do`] and *before* the request leaves; if saving fails, give the chunk back as
/// [not sent](Self::not_sent). In the saved form nothing is out: [`restore`](Self::restore) takes each chunk that was for
/// lost. Ids of a chunk that never left may so be undetermined, which is the safe side.
///
/// # Tokens
///
/// An answer is never refused. One to a chunk that this machine does not know (another machine's, or one of a state that was
/// not saved) counts as one more attempt at those ids that it was asked for; what else the reply says is unexpected.
pub struct Submit<R: BatchResponse, C = CommonCodes> {
    policy: SubmitPolicy,
    classify: C,
    now: Tick,
    deadline: Tick,
    stopped: bool,
    /// All that the replies said. Its standings are up to date; the rest is settled by `finish`.
    report: Report<R::Id, R::Entry>,
    tries: Tries,
    /// Ids of which an entry says that work was begun, though they may not be accepted.
    begun: BTreeMap<usize, Begun>,
    /// The chunks that are out, oldest first, so that the earliest due comes first too.
    out: VecDeque<Out>,
    next: plan::Next,
    ledger: Ledger,
    number: u64,
    taken: Taken,
    not_sent: Option<Box<str>>,
    trace: Trace,
    reply: PhantomData<fn() -> R>,
}

#[derive(Debug)]
struct Out {
    part: usize,
    due: Tick,
}

/// How far tasks were taken.
#[derive(Debug, Default)]
struct Taken {
    replies: usize,
    stray_replies: usize,
    strays: usize,
    /// Ids that a reply as a whole accepted, with that reply.
    granted: Vec<(usize, usize)>,
}

impl<R: BatchResponse> Submit<R> {
    /// A machine that starts now and reads failures by the [common codes](CommonCodes).
    ///
    /// With no ids it is finished at once. An operation without a [limit](crate::Operation::limit) names all in one request.
    #[must_use]
    pub fn new(asked: Asked<R::Id>, policy: SubmitPolicy, now: Tick) -> Self {
        Self::with_classify(asked, policy, CommonCodes::of(R::OPERATION), now)
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Submit<R, C> {
    /// The same with a reading of failures of one's own.
    #[must_use]
    pub fn with_classify(asked: Asked<R::Id>, policy: SubmitPolicy, classify: C, now: Tick) -> Self {
        let trace = span!("submit", operation = R::OPERATION.name(), ids = asked.len());
        Self::traced(asked, policy, classify, now, trace)
    }

    /// The same within a span that there is already.
    pub(crate) fn traced(mut asked: Asked<R::Id>, policy: SubmitPolicy, classify: C, now: Tick, trace: Trace) -> Self {
        asked.put_in_order();
        Self {
            policy,
            classify,
            now,
            deadline: now + policy.within,
            stopped: false,
            tries: Tries::new(asked.len()),
            report: Report::not_sent(asked, R::OPERATION),
            begun: BTreeMap::new(),
            out: VecDeque::new(),
            next: plan::Next::default(),
            ledger: Ledger::default(),
            number: 0,
            taken: Taken::default(),
            not_sent: None,
            trace,
            reply: PhantomData,
        }
    }

    /// What to do next.
    pub fn step(&mut self, now: Tick) -> Step<Chunk<R::Id>> {
        let step = self.next_step(now);
        if self.trace.stepped(self.now, &step) {
            let Tally { accepted, failed, missing, refused, not_sent, undetermined, .. } = self.tally();
            event!(self.trace, INFO, "finished", accepted, failed, missing, refused, not_sent, undetermined);
        }
        step
    }

    /// The step that is next, which is told by whoever asks.
    pub(crate) fn next_step(&mut self, now: Tick) -> Step<Chunk<R::Id>> {
        self.clock(now);
        while let Some(out) = self.out.front().filter(|out| out.due <= self.now) {
            let (chunk, ids) = self.tries.size(out.part);
            event!(self.trace, WARN, "chunk overdue", chunk, ids);
            let waited = self.policy.answer_within;
            self.lose_oldest(&format!("no answer came within {waited:?}"));
        }
        if self.stopped || self.now >= self.deadline || self.out.len() >= self.policy.in_flight.get() {
            return self.wait(None);
        }
        let Some(ready) = self.next_ready() else { return self.wait(None) };
        let ready = ready.max(self.ledger.next(self.policy.budget, self.now));
        if ready > self.now {
            // What would go out after the deadline does not go out at all.
            return self.wait((ready < self.deadline).then_some(ready));
        }
        Step::Do(self.hand_out())
    }

    /// The reply to a chunk. Its `detail` is taken from it; what else it carries stays.
    pub fn observe(&mut self, now: Tick, chunk: Chunk<R::Id>, reply: &mut R) {
        self.clock(now);
        let Chunk { asked, number, handed_out, attempt, .. } = chunk;
        let (out, was_stopped) = (self.out.len(), self.stopped);
        let (part, asked) = self.own(number, asked);
        let detail = reply.take_detail();
        let said = Report::reconcile(asked, reply, detail, R::OPERATION);
        let (chunk, code, late) = (number, reply.code().get(), self.out.len() == out);
        let (Tally { accepted, failed, unexpected, .. }, refused) = (said.tally(), said.refusals().next().is_some());
        event!(self.trace, DEBUG, "chunk answered", chunk, attempt, code, accepted, failed, unexpected, late);
        self.take_in(part, said, handed_out);
        if refused {
            let gate_ms = milliseconds(self.next.gate.since(self.now));
            event!(self.trace, WARN, "chunk refused", chunk, attempt, code, gate_ms);
        }
        if self.stopped && !was_stopped {
            event!(self.trace, WARN, "sending stopped by a reply", chunk, code);
        }
    }

    /// A chunk may have left, and no answer came that could be read: its ids are undetermined.
    pub fn lost(&mut self, now: Tick, chunk: Chunk<R::Id>, why: impl Display) {
        self.clock(now);
        let Chunk { asked, number, attempt, .. } = chunk;
        event!(self.trace, WARN, "chunk lost", chunk = number, attempt, ids = asked.len());
        let (part, _) = self.own(number, asked);
        self.lose(part, format!("{why}").into());
    }

    /// Nothing left this machine (name lookup, connect, signing, saving before it): no attempt is used.
    pub fn not_sent(&mut self, now: Tick, chunk: Chunk<R::Id>, why: impl Display) {
        self.clock(now);
        self.not_sent = Some(format!("{why}").into());
        let Chunk { asked, number, attempt, .. } = chunk;
        event!(self.trace, WARN, "chunk not sent", chunk = number, attempt, ids = asked.len());
        let Some(part) = self.owned(number, &asked) else { return };
        self.out.retain(|out| out.part != part);
        self.tries.settle(part, State::NotSent, |_| None);
        self.refresh(part);
        self.tries.forget_not_sent();
    }

    /// No answer will come to the chunks that are out: they are lost now. Answers that come all the same are taken.
    pub fn abandon(&mut self) {
        while let Some(out) = self.out.front() {
            let (chunk, ids) = self.tries.size(out.part);
            event!(self.trace, WARN, "chunk abandoned", chunk, ids);
            self.lose_oldest("abandoned before an answer came");
        }
    }

    /// Hands out nothing more, and waits for what is out.
    pub fn stop(&mut self) {
        if !core::mem::replace(&mut self.stopped, true) {
            event!(self.trace, INFO, "sending stopped", out = self.out.len());
        }
    }

    /// The tasks that were named for resources since this was called last, with their ids: see [`Report::tasks`].
    pub fn take_tasks(&mut self) -> Vec<(R::Id, TaskId)> {
        let replies = self.taken.replies..self.report.reply_count();
        self.taken.replies = replies.end;
        let of_entries = replies.flat_map(|reply| self.report.tasks_of(reply));
        let mut tasks: Vec<_> = of_entries.map(|(id, task)| (id.clone(), task.clone())).collect();
        for (position, reply) in self.taken.granted.drain(..) {
            let task = self.report.envelope_of(reply).task_id();
            tasks.extend(task.map(|task| (self.report.id_at(position).clone(), task.clone())));
        }
        tasks
    }

    /// The tasks that were named without a valid resource id since this was called last, with the key that each stood under:
    /// see [`Report::stray_tasks`].
    pub fn take_stray_tasks(&mut self) -> Vec<(Box<str>, TaskId)> {
        let strays = self.report.strays_between(self.taken.strays, self.report.stray_count());
        let mut tasks: Vec<_> =
            strays.iter().filter_map(|stray| Some((stray.key().into(), stray.task_id()?.clone()))).collect();
        let unused =
            (self.taken.stray_replies..self.report.reply_count()).filter_map(|reply| self.report.unused_task_of(reply));
        tasks.extend(unused.map(|task| (BESIDE.into(), task.clone())));
        self.taken.strays = self.report.stray_count();
        self.taken.stray_replies = self.report.reply_count();
        tasks
    }

    /// The outcomes so far, counted in time linear in the ids. One that is out counts as it stood before.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.report.count_standings()
    }

    /// How many chunks are out.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.out.len()
    }

    /// Why the last chunk that was not sent was not.
    #[must_use]
    pub fn not_sent_reason(&self) -> Option<&str> {
        self.not_sent.as_deref()
    }

    /// The report on all asked ids, at any time: what is out is undetermined, what was never sent is not sent.
    ///
    /// Equal to the reports on all chunks that left, joined and superseded in the order in which these were handed out. Why an
    /// id was given up says [`Report::plan_retry`] with no attempt left.
    pub fn finish(self) -> Report<R::Id, R::Entry> {
        let reason = |state: &State| match state {
            State::Out => Some("finished before an answer came".into()),
            State::Lost(why) => Some(why.clone()),
            State::NotSent | State::Answered { .. } => None,
        };
        let reasons = self.tries.parts.iter().filter_map(|part| reason(&part.state)).collect();
        self.report.settle(self.tries.attempts(), reasons)
    }

    /// The latest time that it was told.
    pub(crate) const fn now(&self) -> Tick {
        self.now
    }

    /// What its driver tells too.
    pub(crate) const fn trace(&self) -> &Trace {
        &self.trace
    }

    pub(crate) fn clock(&mut self, now: Tick) {
        self.now = self.now.max(now);
    }

    /// Nothing to hand out before `ready`.
    fn wait(&self, ready: Option<Tick>) -> Step<Chunk<R::Id>> {
        let due = self.out.front().map(|out| out.due);
        match [ready, due].into_iter().flatten().min() {
            Some(tick) if self.now < self.deadline => Step::WaitUntil(tick.min(self.deadline)),
            Some(tick) => Step::WaitUntil(tick),
            None => Step::Finished,
        }
    }
}

/// What it is about and how far it is; not the ids and replies, which may be a million.
impl<R: BatchResponse, C> Debug for Submit<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submit")
            .field("operation", &R::OPERATION.name())
            .field("asked", &self.report.asked().len())
            .field("chunks", &self.number)
            .field("out", &self.out.len())
            .field("stopped", &self.stopped)
            .finish_non_exhaustive()
    }
}
