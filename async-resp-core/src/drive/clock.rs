//! [`Clock`]: the caller's clock as a driver reads it.

use crate::machine::Tick;

/// A clock that is never behind its machine, and that has come as far as a driver has slept.
///
/// Machines let a clock that was set back stand still. A driver that slept until a tick knows that its time has come,
/// whatever the clock says: else it would stand still until the clock has made up for it.
#[derive(Debug)]
pub(super) struct Clock<N> {
    now: N,
    latest: Tick,
}

impl<N: FnMut() -> Tick> Clock<N> {
    /// A clock that begins with the time that its machine was told last.
    pub(super) fn new(now: N, latest: Tick) -> Self {
        Self { now, latest }
    }

    pub(super) fn read(&mut self) -> Tick {
        self.latest = self.latest.max((self.now)());
        self.latest
    }

    /// A sleep until this tick is over.
    pub(super) fn reached(&mut self, tick: Tick) {
        self.latest = self.latest.max(tick);
    }
}
