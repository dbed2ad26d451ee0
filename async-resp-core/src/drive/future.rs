//! [`Drive`]: the future that drives a machine.
//!
//! Written by hand, since it has to answer to [`pause`](Drive::pause) while it waits, and since what it is made of has to say
//! whether it can be sent to another thread.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use super::clock::Clock;
use super::{Machine, PAUSED, SendError, TOO_LATE, UNSAVED, give_back};
use crate::machine::{Step, Tick};
use crate::trace::event;

/// How often it goes round before it lets others run, where nothing that it does has to be waited for.
const ROUNDS: usize = 32;

/// The future of [`drive`](crate::drive): `Err` with the first error of saving.
///
/// It is `Unpin`, so that it can be waited for by reference, and paused:
///
/// ```
/// # use async_resp_core::{Follow, FollowPolicy, Query, QueryAnswer, SendError, Tick, drive, unsaved};
/// # use std::future::{pending, ready};
/// # let mut follow = Follow::<u8>::new(FollowPolicy::default(), Tick::START); // of nothing
/// # let (now, sleep) = (|| Tick::START, |_| ready(()));
/// # let work = |_: &Query| ready(Err::<QueryAnswer<u8>, _>(SendError::lost("nobody is there")));
/// # let ctrl_c = pending::<()>();
/// # let example = async {
/// let mut driving = drive(&mut follow, now, sleep, unsaved, work);
/// # async fn select<T: Unpin + Future>(one: &mut T, _: impl Future) -> Option<T::Output> { Some(one.await) }
/// let ended = select(&mut driving, ctrl_c).await; // the first of the two, as `tokio::select!` has it
/// if ended.is_none() {
///     driving.pause();
///     driving.await?; // takes the answers that are still to come
/// }
/// # Ok::<(), std::convert::Infallible>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(example).poll(&mut context).is_ready());
/// ```
#[must_use = "a driver starts nothing unless it is awaited"]
pub struct Drive<'m, M: Machine, N, Z, S, A, V: Future, B, F> {
    machine: &'m mut M,
    clock: Clock<N>,
    sleep: Z,
    save: A,
    work: B,
    out: Vec<Out<M::Work, F>>,
    /// Work that starts when the save that is under way has succeeded.
    held_back: Vec<M::Work>,
    saving: Option<Pin<Box<V>>>,
    sleeping: Option<(Tick, Pin<Box<S>>)>,
    /// The machine has changed since it was last given to `save`.
    unsaved: bool,
    paused: bool,
    /// The error of saving that it ends with.
    failed: Option<V::Output>,
}

/// Work in flight.
struct Out<W, F> {
    /// Until it is answered.
    work: Option<W>,
    /// When it is dropped.
    until: Tick,
    future: Pin<Box<F>>,
}

/// What to do when all that was ready is taken.
enum Next<T> {
    Save,
    Wait(Tick),
    End(T),
}

impl<'m, M, N, Z, S, A, V, E, B, F> Drive<'m, M, N, Z, S, A, V, B, F>
where
    M: Machine,
    N: FnMut() -> Tick,
    Z: FnMut(Duration) -> S,
    S: Future,
    A: FnMut(&M) -> V,
    V: Future<Output = Result<(), E>>,
    B: FnMut(&M::Work) -> F,
    F: Future<Output = Result<M::Answer, SendError>>,
{
    pub(super) fn new(machine: &'m mut M, now: N, sleep: Z, save: A, work: B) -> Self {
        Self {
            clock: Clock::new(now, machine.now()),
            machine,
            sleep,
            save,
            work,
            out: Vec::new(),
            held_back: Vec::new(),
            saving: None,
            sleeping: None,
            // A driver before it may have been dropped while it saved.
            unsaved: true,
            paused: false,
            failed: None,
        }
    }

    /// Takes the answers that are ready, and drops work that was kept in flight for long enough.
    fn take_answers(&mut self, cx: &mut Context<'_>) {
        let Self { machine, clock, out, unsaved, .. } = self;
        out.retain_mut(|out| {
            let Poll::Ready(result) = out.future.as_mut().poll(cx) else { return true };
            if let Some(work) = out.work.take() {
                give_back(*machine, clock.read(), work, result);
                *unsaved = true;
            }
            false
        });
        let now = self.clock.read();
        self.out.retain(|out| out.until > now);
    }

    fn next(&mut self) -> Next<V::Output> {
        if self.paused {
            return self.next_of_paused();
        }
        let now = self.clock.read();
        let wait = loop {
            match self.machine.step(now) {
                Step::Do(work) => self.held_back.push(work),
                Step::WaitUntil(tick) => break Some(tick),
                Step::Finished => break None,
            }
        };
        match wait {
            _ if self.unsaved || !self.held_back.is_empty() => Next::Save,
            Some(tick) => Next::Wait(tick),
            None => Next::End(Ok(())),
        }
    }

    fn next_of_paused(&mut self) -> Next<V::Output> {
        if self.unsaved && self.failed.is_none() {
            return Next::Save;
        }
        let now = self.clock.read();
        let dues = self.out.iter().filter_map(|out| out.work.as_ref()).map(M::due);
        let last_due = dues.filter(|due| *due > now).max();
        match last_due {
            Some(due) => Next::Wait(due),
            None => Next::End(self.failed.take().unwrap_or(Ok(()))),
        }
    }

    fn begin_save(&mut self) {
        self.unsaved = false;
        // A clock that was set back stands still, so that what has changed may be noted as older than it is. When a sleep from
        // before it ends, time would leap on by too much.
        self.sleeping = None;
        self.saving = Some(Box::pin((self.save)(self.machine)));
    }

    fn poll_save(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(saving) = &mut self.saving else { return Poll::Ready(()) };
        let result = ready!(saving.as_mut().poll(cx));
        self.saving = None;
        let (trace, held_back) = (self.machine.trace(), self.held_back.len());
        if result.is_ok() {
            event!(trace, DEBUG, "saved", held_back);
        } else {
            event!(trace, ERROR, "save failed", held_back);
        }
        let now = self.clock.read();
        for work in core::mem::take(&mut self.held_back) {
            let why = match &result {
                Err(_) => UNSAVED,
                Ok(()) if self.paused => PAUSED,
                Ok(()) if now > M::due(&work) => {
                    event!(self.machine.trace(), WARN, "saved too late");
                    TOO_LATE
                }
                Ok(()) => {
                    self.start(now, work);
                    continue;
                }
            };
            self.machine.not_sent(now, work, why);
            self.unsaved = true;
        }
        if result.is_err() {
            self.paused = true;
            self.failed = Some(result);
        }
        Poll::Ready(())
    }

    fn start(&mut self, now: Tick, work: M::Work) {
        let due = M::due(&work);
        let future = Box::pin((self.work)(&work));
        self.out.push(Out { work: Some(work), until: due + due.since(now), future });
        event!(self.machine.trace(), DEBUG, "started", in_flight = self.out.len());
    }

    /// Sleeps until a tick.
    fn poll_sleep(&mut self, until: Tick, cx: &mut Context<'_>) -> Poll<()> {
        let mut sleeping = match self.sleeping.take() {
            Some((tick, sleeping)) if tick == until => sleeping,
            _ => Box::pin((self.sleep)(until.since(self.clock.read()))),
        };
        if sleeping.as_mut().poll(cx).is_pending() {
            self.sleeping = Some((until, sleeping));
            return Poll::Pending;
        }
        self.clock.reached(until);
        Poll::Ready(())
    }
}

impl<M: Machine, N, Z, S, A, V: Future, B, F> Drive<'_, M, N, Z, S, A, V, B, F> {
    /// Starts nothing more: the future ends when what is in flight has been answered or is due, and all is saved.
    ///
    /// The machine itself is not stopped. It can be driven on, and so can one that is restored from its save.
    pub fn pause(&mut self) {
        event!(self.machine.trace(), INFO, "paused", in_flight = self.out.len());
        self.paused = true;
    }

    /// The machine, to see how far it is.
    #[must_use]
    pub fn machine(&self) -> &M {
        self.machine
    }
}

impl<M, N, Z, S, A, V, E, B, F> Future for Drive<'_, M, N, Z, S, A, V, B, F>
where
    M: Machine,
    N: FnMut() -> Tick,
    Z: FnMut(Duration) -> S,
    S: Future,
    A: FnMut(&M) -> V,
    V: Future<Output = Result<(), E>>,
    B: FnMut(&M::Work) -> F,
    F: Future<Output = Result<M::Answer, SendError>>,
{
    type Output = Result<(), E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        for _ in 0..ROUNDS {
            let saving = this.poll_save(cx);
            this.take_answers(cx);
            ready!(saving);
            match this.next() {
                Next::Save => this.begin_save(),
                Next::Wait(tick) => ready!(this.poll_sleep(tick, cx)),
                Next::End(result) => return Poll::Ready(result),
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// All that has to stay where it is, is in a box of its own.
impl<M: Machine, N, Z, S, A, V: Future, B, F> Unpin for Drive<'_, M, N, Z, S, A, V, B, F> {}

impl<M: Machine + fmt::Debug, N, Z, S, A, V: Future, B, F> fmt::Debug for Drive<'_, M, N, Z, S, A, V, B, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drive")
            .field("machine", &self.machine)
            .field("in_flight", &self.out.len())
            .field("paused", &self.paused)
            .finish_non_exhaustive()
    }
}
