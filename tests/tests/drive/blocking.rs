//! The driver that blocks, with a clock that is a number.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use async_resp_core::{Rollout, SendError, Tick, Work, drive_blocking};
use async_resp_tests::replies::StartReply;

use crate::{File, Once, accept_all, ends, rollout};

#[test]
fn one_after_the_other_and_each_is_saved_before() {
    let (now, file) = (Cell::new(Tick::START), File::default());
    let mut rollout: Once = rollout(5, 3, now.get());
    let log = RefCell::new(String::new());
    let sleep = |wait| {
        log.borrow_mut().push('z');
        now.set(now.get() + wait);
    };
    let save = |rollout: &Once| {
        log.borrow_mut().push('s');
        file.save(rollout)
    };
    let sends = Cell::new(0);
    let work = |work: &Work<String>| {
        log.borrow_mut().push(if matches!(work, Work::Send(_)) { 'S' } else { 'Q' });
        sends.set(sends.get() + 1);
        now.set(now.get() + Duration::from_millis(1500));
        if sends.get() == 1 { Err(SendError::not_sent("no route")) } else { Ok(accept_all(work)) }
    };
    drive_blocking(&mut rollout, || now.get(), sleep, save, work).expect("saved");
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 5]);
    let log = log.into_inner();
    assert!(log.starts_with("sSsSsQsS"), "sending and asking take turns: {log}");
    assert_eq!(log.matches(['S', 'Q']).count(), log.matches("sS").count() + log.matches("sQ").count(), "{log}");
    assert!(log.ends_with("Qs"), "the last answer is saved: {log}");
    assert!(!log.contains("ss") && !log.contains("zz"), "and nothing is done in vain: {log}");
    let saved = Rollout::<StartReply<false>>::restore(file.read().expect("it was saved"), now.get());
    assert_eq!(ends(&saved.finish()), ["succeeded"; 5]);
}

#[test]
fn an_error_of_saving_sends_nothing() {
    let (now, file) = (Cell::new(Tick::START), File::default());
    let mut rollout: Once = rollout(6, 1, now.get());
    file.fail_from(3);
    let sleep = |wait| now.set(now.get() + wait);
    let done = Cell::new(0);
    let work = |work: &Work<String>| {
        done.set(done.get() + 1);
        Ok(accept_all(work))
    };
    let result = drive_blocking(&mut rollout, || now.get(), sleep, |rollout| file.save(rollout), work);
    assert_eq!((result, done.get(), file.writes()), (Err("no space left on device"), 2, 3));
    assert_eq!((rollout.progress().outcomes.not_sent, rollout.progress().in_flight), (4, 0));
    assert_eq!(rollout.not_sent_reason(), Some("the machine could not be saved before"));
    let go_on = drive_blocking(&mut rollout, || now.get(), sleep, |_| Ok::<(), ()>(()), work);
    assert_eq!((go_on, ends(&rollout.finish())), (Ok(()), vec!["succeeded"; 6]));
}

#[test]
fn an_answer_after_its_time_counts_and_a_save_after_it_sends_nothing() {
    let now = Cell::new(Tick::START);
    let mut rollout: Once = rollout(2, 1, now.get());
    let sleep = |wait| now.set(now.get() + wait);
    let saves = Cell::new(0);
    let save = |_: &Once| {
        saves.set(saves.get() + 1);
        now.set(now.get() + Duration::from_secs(if saves.get() == 1 { 40 } else { 0 }));
        Ok::<(), ()>(())
    };
    let numbers = RefCell::new(Vec::new());
    let work = |work: &Work<String>| {
        if let Work::Send(chunk) = work {
            numbers.borrow_mut().push((chunk.number(), chunk.attempt()));
            now.set(now.get() + Duration::from_secs(40));
        }
        Ok(accept_all(work))
    };
    drive_blocking(&mut rollout, || now.get(), sleep, save, work).expect("saved");
    assert_eq!(numbers.into_inner(), [(1, 1)], "the first was given back, and no attempt was used");
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 2]);
}

#[test]
fn it_begins_with_a_save_and_saves_what_was_given_back_before_it_waits() {
    let now = Cell::new(Tick::START);
    let log = RefCell::new(String::new());
    let drive = |ids, slow: char| {
        let mut rollout: Once = rollout(ids, 1, now.get());
        let sleep = |wait| {
            log.borrow_mut().push('z');
            now.set(now.get() + wait);
        };
        let save = |_: &Once| {
            let seconds = if log.borrow().ends_with(slow) { 40 } else { 0 };
            log.borrow_mut().push('s');
            now.set(now.get() + Duration::from_secs(seconds));
            Ok::<(), ()>(())
        };
        let work = |work: &Work<String>| {
            log.borrow_mut().push('w');
            Ok(accept_all(work))
        };
        drive_blocking(&mut rollout, || now.get(), sleep, save, work).expect("saved");
        log.take()
    };
    assert_eq!(drive(0, ' '), "s", "though nothing is to do");
    log.borrow_mut().push('-');
    let slow = drive(2, '-');
    assert!(slow.starts_with("-sszsw"), "too late, saved again, and sent after the wait: {slow}");
}

#[test]
fn a_clock_that_stands_still_does_not_stop_it() {
    let mut rollout: Once = rollout(4, 1, Tick::START);
    let slept = Cell::new(Duration::ZERO);
    let sleep = |wait| slept.set(slept.get() + wait);
    let first = Cell::new(true);
    let work = |work: &Work<String>| {
        if first.replace(false) { Err(SendError::not_sent("no route")) } else { Ok(accept_all(work)) }
    };
    drive_blocking(&mut rollout, || Tick::START, sleep, |_| Ok::<(), ()>(()), work).expect("saved");
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 4]);
    assert_eq!(slept.get(), Duration::from_secs(1), "the wait of the pace");
}

#[test]
fn what_was_out_before_is_not_waited_for() {
    let now = Cell::new(Tick::START);
    let mut rollout: Once = rollout(4, 1, now.get());
    drop(rollout.step(now.get()));
    let sleep = |wait| now.set(now.get() + wait);
    drive_blocking(&mut rollout, || now.get(), sleep, |_| Ok::<(), ()>(()), |work| Ok(accept_all(work)))
        .expect("saved");
    assert_eq!(ends(&rollout.finish()), ["undetermined", "undetermined", "succeeded", "succeeded"]);
    assert!(now.get().since(Tick::START) < Duration::from_secs(30));
}
