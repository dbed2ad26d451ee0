//! From a machine to its end: drivers that sleep, save and do the work that the machine hands out, by the caller's own means.
//!
//! Here is [`drive`], which starts a [`Drive`] (in `future`); `blocking` does the same without a runtime, `machine` has the
//! trait that both drive, `error` what they are told of work without an answer. What to do, and when, is the machines'.

mod blocking;
mod clock;
mod error;
mod future;
mod machine;

use core::convert::Infallible;
use core::future::{Future, Ready, ready};
use core::time::Duration;

pub use self::blocking::drive_blocking;
pub use self::error::SendError;
pub use self::future::Drive;
pub use self::machine::{Machine, QueryAnswer};
use crate::machine::Tick;

/// Why work is given back as not sent where the machine could not be saved before it.
const UNSAVED: &str = "the machine could not be saved before";
/// The same where saving took too long.
const TOO_LATE: &str = "the machine was saved only after it was due";
/// The same where the driver was paused.
const PAUSED: &str = "the driver was paused before";

/// Drives a machine to its end under any runtime.
///
/// * `now` reads the clock: `|| Tick::from(SystemTime::now())`, or any other where the machine is not saved.
/// * `sleep` gives a future that waits: `tokio::time::sleep` as it is.
/// * `save` writes the machine, and says when it is written: one save after the other. It sees the machine when it is called;
///   its future borrows nothing of it. A file is to be replaced as a whole, by one that was written beside it: a process that
///   is killed while it writes leaves a file that cannot be restored. [`unsaved`] for a machine that is not saved.
/// * `work` builds and signs the request of a token, and gives a future that sends it and reads the answer. That future
///   borrows nothing either. [`Rollout`](crate::Rollout#driving-it) shows how two kinds of work become one type of future.
///
/// All can be closures, and what comes of it can be spawned on a runtime of many threads if they can be sent there. One that
/// has a name before it is passed needs the type of its parameter, `|stop: &Stop|`: without it the compiler takes one lifetime
/// for all calls, and says that it is *not general enough*.
///
/// ```
/// use async_resp_core::{Asked, BatchReply, Chunk, SendError, Submit, SubmitPolicy, Tick, drive, json, unsaved};
/// use std::time::SystemTime;
///
/// # async fn post(body: String) -> Result<String, std::io::Error> { Ok(body) }
/// # fn request(asked: &Asked<String>) -> String {
/// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
/// #     format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(","))
/// # }
/// # let sleep = |_| std::future::ready(());
/// # let example = async {
/// let now = || Tick::from(SystemTime::now());
/// let asked = Asked::new(["ins-1", "ins-2"].map(String::from));
/// let mut stop = Submit::<BatchReply<String>>::new(asked, SubmitPolicy::default(), now());
/// let work = |chunk: &Chunk<String>| {
///     let request = request(chunk.asked());
///     async move {
///         let body = post(request).await.map_err(SendError::lost)?; // `not_sent` if nothing left this machine
///         json::from_str(&body).map_err(SendError::lost)
///     }
/// };
/// drive(&mut stop, now, sleep, unsaved, work).await?;
/// assert!(stop.finish().into_result().is_ok());
/// # Ok::<(), std::convert::Infallible>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(example).poll(&mut context).is_ready());
/// ```
///
/// # What it does
///
/// It begins with [`abandon`](Machine::abandon), since of what a driver before it left out no answer will come, and with a
/// save. Then, whenever it is woken:
///
/// 1. It takes the answers that are ready.
/// 2. It asks the machine for all that can be done now.
/// 3. If there is any of it, or any answer, it saves; the work starts when that succeeded.
/// 4. It sleeps for as long as the machine says, or until an answer.
///
/// All that is in flight is polled whenever one of it is ready: that is fine up to about a hundred. How many are in flight is
/// for the policies to say: [`in_flight`](crate::SubmitPolicy::in_flight), and the budget of queries.
///
/// | what | is |
/// | --- | --- |
/// | an error of saving | the end, with that error. What was to start is given back as not sent, nothing more starts, what is in flight is waited for until it is due, and its answers are in the machine |
/// | work without an answer when it is due | counted as lost by the machine, and kept in flight for as long again, if the machine goes on for so long: an answer in that time counts. Then it is dropped |
/// | work that is due before the machine is saved | given back as not sent |
/// | a clock that is set back | passed over: the time is never before that of the machine, or before what was slept until |
///
/// # Dropping it
///
/// What is in flight is dropped with it, and its answers are lost: the ids of chunks are undetermined, and sent again only if
/// the operation is idempotent; queries are asked again. So are those that only waited for a save: that they never left is
/// not known any more, which is the safe side. What was observed is in the machine, and written as far as the last save
/// that was waited for; the next driver begins with another. Nothing starts that was not saved, and nothing is started twice
/// by a driver. A save that runs elsewhere (`spawn_blocking`) may go on after its future was dropped: see to it that it does
/// not write over a later one. To lose nothing use [`Drive::pause`].
///
/// # Errors
///
/// The first error of `save`.
pub fn drive<M, N, Z, S, A, V, E, B, F>(
    machine: &mut M,
    now: N,
    sleep: Z,
    save: A,
    work: B,
) -> Drive<'_, M, N, Z, S, A, V, B, F>
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
    machine.abandon();
    Drive::new(machine, now, sleep, save, work)
}

/// Saves nothing: for [`drive`]. If the process ends before the machine does, what became of the ids is not known.
pub fn unsaved<M>(_: &M) -> Ready<Result<(), Infallible>> {
    ready(Ok(()))
}

fn give_back<M: Machine>(machine: &mut M, now: Tick, work: M::Work, result: Result<M::Answer, SendError>) {
    match result {
        Ok(answer) => machine.answer(now, work, answer),
        Err(SendError::NotSent(why)) => machine.not_sent(now, work, &why),
        Err(SendError::Lost(why)) => machine.lost(now, work, &why),
    }
}
