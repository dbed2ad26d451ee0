//! A world with a clock of its own: an executor of one future, whose time stands still until nothing else is left to do.
//!
//! Not that of `testing::FakeCloud`: a driver is dropped here after so many polls, and its machine may be sent to another thread.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use async_resp_core::Tick;

#[derive(Debug, Clone, Default)]
pub(crate) struct World(Arc<Mutex<Time>>);

#[derive(Debug, Default)]
struct Time {
    elapsed: Duration,
    /// By how much the clock was set back.
    set_back: Duration,
    timers: BTreeMap<(Duration, usize), Waker>,
    sleeps: usize,
}

/// What the clock says in the beginning.
const START: Duration = Duration::from_secs(1_000_000);

impl World {
    /// What the clock says.
    pub(crate) fn now(&self) -> Tick {
        let time = self.time();
        Tick::since_unix(START + time.elapsed) - time.set_back
    }

    /// How long it really is since the beginning, in seconds.
    pub(crate) fn elapsed(&self) -> u64 {
        self.time().elapsed.as_secs()
    }

    pub(crate) fn set_back(&self, by: Duration) {
        self.time().set_back += by;
    }

    pub(crate) fn sleep(&self, duration: Duration) -> Sleep {
        let mut time = self.time();
        time.sleeps += 1;
        Sleep { until: time.elapsed.saturating_add(duration), number: time.sleeps, world: self.clone() }
    }

    /// Runs a future to its end.
    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.run(std::pin::pin!(future), 100_000).expect("it is polled without end")
    }

    /// Runs a future until it was polled so many times.
    pub(crate) fn run<F: Future>(&self, mut future: Pin<&mut F>, polls: usize) -> Option<F::Output> {
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        for _ in 0..polls {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Some(output);
            }
            while !woken.0.swap(false, Ordering::Relaxed) {
                self.advance();
            }
        }
        None
    }

    /// Lets time pass until the next timer.
    fn advance(&self) {
        let mut time = self.time();
        let ((at, _), waker) = time.timers.pop_first().expect("it waits for nothing: a driver that hangs");
        time.elapsed = time.elapsed.max(at);
        drop(time);
        waker.wake();
    }

    fn time(&self) -> MutexGuard<'_, Time> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug, Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[derive(Debug)]
pub(crate) struct Sleep {
    until: Duration,
    number: usize,
    world: World,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut time = self.world.time();
        if time.elapsed >= self.until {
            return Poll::Ready(());
        }
        time.timers.insert((self.until, self.number), cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.world.time().timers.remove(&(self.until, self.number));
    }
}
