//! What machines and drivers tell the subscriber of a program, by feature `tracing`: a [`span`] for each machine and an
//! [`event`] for each change. Without the feature all of this compiles to nothing, and [`Trace`] has no size.
//!
//! Which events there are, with levels and fields, says the page `docs/tracing.md`; they are told where the changes are made.

use core::time::Duration;

use crate::machine::{Step, Tick};

/// The span of a machine.
///
/// Events name it as their parent. So it needs not be entered, which would borrow the machine, and holds wherever the machine
/// is moved and whoever calls it.
#[derive(Debug, Clone)]
pub struct Trace {
    #[cfg(feature = "tracing")]
    pub(crate) span: tracing::Span,
    /// That the machine is finished was told, and still holds.
    #[cfg(feature = "tracing")]
    pub(crate) finished: bool,
}

/// That of machines which tell nothing of themselves.
pub(crate) static NONE: Trace = Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span::none(),
    #[cfg(feature = "tracing")]
    finished: false,
};

/// A feature only adds: a machine must not lose these by its span. What a subscriber holds is not the machine's, and a panic
/// in it leaves the machine in a state no worse than one in any other call.
#[cfg(feature = "tracing")]
impl core::panic::UnwindSafe for Trace {}
#[cfg(feature = "tracing")]
impl core::panic::RefUnwindSafe for Trace {}

impl Trace {
    /// Tells how long there is to wait, and says whether the machine is now finished and was not before.
    #[cfg(feature = "tracing")]
    pub(crate) fn stepped<W>(&mut self, now: Tick, step: &Step<W>) -> bool {
        if let Step::WaitUntil(tick) = step {
            event!(self, TRACE, "waiting", wait_ms = milliseconds(tick.since(now)));
        }
        let finished = matches!(step, Step::Finished);
        !core::mem::replace(&mut self.finished, finished) && finished
    }

    #[cfg(not(feature = "tracing"))]
    #[inline]
    #[allow(clippy::unused_self, reason = "the same call with and without the feature")]
    pub(crate) const fn stepped<W>(&mut self, _: Tick, _: &Step<W>) -> bool {
        false
    }

    /// What events are told in: the span, or that of the caller where nobody wanted it.
    #[cfg(feature = "tracing")]
    pub(crate) fn parent(&self) -> Option<tracing::Id> {
        self.span.id().or_else(|| tracing::Span::current().id())
    }
}

/// In whole milliseconds, rounded up: only no time at all is 0.
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    let rest = u64::from(duration.subsec_nanos().div_ceil(1_000_000));
    duration.as_secs().saturating_mul(1000).saturating_add(rest)
}

/// A new [`Trace`], as in `span!("submit", ids = 3)`.
///
/// Its level is the highest, so that no level that is filtered by leaves events without the machine that they are of.
#[cfg(feature = "tracing")]
macro_rules! span {
    ($name:literal $(, $field:ident $(= $value:expr)?)*) => {
        $crate::trace::Trace {
            span: tracing::error_span!(target: "async_resp_core", $name $(, $field $(= $value)?)*),
            finished: false,
        }
    };
}
#[cfg(not(feature = "tracing"))]
macro_rules! span {
    ($name:literal $(, $field:ident $(= $value:expr)?)*) => {{
        let _ = || { $($crate::trace::field!($field $(= $value)?);)* };
        $crate::trace::Trace {}
    }};
}
pub(crate) use span;

/// Tells of a change, as in `event!(self.trace, WARN, "chunk lost", chunk = 7)`. The fields are made only if someone listens.
#[cfg(feature = "tracing")]
macro_rules! event {
    ($trace:expr, $level:ident, $name:literal $(, $field:ident $(= $value:expr)?)* $(,)?) => {
        tracing::event!(
            name: $name,
            target: "async_resp_core",
            parent: $trace.parent(),
            tracing::Level::$level,
            $($field $(= $value)?,)*
            $name
        )
    };
}
#[cfg(not(feature = "tracing"))]
macro_rules! event {
    ($trace:expr, $level:ident, $name:literal $(, $field:ident $(= $value:expr)?)* $(,)?) => {{
        // Never called: what only an event needs is checked in every build, and made in none.
        let _ = || { $($crate::trace::field!($field $(= $value)?);)* };
        let _ = &$trace;
    }};
}
pub(crate) use event;

/// What a field is made of.
#[cfg(not(feature = "tracing"))]
macro_rules! field {
    ($name:ident = $value:expr) => {
        let _ = &$value;
    };
    ($name:ident) => {
        let _ = &$name;
    };
}
#[cfg(not(feature = "tracing"))]
pub(crate) use field;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_never_told_shorter_than_it_is() {
        let told = [0, 1, 999_999, 1_000_000, 1_000_001, u64::MAX].map(Duration::from_nanos).map(milliseconds);
        assert_eq!(told, [0, 1, 1, 1, 2, u64::MAX / 1_000_000 + 1]);
        assert_eq!(milliseconds(Duration::MAX), u64::MAX);
    }

    #[test]
    #[cfg(not(feature = "tracing"))]
    fn without_the_feature_it_has_no_size() {
        assert_eq!(size_of::<Trace>(), 0);
    }
}
