//! What the state machines of this crate share: time as the caller tells it ([`Tick`]), what to do next ([`Step`]), how long
//! to wait ([`Pace`]), how often to call ([`Budget`]), and the trait that one driver runs them by ([`Machine`]).
//!
//! No clock, no I/O and no randomness is here or in any machine: the caller says what time it is and what came back.

mod budget;
mod pace;
mod saved;
mod tick;

use core::fmt::Display;

pub use self::budget::Budget;
pub(crate) use self::budget::Ledger;
pub use self::pace::Pace;
pub(crate) use self::saved::{FieldName, Version, saved};
pub use self::tick::Tick;

/// What to do next.
///
/// Complete on purpose: there is no fourth.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "work that is dropped counts as lost when it is due"]
pub enum Step<W> {
    /// Do this, and call `step` again: there may be more.
    Do(W),
    /// There is nothing to hand out before this tick unless an answer arrives: call `step` then, or after any answer.
    ///
    /// Always later than the `now` of the call, and never later than the earliest tick at which work that is out is due,
    /// or than the deadline where it is yet to come: a caller that sleeps until then cannot hang.
    WaitUntil(Tick),
    /// There is nothing to do, and nothing is out whose answer is waited for.
    Finished,
}

impl<W> Step<W> {
    /// The same step, with the work made into something else.
    pub fn map<V>(self, work: impl FnOnce(W) -> V) -> Step<V> {
        match self {
            Step::Do(token) => Step::Do(work(token)),
            Step::WaitUntil(tick) => Step::WaitUntil(tick),
            Step::Finished => Step::Finished,
        }
    }
}

/// A state machine that hands out work and takes the answers: what one driver needs to know of it.
///
/// # Rules
///
/// * State changes inside these calls and nowhere else. Each takes the caller's time; a clock that goes backwards stands
///   still.
/// * `Work` is an owned token, neither `Clone` nor readable from a saved form: each is answered once.
/// * **An answer is never refused.** One that comes after [`due`](Self::due), after [`abandon`](Self::abandon), after the
///   deadline or to a machine that was restored in between still counts.
pub trait Machine {
    /// What it hands out: the token of one request.
    type Work;
    /// What came back for one: a reply that could be read, whatever it says.
    type Answer;

    /// What to do next.
    fn step(&mut self, now: Tick) -> Step<Self::Work>;

    /// An answer came.
    fn answer(&mut self, now: Tick, work: Self::Work, answer: Self::Answer);

    /// The request never left this machine (name lookup, connect, signing, saving before it).
    fn not_sent(&mut self, now: Tick, work: Self::Work, why: &dyn Display);

    /// The request may have left, and no answer came that could be read.
    fn lost(&mut self, now: Tick, work: Self::Work, why: &dyn Display);

    /// When this work counts as lost if no answer came.
    fn due(work: &Self::Work) -> Tick;

    /// No answer will come to what is out now: it counts as lost at once. Answers that come all the same are taken.
    fn abandon(&mut self);
}
