//! What can go wrong: [`Faults`] and [`Lies`] at rates, [`Fault`] for scripts.

use core::time::Duration;

use super::random::Random;
use crate::machine::Budget;

/// What goes wrong, and how often: each rate is a part of all requests, entries, polls or tasks, from 0 (never) to 1 (always).
///
/// One request meets at most one of [`unconnected`](Self::unconnected), [`lost_before`](Self::lost_before),
/// [`lost_after`](Self::lost_after), [`hang`](Self::hang), [`late`](Self::late), [`doubled`](Self::doubled),
/// [`garbled`](Self::garbled), [`denied`](Self::denied) and [`refused`](Self::refused), so together they are 1 at most.
///
/// ```
/// use async_resp_core::testing::Faults;
///
/// let faults = Faults { lost_after: 0.1, busy: 0.05, ..Faults::NONE };
/// # assert_ne!(faults, Faults::NONE);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Faults {
    /// A request does not leave: no connection.
    pub unconnected: f64,
    /// A request is lost on its way, and nothing runs.
    pub lost_before: f64,
    /// The answer to a request that was carried out is lost.
    pub lost_after: f64,
    /// No answer ever comes, nor an error. Of half of these requests nothing arrived.
    pub hang: f64,
    /// An answer comes late: up to [`late_by`](Self::late_by).
    pub late: f64,
    /// How late.
    pub late_by: Duration,
    /// A request arrives twice. The second copy is answered 4500 if it is signed; that is the answer to half of these
    /// requests.
    pub doubled: f64,
    /// The answer to a request that was carried out is no reply: the page of a gateway, or one that is cut off.
    pub garbled: f64,
    /// The server turns all requests away (4400 or 6200) from now on, for [`closed_for`](Self::closed_for).
    pub throttled: f64,
    /// How long at most.
    pub closed_for: Duration,
    /// What the server takes before it turns requests away with 4400.
    pub quota: Option<Budget>,
    /// A request is refused as a whole, with a code of the many; of those that leave open whether anything ran, half did.
    pub refused: f64,
    /// A request is refused for good: 4104, no such secret id.
    pub denied: f64,
    /// A resource fails at once, with a code after which it may be sent again if the operation has such.
    pub busy: f64,
    /// A resource fails at once, with a code (16000) after which it may not.
    pub gone: f64,
    /// A query says nothing of its tasks but a code of its own: 6000, 4400 or 5000.
    pub poll_failed: f64,
    /// The answer to a query leaves a task out.
    pub unnamed: f64,
    /// A task that runs is in a state that nobody knows.
    pub unknown: f64,
    /// A task takes ten times as long.
    pub slow: f64,
    /// A task never ends.
    pub endless: f64,
    /// A task fails.
    pub failed: f64,
    /// A task is cancelled.
    pub cancelled: f64,
    /// A task ends, and nothing says how for each resource.
    pub partly: f64,
}

impl Faults {
    /// Nothing goes wrong. What is late is so by up to a minute, and a server that turns away does so for 20 s at most.
    pub const NONE: Faults = Faults {
        unconnected: 0.0,
        lost_before: 0.0,
        lost_after: 0.0,
        hang: 0.0,
        late: 0.0,
        late_by: Duration::from_secs(60),
        doubled: 0.0,
        garbled: 0.0,
        throttled: 0.0,
        closed_for: Duration::from_secs(20),
        quota: None,
        refused: 0.0,
        denied: 0.0,
        busy: 0.0,
        gone: 0.0,
        poll_failed: 0.0,
        unnamed: 0.0,
        unknown: 0.0,
        slow: 0.0,
        endless: 0.0,
        failed: 0.0,
        cancelled: 0.0,
        partly: 0.0,
    };

    /// Everything goes wrong at this rate, but for what ends all sending: [`refused`](Self::refused) is a hundredth as often,
    /// and [`denied`](Self::denied) never.
    #[must_use]
    pub const fn all(rate: f64) -> Self {
        Self {
            unconnected: rate,
            lost_before: rate,
            lost_after: rate,
            hang: rate,
            late: rate,
            doubled: rate,
            garbled: rate,
            throttled: rate,
            refused: rate / 100.0,
            busy: rate,
            gone: rate,
            poll_failed: rate,
            unnamed: rate,
            unknown: rate,
            slow: rate,
            endless: rate,
            failed: rate,
            cancelled: rate,
            partly: rate,
            ..Self::NONE
        }
    }

    /// What happens to one request on its way.
    pub(super) fn draw(&self, random: &mut Random) -> Fault {
        let mut left = random.unit();
        let mut falls = |rate: f64| {
            left -= rate;
            left < 0.0
        };
        if falls(self.unconnected) {
            Fault::Unconnected
        } else if falls(self.lost_before) {
            Fault::LostBefore
        } else if falls(self.lost_after) {
            Fault::LostAfter
        } else if falls(self.hang) {
            random.of([Fault::HangBefore, Fault::HangAfter])
        } else if falls(self.late) {
            Fault::Late(random.between(Duration::ZERO, self.late_by))
        } else if falls(self.doubled) {
            random.of([Fault::Doubled, Fault::DoubledUnseen])
        } else if falls(self.garbled) {
            Fault::Garbled
        } else if falls(self.denied) {
            Fault::Refused(4104)
        } else if falls(self.refused) {
            let code = random.of([4200, 4200, 5000, 5200, 5100, 6000, 4999, 4500]);
            random.of([Fault::Refused(code), Fault::RefusedAfter(code)])
        } else {
            Fault::None
        }
    }
}

/// Nothing goes wrong.
impl Default for Faults {
    fn default() -> Self {
        Self::NONE
    }
}

/// How often the server says otherwise than it is. It never lies about whether something ran.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lies {
    /// The outer code is another than the entries say: 0, 5100, 5400 or 6000.
    pub outer: f64,
    /// `detail` is empty: `[]`, or null where the reply is [spelled](Self::spelling) otherwise. The outer code is that of the
    /// entries which are not told.
    pub empty: f64,
    /// An entry is left out.
    pub omitted: f64,
    /// An entry is keyed by another spelling of its id: `q-…`.
    pub misspelled: f64,
    /// An entry comes twice.
    pub repeated: f64,
    /// An entry comes twice, the second time as a failure, though the resource was accepted.
    pub contradicted: f64,
    /// An entry says that the resource failed, and yet names its task.
    pub failed_with_task: f64,
    /// An entry names no task.
    pub unnumbered: f64,
    /// A task is named among the entries of a reply, under `taskId`, instead of in its own.
    pub beside: f64,
    /// A reply writes codes as text and task numbers as integers, puts reasons in `msg`, and has a number beside the entries.
    pub spelling: f64,
}

impl Lies {
    /// No lies.
    pub const NONE: Lies = Lies {
        outer: 0.0,
        empty: 0.0,
        omitted: 0.0,
        misspelled: 0.0,
        repeated: 0.0,
        contradicted: 0.0,
        failed_with_task: 0.0,
        unnumbered: 0.0,
        beside: 0.0,
        spelling: 0.0,
    };

    /// Each at this rate.
    #[must_use]
    pub const fn all(rate: f64) -> Self {
        Self {
            outer: rate,
            empty: rate,
            omitted: rate,
            misspelled: rate,
            repeated: rate,
            contradicted: rate,
            failed_with_task: rate,
            unnumbered: rate,
            beside: rate,
            spelling: rate,
        }
    }
}

/// No lies.
impl Default for Lies {
    fn default() -> Self {
        Self::NONE
    }
}

/// What happens to one request, for a [script](super::FakeCloud::script).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing: it is answered in time.
    None,
    /// It does not leave: no connection.
    Unconnected,
    /// It is lost on its way, and nothing runs.
    LostBefore,
    /// It is carried out, and the answer is lost.
    LostAfter,
    /// It never arrives, and no answer and no error ever comes.
    HangBefore,
    /// It is carried out, and no answer and no error ever comes.
    HangAfter,
    /// It is carried out, and the answer comes after this long.
    Late(Duration),
    /// It arrives twice, and the answer is that to the second copy: 4500, if it is signed.
    Doubled,
    /// It arrives twice, and the answer is that to the first copy.
    DoubledUnseen,
    /// It is carried out, and the answer is no reply.
    Garbled,
    /// It is turned down with this outer code. Nothing runs.
    Refused(i64),
    /// It is carried out, and answered with this outer code alone; with 6000 instead of one that says that nothing ran, since
    /// that would be a lie about it.
    RefusedAfter(i64),
}
