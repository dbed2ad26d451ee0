//! The saved form of [`Submit`]: what was asked, and what came of each chunk, in the words of the server. It is read by going
//! through the same replies again, so a saved file can hold no state that a machine cannot reach.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt::Debug;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::tries::State;
use super::{Submit, SubmitPolicy};
use crate::batch::BatchResponse;
use crate::detail::{self, Detail, Stray};
use crate::id::ResourceId;
use crate::machine::{self, FormName, Ledger, MOST_TOKENS, Tick, saved};
use crate::reply::TaskReply;
use crate::report::{Asked, Report};
use crate::retry::{Classify, CommonCodes};
use crate::trace::{Trace, event, span};

/// A [`Submit`] as it was saved, read and checked: one of another operation or of a form that this version does not know is an
/// error. Made into a machine by [`Submit::restore`].
#[derive(Debug)]
#[must_use = "it is made into a machine by `Submit::restore`"]
pub struct SavedSubmit<R: BatchResponse> {
    form: Content<AskedIds<R::Id>, Chunks<R>>,
}

type Chunks<R> = Vec<SavedPart<Detail<<R as BatchResponse>::Id, <R as BatchResponse>::Entry>>>;

impl<I, P> FormName for Content<I, P> {
    const FORM: &'static str = "submit/1";
}

#[derive(Debug)]
struct Content<I, P> {
    form: machine::Form<Self>,
    operation: Box<str>,
    policy: SubmitPolicy,
    now: Tick,
    deadline: Tick,
    gate: Tick,
    periods: u32,
    rounds: u32,
    fresh: usize,
    number: u64,
    stopped: bool,
    taken: [usize; 3],
    not_sent: Option<Box<str>>,
    ledger: Ledger,
    repeats: usize,
    asked: I,
    chunks: P,
}

saved! { Content<I, P> {
    form, operation, policy, now, deadline, gate, periods, rounds, fresh, number, stopped, taken, not_sent, ledger, repeats,
    asked, chunks
} }

#[derive(Debug)]
struct SavedPart<T> {
    number: u64,
    handed_out: Tick,
    ids: Vec<usize>,
    /// Why it was lost.
    lost: Option<Box<str>>,
    reply: Option<TaskReply>,
    /// How many replies were received before.
    received: usize,
    detail: T,
}

saved! { SavedPart<T> { number, handed_out, ids, lost, reply, received, detail } }

impl<R: BatchResponse> Submit<R> {
    /// The machine as it was saved; each chunk that was out is lost. Time goes on from `now`: if that lies before the save, all
    /// that was to come is as far away as it was then.
    #[must_use]
    pub fn restore(saved: SavedSubmit<R>, now: Tick) -> Self {
        Self::restore_with(saved, CommonCodes::of(R::OPERATION), now)
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Submit<R, C> {
    /// The same with a reading of failures of one's own.
    #[must_use]
    pub fn restore_with(saved: SavedSubmit<R>, classify: C, now: Tick) -> Self {
        let trace = span!("submit", operation = R::OPERATION.name(), ids = saved.ids());
        let submit = Self::restore_traced(saved, classify, now, trace);
        event!(submit.trace, INFO, "restored", chunks = submit.chunks());
        submit
    }

    /// How many chunks left.
    pub(crate) fn chunks(&self) -> usize {
        self.tries.parts.len()
    }

    /// The same within a span that there is already.
    pub(crate) fn restore_traced(saved: SavedSubmit<R>, classify: C, now: Tick, trace: Trace) -> Self {
        let form = saved.form;
        let AskedIds(mut asked) = form.asked;
        asked.set_repeats(form.repeats);
        let mut submit = Self::traced(asked, form.policy, classify, form.now, trace);
        for chunk in &form.chunks {
            submit.tries.enter(chunk.number, chunk.handed_out, &chunk.ids);
        }
        // In the order received, which is that in which tasks were taken.
        let mut chunks: Vec<_> = form.chunks.into_iter().enumerate().collect();
        chunks.sort_by_key(|(_, chunk)| chunk.received);
        for (part, chunk) in chunks {
            if let Some(envelope) = chunk.reply {
                let ids = chunk.ids.iter().map(|&position| submit.report.id_at(position).clone());
                let attempt = Report::reconcile(Asked::distinct(ids), &envelope, chunk.detail, R::OPERATION);
                submit.take_in(part, attempt, chunk.handed_out);
            } else {
                let why = chunk.lost.unwrap_or_else(|| {
                    event!(submit.trace, WARN, "chunk lost by restoring", chunk = chunk.number, ids = chunk.ids.len());
                    "restored before an answer came".into()
                });
                submit.lose(part, why);
            }
        }
        let back = form.now.since(now);
        let moved = |tick: Tick| tick - back;
        submit.now = now;
        submit.next.changed(submit.now);
        submit.deadline = moved(form.deadline);
        submit.next.gate = moved(form.gate);
        submit.next.periods = form.periods;
        submit.next.rounds = form.rounds;
        submit.next.fresh = form.fresh;
        submit.number = form.number;
        submit.stopped |= form.stopped;
        submit.not_sent = form.not_sent;
        submit.ledger = form.ledger;
        submit.ledger.move_back(back, now);
        let [replies, stray_replies, strays] = form.taken;
        submit.taken.replies = replies.min(submit.report.reply_count());
        submit.taken.stray_replies = stray_replies.min(submit.report.reply_count());
        submit.taken.strays = strays.min(submit.report.stray_count());
        submit.taken.granted.retain(|&(_, reply)| reply >= replies);
        submit
    }
}

impl<R: BatchResponse> SavedSubmit<R> {
    /// How many ids were asked for.
    pub(crate) fn ids(&self) -> usize {
        self.form.asked.0.len()
    }
}

/// As a struct with the name of the form and that of the operation.
impl<R: BatchResponse, C> Serialize for Submit<R, C>
where
    R::Entry: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = self.tries.parts.iter().enumerate();
        let chunks = parts.filter_map(|(index, part)| {
            let saved = |lost, reply, received, detail| SavedPart {
                number: part.number,
                handed_out: part.handed_out,
                ids: self.tries.positions(index).collect(),
                lost,
                reply,
                received,
                detail,
            };
            match &part.state {
                State::NotSent => None,
                State::Out => Some(saved(None, None, 0, Said { entries: &[], strays: &[] })),
                State::Lost(why) => Some(saved(Some(why.clone()), None, 0, Said { entries: &[], strays: &[] })),
                State::Answered { reply, strays } => {
                    let entries = self.report.entries_of(*reply);
                    let said = Said { entries, strays: self.report.strays_between(strays.start, strays.end) };
                    Some(saved(None, Some(self.report.envelope_of(*reply).clone()), *reply, said))
                }
            }
        });
        let form = Content {
            form: machine::Form(PhantomData),
            operation: R::OPERATION.name().into(),
            policy: self.policy,
            now: self.now,
            deadline: self.deadline,
            gate: self.next.gate,
            periods: self.next.periods,
            rounds: self.next.rounds,
            fresh: self.next.fresh,
            number: self.number,
            stopped: self.stopped,
            taken: [self.taken.replies, self.taken.stray_replies, self.taken.strays],
            not_sent: self.not_sent.clone(),
            ledger: self.ledger.clone(),
            repeats: self.report.asked().repeats(),
            asked: Ids(self.report.asked()),
            chunks: chunks.collect::<Vec<_>>(),
        };
        form.serialize(serializer)
    }
}

impl<'de, R: BatchResponse> Deserialize<'de> for SavedSubmit<R>
where
    R::Entry: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Content::deserialize(deserializer)?;
        check::<R, _, D::Error>(&form)?;
        Ok(Self { form })
    }
}

fn check<R: BatchResponse, T, E: de::Error>(form: &Content<AskedIds<R::Id>, Vec<SavedPart<T>>>) -> Result<(), E> {
    let (saved, expected) = (&*form.operation, R::OPERATION.name());
    if saved != expected {
        return Err(E::custom(format_args!("saved of the operation `{saved}`, but this machine is of `{expected}`")));
    }
    let ids = form.asked.0.len();
    if form.asked.0.repeats() > 0 {
        return Err(E::custom("an id is asked twice in `asked`"));
    }
    let in_order =
        |chunk: &SavedPart<T>| chunk.ids.is_sorted_by(|a, b| a < b) && chunk.ids.last().is_none_or(|&last| last < ids);
    if !form.chunks.iter().map(|chunk| chunk.number).chain([form.number]).is_sorted_by(|a, b| a < b) {
        return Err(E::custom("the numbers of `chunks` are not ascending or not below `number`"));
    }
    if form.number > MOST_TOKENS {
        return Err(E::custom(format_args!(
            "`number` is {}, beyond the {MOST_TOKENS} chunks that can be counted",
            form.number
        )));
    }
    match form.chunks.iter().find(|chunk| !in_order(chunk)) {
        Some(chunk) => Err(E::custom(format_args!(
            "chunk {} names positions that are not ascending or not below {ids}, the number of ids in `asked`",
            chunk.number
        ))),
        None => Ok(()),
    }
}

/// Ids as the texts that they show.
struct Ids<'a, Id>(&'a Asked<Id>);

impl<Id: ResourceId> Serialize for Ids<'_, Id> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(detail::Shown))
    }
}

#[derive(Debug)]
struct AskedIds<Id>(Asked<Id>);

impl<'de, Id: ResourceId> Deserialize<'de> for AskedIds<Id> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ids = Vec::deserialize(deserializer)?;
        Ok(Self(ids.into_iter().map(|detail::IdText(id)| id).collect()))
    }
}

/// What one reply said in `detail`.
struct Said<'a, Id, E> {
    entries: &'a [(Id, E)],
    strays: &'a [Stray<E>],
}

impl<Id: ResourceId, E: Serialize> Serialize for Said<'_, Id, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        detail::serialize(self.entries, self.strays, serializer)
    }
}
