//! The clock of a [`FakeCloud`](super::FakeCloud) and the executor that moves it: time passes when nothing else can happen.

use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::task::Wake;
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use core::time::Duration;

use crate::machine::Tick;

/// How often a future may be polled at one tick before it is taken for one that never sleeps.
const MOST_POLLS: u32 = 1_000_000;

/// Far enough from the first tick that a clock which is set back does not meet it.
const START: Tick = Tick::since_unix(Duration::from_secs(1_000_000_000));

#[derive(Debug)]
pub(super) struct Clock {
    passed: Cell<Tick>,
    /// How far the clock was set back, in all.
    behind: Cell<Duration>,
    timers: RefCell<BTreeMap<(Tick, u64), Waker>>,
    timer: Cell<u64>,
}

impl Clock {
    pub(super) const fn new() -> Self {
        Self {
            passed: Cell::new(START),
            behind: Cell::new(Duration::ZERO),
            timers: RefCell::new(BTreeMap::new()),
            timer: Cell::new(0),
        }
    }

    /// What the clock says.
    pub(super) fn now(&self) -> Tick {
        self.passed.get() - self.behind.get()
    }

    /// What a clock says that is never set back.
    pub(super) fn passed(&self) -> Tick {
        self.passed.get()
    }

    /// How long it has run.
    pub(super) fn elapsed(&self) -> Duration {
        self.passed.get().since(START)
    }

    pub(super) fn set_back(&self, by: Duration) {
        self.behind.set(self.behind.get().saturating_add(by));
    }

    pub(super) fn block_on<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut polls = 0;
        loop {
            while woken.0.swap(false, Ordering::Relaxed) {
                if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                    return output;
                }
                polls += 1;
                let at = self.elapsed();
                assert!(polls < MOST_POLLS, "after {at:?}: the future was polled {polls} times and never slept");
            }
            let at = self.elapsed();
            assert!(
                self.advance(),
                "after {at:?}: the future waits for what never comes, such as an answer without a time limit"
            );
            polls = 0;
        }
    }

    /// Moves on to the earliest timer and wakes all that are for then; whether there was one.
    fn advance(&self) -> bool {
        let Some(&(tick, _)) = self.timers.borrow().keys().next() else { return false };
        self.passed.set(self.passed.get().max(tick));
        while let Some(waker) = self.take_due(tick) {
            waker.wake();
        }
        true
    }

    fn take_due(&self, tick: Tick) -> Option<Waker> {
        let mut timers = self.timers.borrow_mut();
        let first = timers.first_entry().filter(|first| first.key().0 <= tick)?;
        Some(first.remove())
    }

    fn enter(&self, until: Tick, waker: Waker) -> u64 {
        let timer = self.timer.get();
        self.timer.set(timer + 1);
        self.timers.borrow_mut().insert((until, timer), waker);
        timer
    }

    fn forget(&self, until: Tick, timer: u64) {
        let waker = self.timers.borrow_mut().remove(&(until, timer));
        drop(waker);
    }
}

#[derive(Debug)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Ends when the clock of its [`FakeCloud`](super::FakeCloud) has moved on for long enough.
#[derive(Debug)]
#[must_use = "no time passes until it is awaited"]
pub struct Sleep {
    clock: Rc<Clock>,
    until: Tick,
    /// The timer that it is entered as, and whom that wakes.
    timer: Option<(u64, Waker)>,
}

impl Sleep {
    pub(super) fn new(clock: Rc<Clock>, time: Duration) -> Self {
        let until = clock.passed() + time;
        Self { clock, until, timer: None }
    }

    fn forget(&mut self) {
        if let Some((timer, _)) = self.timer.take() {
            self.clock.forget(self.until, timer);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.until <= self.clock.passed() {
            return Poll::Ready(());
        }
        let entered = self.timer.as_ref().is_some_and(|(_, waker)| waker.will_wake(context.waker()));
        if !entered && self.until < Tick::MAX {
            self.forget();
            let waker = context.waker().clone();
            self.timer = Some((self.clock.enter(self.until, waker.clone()), waker));
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    #[test]
    fn time_passes_to_the_next_timer_and_dropped_ones_wake_nobody() {
        let clock = Rc::new(Clock::new());
        drop(Sleep::new(clock.clone(), seconds(5)));
        let mut dropped = Sleep::new(clock.clone(), seconds(1));
        let mut context = Context::from_waker(Waker::noop());
        assert!(Pin::new(&mut dropped).poll(&mut context).is_pending());
        drop(dropped);
        let start = clock.now();
        clock.block_on(Sleep::new(clock.clone(), seconds(7)));
        assert_eq!(clock.now().since(start), seconds(7));
        assert!(clock.timers.borrow().is_empty());
    }

    #[test]
    fn a_clock_that_is_set_back_runs_on() {
        let clock = Rc::new(Clock::new());
        let start = clock.now();
        clock.set_back(seconds(10));
        assert_eq!(start.since(clock.now()), seconds(10));
        clock.block_on(Sleep::new(clock.clone(), seconds(11)));
        assert_eq!(clock.now().since(start), seconds(1));
        assert_eq!(clock.elapsed(), seconds(11));
    }

    #[test]
    #[should_panic(expected = "waits for what never comes")]
    fn what_never_comes_is_not_waited_for() {
        let clock = Rc::new(Clock::new());
        clock.block_on(Sleep::new(clock.clone(), Duration::MAX));
    }
}
