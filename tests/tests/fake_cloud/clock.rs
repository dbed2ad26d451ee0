//! The clock of a server, and the futures that run by it.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use async_resp_core::testing::Fault;
use async_resp_core::{TaskState, Work, drive_blocking};
use async_resp_tests::client;

use crate::{SECOND, beginning, cloud, names, poll_once, rollout};

/// Goes on after so many polls that each woke it.
async fn busy(polls: u32) {
    let left = Cell::new(polls);
    poll_fn(|cx| {
        if left.get() == 0 {
            return Poll::Ready(());
        }
        left.set(left.get() - 1);
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
#[should_panic(expected = "the future waits for what never comes, such as an answer without a time limit")]
fn an_answer_that_never_comes_is_a_panic_and_no_test_that_hangs() {
    let cloud = cloud(1);
    cloud.script([Fault::HangAfter]);
    drop(cloud.block_on(cloud.send(cloud.action_body(["a"]))));
}

#[test]
#[should_panic(expected = "after 7s: the future was polled 1000000 times and never slept")]
fn a_future_that_never_sleeps_is_a_panic_and_no_test_that_hangs() {
    let cloud = cloud(1);
    cloud.block_on(async {
        cloud.sleep(7 * SECOND).await;
        busy(u32::MAX).await;
    });
}

#[test]
fn a_future_that_is_busy_at_several_times_is_no_panic() {
    let cloud = cloud(1);
    let slept = cloud.block_on(async {
        for _ in 0..3 {
            busy(600_000).await;
            cloud.sleep(SECOND).await;
        }
        cloud.now().since(beginning())
    });
    assert_eq!(slept, 3 * SECOND);
    assert_eq!(cloud.block_on(async { 7 }), 7, "one that waits for nothing takes no time");
    cloud.block_on(cloud.sleep(Duration::ZERO));
    assert_eq!(cloud.now().since(beginning()), 3 * SECOND);
}

#[test]
fn a_sleep_wakes_whoever_polled_it_last() {
    let cloud = cloud(1);
    let mut sleep = cloud.sleep(5 * SECOND);
    assert!(poll_once(Pin::new(&mut sleep)).is_pending());
    cloud.block_on(&mut sleep);
    assert_eq!(cloud.now().since(beginning()), 5 * SECOND);
}

#[test]
fn a_blocking_driver_sleeps_by_the_same_clock() {
    let cloud = cloud(1);
    cloud.set_task_time(1000 * SECOND, 1000 * SECOND);
    cloud.script_end("b", TaskState::Cancelled);
    let mut rollout = rollout(&cloud, &["a", "b", "c"]);
    let sleep = |time| cloud.block_on(cloud.sleep(time));
    let work = |work: &Work<String>| cloud.block_on(client::send(&cloud, work));
    let saved = drive_blocking(&mut rollout, || cloud.now(), sleep, |_| Ok::<(), ()>(()), work);
    let report = rollout.finish();
    assert_eq!((saved, cloud.check()), (Ok(()), Ok(())));
    assert_eq!(cloud.check_ends(&report.ends()), Ok(()));
    assert_eq!(names(&report), ["succeeded", "cancelled", "succeeded"]);
    assert!(cloud.now().since(beginning()) >= 1000 * SECOND);
}
