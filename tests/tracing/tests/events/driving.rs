//! What the drivers tell beside the machine that they drive.

use std::cell::Cell;
use std::future::{Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_resp_core::{Asked, Chunk, SendError, Submit, Tick, drive, drive_blocking};
use async_resp_tests_tracing::collect;

use crate::{Twice, at, ids, reply, submit_policy};

type Stop = Submit<Twice>;

fn machine(count: usize) -> Stop {
    Stop::new(Asked::new(ids(count)), submit_policy(), at(0))
}

fn accepted(chunk: &Chunk<String>) -> Twice {
    let entries: Vec<String> = chunk.asked().iter().map(|id| format!(r#""{id}":{{"code":0}}"#)).collect();
    reply(&format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(",")))
}

/// A `save` that fails at this call, counted from 0.
fn fails_at(call: usize) -> impl FnMut(&Stop) -> Result<(), ()> {
    let calls = Cell::new(0);
    move |_| if calls.replace(calls.get() + 1) == call { Err(()) } else { Ok(()) }
}

/// A clock that is this much later at this reading, and from then on.
fn jumps_at(reading: usize, by: u64) -> impl FnMut() -> Tick {
    let readings = Cell::new(0);
    move || at(if readings.replace(readings.get() + 1) < reading { 0 } else { by })
}

/// Saved before work and after it.
pub(crate) fn blocking() {
    let saved = drive_blocking(&mut machine(2), || at(0), |_| {}, fails_at(9), |chunk| Ok(accepted(chunk)));
    assert_eq!(saved, Ok(()));
}

/// Unsaved before work, unsaved after it, and saved too late.
pub(crate) fn blocking_with_faults() {
    assert_eq!(drive_blocking(&mut machine(2), || at(0), |_| {}, fails_at(0), |chunk| Ok(accepted(chunk))), Err(()));
    assert_eq!(drive_blocking(&mut machine(2), || at(0), |_| {}, fails_at(1), |chunk| Ok(accepted(chunk))), Err(()));
    assert_eq!(
        drive_blocking(&mut machine(2), jumps_at(1, 31), |_| {}, fails_at(9), |chunk| Ok(accepted(chunk))),
        Ok(())
    );
}

/// Runs a driver whose futures are all ready.
fn run(mut driver: impl Future<Output = Result<(), ()>> + Unpin) -> Result<(), ()> {
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = pin!(&mut driver).poll(&mut context) {
            return result;
        }
    }
}

fn save(mut save: impl FnMut(&Stop) -> Result<(), ()>) -> impl FnMut(&Stop) -> Ready<Result<(), ()>> {
    move |machine| ready(save(machine))
}

fn work(chunk: &Chunk<String>) -> Ready<Result<Twice, SendError>> {
    ready(Ok(accepted(chunk)))
}

/// Two requests at a time.
pub(crate) fn driven() {
    let mut stop = machine(3);
    assert_eq!(run(drive(&mut stop, || at(0), |_| ready(()), save(fails_at(9)), work)), Ok(()));
}

/// Unsaved, saved too late, and paused.
pub(crate) fn driven_with_faults() {
    let mut stop = machine(3);
    assert_eq!(run(drive(&mut stop, || at(0), |_| ready(()), save(fails_at(0)), work)), Err(()));
    let mut stop = machine(1);
    assert_eq!(run(drive(&mut stop, jumps_at(2, 31), |_| ready(()), save(fails_at(9)), work)), Ok(()));
    let mut stop = machine(1);
    let mut driver = drive(&mut stop, || at(0), |_| ready(()), save(fails_at(9)), work);
    driver.pause();
    assert_eq!(run(driver), Ok(()));
}

#[test]
fn a_blocking_driver() {
    assert_eq!(
        collect(blocking).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG saved held_back=1",
            "DEBUG started in_flight=1",
            "DEBUG chunk answered chunk=0 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=false",
            "INFO round planned again=0 given_up=0 wait_ms=0",
            "INFO finished accepted=2 failed=0 missing=0 refused=0 not_sent=0 undetermined=0",
            "DEBUG saved held_back=0",
        ]
    );
}

#[test]
fn a_blocking_driver_that_cannot_save() {
    assert_eq!(
        collect(blocking_with_faults).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "ERROR save failed held_back=1",
            "WARN chunk not sent chunk=0 attempt=1 ids=2",
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG saved held_back=1",
            "DEBUG started in_flight=1",
            "DEBUG chunk answered chunk=0 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=false",
            "INFO round planned again=0 given_up=0 wait_ms=0",
            "INFO finished accepted=2 failed=0 missing=0 refused=0 not_sent=0 undetermined=0",
            "ERROR save failed held_back=0",
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG saved held_back=1",
            "WARN saved too late",
            "WARN chunk not sent chunk=0 attempt=1 ids=2",
            "INFO round planned again=2 given_up=0 wait_ms=5000",
            "TRACE waiting wait_ms=5000",
            "DEBUG saved held_back=0",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=2 due_ms=30000",
            "DEBUG saved held_back=1",
            "DEBUG started in_flight=1",
            "DEBUG chunk answered chunk=1 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=false",
            "INFO round planned again=0 given_up=0 wait_ms=0",
            "INFO finished accepted=2 failed=0 missing=0 refused=0 not_sent=0 undetermined=0",
            "DEBUG saved held_back=0",
        ]
    );
}

#[test]
fn a_driver() {
    assert_eq!(
        collect(driven).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=1 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "DEBUG saved held_back=2",
            "DEBUG started in_flight=1",
            "DEBUG started in_flight=2",
            "DEBUG chunk answered chunk=0 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=false",
            "DEBUG chunk answered chunk=1 attempt=1 code=0 accepted=1 failed=0 unexpected=0 late=false",
            "INFO round planned again=0 given_up=0 wait_ms=0",
            "INFO finished accepted=3 failed=0 missing=0 refused=0 not_sent=0 undetermined=0",
            "DEBUG saved held_back=0",
        ]
    );
}

#[test]
fn a_driver_that_cannot_save() {
    assert_eq!(
        collect(driven_with_faults).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=1 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "ERROR save failed held_back=2",
            "WARN chunk not sent chunk=0 attempt=1 ids=2",
            "WARN chunk not sent chunk=1 attempt=1 ids=1",
            "DEBUG chunk handed out chunk=0 attempt=1 ids=1 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "DEBUG saved held_back=1",
            "WARN saved too late",
            "WARN chunk not sent chunk=0 attempt=1 ids=1",
            "INFO round planned again=1 given_up=0 wait_ms=5000",
            "TRACE waiting wait_ms=5000",
            "DEBUG saved held_back=0",
            "TRACE waiting wait_ms=5000",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=1 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "DEBUG saved held_back=1",
            "DEBUG started in_flight=1",
            "DEBUG chunk answered chunk=1 attempt=1 code=0 accepted=1 failed=0 unexpected=0 late=false",
            "INFO round planned again=0 given_up=0 wait_ms=0",
            "INFO finished accepted=1 failed=0 missing=0 refused=0 not_sent=0 undetermined=0",
            "DEBUG saved held_back=0",
            "INFO paused in_flight=0",
            "DEBUG saved held_back=0",
        ]
    );
}
