//! On tokio's runtime of many threads, spawned, with what tokio gives as it is.

use std::future::ready;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_resp_core::{Answer, FollowPolicy, Pace, Rollout, SendError, SubmitPolicy, Tick, Work, drive, unsaved};
use async_resp_tests::replies::StartReply;
use tokio::runtime::{Builder, Runtime};

use crate::{File, Once, accept_all, ends, ids, rollout};

fn now() -> Tick {
    Tick::from(SystemTime::now())
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_time().build().expect("a runtime")
}

/// Accepts everything and lets it succeed, over connections that take their time.
#[derive(Debug, Clone, Default)]
struct Server {
    open: Arc<AtomicUsize>,
    most_open: Arc<AtomicUsize>,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn work(
        &self,
        work: &Work<String>,
    ) -> impl Future<Output = Result<Answer<StartReply<false>>, SendError>> + Send + use<> {
        let server = self.clone();
        if let Work::Send(chunk) = work {
            self.sent.lock().expect("a list").extend(chunk.asked().iter().cloned());
        }
        let answer = accept_all(work);
        async move {
            let open = server.open.fetch_add(1, Ordering::SeqCst) + 1;
            server.most_open.fetch_max(open, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(5)).await;
            server.open.fetch_sub(1, Ordering::SeqCst);
            Ok(answer)
        }
    }
}

#[test]
fn a_driver_can_be_spawned_and_does_its_work_side_by_side() {
    let (runtime, server) = (runtime(), Server::default());
    let mut rollout: Once = rollout(40, 4, now());
    let work = {
        let server = server.clone();
        move |work: &Work<String>| server.work(work)
    };
    let spawned = runtime.spawn(async move {
        drive(&mut rollout, now, tokio::time::sleep, unsaved, work).await?;
        Ok::<_, std::convert::Infallible>(rollout.finish())
    });
    let report = runtime.block_on(spawned).expect("no panic").unwrap_or_else(|never| match never {});
    assert_eq!(ends(&report), ["succeeded"; 40]);
    assert!(server.most_open.load(Ordering::SeqCst) >= 4);
}

/// What the closures capture, and what they are made of, is for the caller: each of these forms can be spawned.
#[test]
fn every_form_of_closure_can_be_spawned() {
    let (runtime, file, server) = (runtime(), File::default(), Server::default());
    let pace = Pace::constant(Duration::from_millis(1));
    let spawned = runtime.spawn(async move {
        let asked = async_resp_core::Asked::new(ids(2));
        let (submit, follow) = (SubmitPolicy::default(), FollowPolicy { pace, ..FollowPolicy::default() });
        let started = tokio::time::Instant::now();
        let now = || Tick::since_unix(started.elapsed());
        let mut rollout: Once = Rollout::new(asked, submit, follow, now());
        let sleep = |wait| async move { tokio::time::sleep(wait).await };
        let save = |rollout: &Once| {
            let result = file.save(rollout);
            async move {
                tokio::task::yield_now().await;
                result
            }
        };
        let work = |work: &Work<String>| {
            let answer = server.work(work);
            async move {
                let answer = answer.await?;
                Ok(answer)
            }
        };
        drive(&mut rollout, now, sleep, save, work).await.map(|()| rollout.finish())
    });
    let report = runtime.block_on(spawned).expect("no panic").expect("saved");
    assert_eq!(ends(&report), ["succeeded"; 2]);
}

#[test]
fn a_task_that_is_aborted_goes_on_from_its_save_and_sends_nothing_twice() {
    let (runtime, file, server) = (runtime(), File::default(), Server::default());
    let drive_once = |mut rollout: Once| {
        let (file, server) = (file.clone(), server.clone());
        runtime.spawn(async move {
            let save = |rollout: &Once| ready(file.save(rollout));
            drive(&mut rollout, now, tokio::time::sleep, save, |work| server.work(work)).await
        })
    };
    let first = drive_once(rollout(20, 2, now()));
    while server.sent.lock().expect("a list").len() < 6 {
        std::thread::sleep(Duration::from_millis(1));
    }
    first.abort();
    assert!(runtime.block_on(first).is_err_and(|error| error.is_cancelled()));

    let second = drive_once(Rollout::restore(file.read().expect("it was saved"), now()));
    runtime.block_on(second).expect("no panic").expect("saved");
    let mut sent = server.sent.lock().expect("a list").clone();
    sent.sort();
    assert!(sent.windows(2).all(|pair| pair[0] != pair[1]), "an id was sent twice: {sent:?}");
    assert_eq!(sent.len(), 20);
}
