//! [`drive_blocking`]: a driver that does one piece of work after the other, on the thread that calls it.

use core::time::Duration;

use super::clock::Clock;
use super::{Machine, SendError, TOO_LATE, UNSAVED, give_back};
use crate::machine::{Step, Tick};
use crate::trace::event;

/// Drives a machine to its end, one piece of work at a time, and blocks: [`drive`](crate::drive) without a runtime.
///
/// * `now` reads the clock, `sleep` waits: `std::thread::sleep` as it is.
/// * `save` writes the machine, a file in place of the whole one before. It is called before each piece of work, and after
///   answers before it waits or ends.
/// * `work` builds, signs and sends the request of a token, waits for the answer and reads it.
///
/// Closures that have names need the types of their parameters, as for [`drive`](crate::drive).
///
/// It begins with [`abandon`](Machine::abandon) and a save. An answer that comes after its work was due counts.
///
/// ```
/// use async_resp_core::{Asked, BatchReply, Chunk, SendError, Submit, SubmitPolicy, Tick, drive_blocking, json};
/// use std::time::SystemTime;
///
/// # fn send(asked: &Asked<String>) -> Result<String, std::io::Error> {
/// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
/// #     Ok(format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(",")))
/// # }
/// # let file = std::env::temp_dir().join(format!("drive-blocking-{}.json", std::process::id()));
/// type Stop = Submit<BatchReply<String>>;
///
/// let now = || Tick::from(SystemTime::now());
/// let mut stop = Stop::new(Asked::new(["ins-1", "ins-2"].map(String::from)), SubmitPolicy::default(), now());
/// let save = |stop: &Stop| std::fs::write(&file, serde_json::to_vec(stop)?);
/// let work = |chunk: &Chunk<String>| {
///     let body = send(chunk.asked()).map_err(SendError::lost)?; // `not_sent` if nothing left this machine
///     json::from_str(&body).map_err(SendError::lost)
/// };
/// drive_blocking(&mut stop, now, std::thread::sleep, save, work)?;
/// assert!(stop.finish().into_result().is_ok());
/// # std::fs::remove_file(&file)?;
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// The first error of `save`. What was to start did not: it is given back as not sent, and the machine can be driven on.
pub fn drive_blocking<M: Machine, E>(
    machine: &mut M,
    now: impl FnMut() -> Tick,
    mut sleep: impl FnMut(Duration),
    mut save: impl FnMut(&M) -> Result<(), E>,
    mut work: impl FnMut(&M::Work) -> Result<M::Answer, SendError>,
) -> Result<(), E> {
    let mut clock = Clock::new(now, machine.now());
    let mut unsaved = true;
    machine.abandon();
    loop {
        let step = machine.step(clock.read());
        let held_back = usize::from(matches!(step, Step::Do(_)));
        if core::mem::take(&mut unsaved) || held_back > 0 {
            if let Err(error) = save(machine) {
                event!(machine.trace(), ERROR, "save failed", held_back);
                if let Step::Do(token) = step {
                    machine.not_sent(clock.read(), token, UNSAVED);
                }
                return Err(error);
            }
            event!(machine.trace(), DEBUG, "saved", held_back);
        }
        match step {
            Step::Do(token) if clock.read() > M::due(&token) => {
                event!(machine.trace(), WARN, "saved too late");
                machine.not_sent(clock.read(), token, TOO_LATE);
                unsaved = true;
            }
            Step::Do(token) => {
                event!(machine.trace(), DEBUG, "started", in_flight = 1);
                let result = work(&token);
                give_back(machine, clock.read(), token, result);
                unsaved = true;
            }
            Step::WaitUntil(tick) => {
                sleep(tick.since(clock.read()));
                clock.reached(tick);
            }
            Step::Finished => return Ok(()),
        }
    }
}
