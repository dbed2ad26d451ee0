//! What the state machines of this crate share: time as the caller tells it ([`Tick`]), what to do next ([`Step`]), how long
//! to wait ([`Pace`]), how often to call ([`Budget`]), and how they are saved.
//!
//! No clock, no I/O and no randomness is here or in any machine: the caller says what time it is and what came back.

mod budget;
mod pace;
mod saved;
mod tick;

pub use self::budget::Budget;
pub(crate) use self::budget::Ledger;
pub use self::pace::Pace;
pub(crate) use self::saved::{FieldName, Form, FormName, saved};
pub use self::tick::Tick;

/// How many chunks or queries a saved machine may have handed out: more than any can, and far from where counting on would
/// overflow.
pub(crate) const MOST_TOKENS: u64 = u64::MAX / 2;

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
