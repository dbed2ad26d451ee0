//! One scene each of what a driver promises.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::future::{pending, ready};
use std::rc::Rc;
use std::time::Duration;

use async_resp_core::{
    Asked, Chunk, Follow, FollowPolicy, Query, QueryAnswer, SendError, Submit, SubmitPolicy, TaskId, TaskReply,
    TaskState, Work, drive, unsaved,
};
use async_resp_tests::outcomes;
use async_resp_tests::replies::StartReply;

use crate::cloud::{Cloud, Fate};
use crate::world::World;
use crate::{File, Once, ends, rollout};

/// Drives to the end, without saving.
fn run(rollout: &mut Once, cloud: &Cloud) {
    let world = &cloud.world;
    let driving = drive(rollout, || world.now(), |wait| world.sleep(wait), unsaved, |work| cloud.work(work));
    world.block_on(driving).unwrap_or_else(|never| match never {});
}

#[test]
fn from_ids_to_ends() {
    let cloud = Cloud::new(vec![Fate::Answered(1), Fate::NotSent, Fate::Refused(4400), Fate::Partly(2)]);
    let mut rollout = rollout(9, 2, cloud.world.now());
    run(&mut rollout, &cloud);
    assert_eq!(rollout.progress().tasks.ended, 9);
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 9]);
}

#[test]
fn nothing_asked_ends_at_once() {
    let cloud = Cloud::new(Vec::new());
    let mut rollout: Once = rollout(0, 1, cloud.world.now());
    let saves = Cell::new(0);
    let save = |_: &Once| {
        saves.set(saves.get() + 1);
        ready(Ok::<(), Infallible>(()))
    };
    let sleep = |_| -> std::future::Pending<()> { panic!("there is nothing to wait for") };
    let work = |work: &Work<String>| -> std::future::Pending<_> { panic!("there is nothing to do, not even {work:?}") };
    cloud.world.block_on(drive(&mut rollout, || cloud.world.now(), sleep, save, work)).expect("saved");
    assert_eq!((saves.get(), ends(&rollout.finish()).len()), (1, 0));
}

#[test]
fn submit_and_follow_are_driven_alone_too() {
    let world = World::default();
    let task = TaskId::new("1").expect("not empty");
    let mut submit =
        Submit::<StartReply<true>>::new(Asked::new(["a".to_owned()]), SubmitPolicy::default(), world.now());
    let send = |chunk: &Chunk<String>| {
        let entries = chunk.asked().iter().map(|id| (id.clone(), TaskReply::accepted(task.clone()))).collect();
        ready(if chunk.attempt() == 1 { Err(SendError::lost("reset")) } else { Ok(StartReply::new(entries)) })
    };
    let saved = world.block_on(drive(&mut submit, || world.now(), |wait| world.sleep(wait), unsaved, send));
    assert!(saved.is_ok());
    let mut follow = Follow::new(FollowPolicy::default(), world.now());
    follow.add(world.now(), submit.take_tasks());
    assert_eq!(outcomes(&submit.finish()), [("a".to_owned(), "accepted")]);

    let asked = Cell::new(0);
    let ask = |query: &Query| {
        asked.set(asked.get() + 1);
        let states = query.task_ids().map(|task| (task.clone(), TaskState::Succeeded));
        ready(match asked.get() {
            1 => Err(SendError::not_sent("no route")),
            2 => Err(SendError::lost("reset")),
            _ => Ok(QueryAnswer::states(states)),
        })
    };
    let saved = world.block_on(drive(&mut follow, || world.now(), |wait| world.sleep(wait), unsaved, ask));
    assert!(saved.is_ok());
    assert_eq!((asked.get(), follow.progress().ended), (3, 1));
}

/// **Fault**: a wait that times out is the end, though the resource was made.
#[test]
fn an_answer_after_its_time_is_taken_and_its_task_followed() {
    // The second request keeps the driver until the late answer to the first is there.
    let cloud = Cloud::new(vec![Fate::Answered(50), Fate::Answered(25)]);
    let mut both: Once = rollout(4, 1, cloud.world.now());
    run(&mut both, &cloud);
    assert_eq!(ends(&both.finish()), ["succeeded"; 4]);
    assert_eq!((cloud.runs("ins-0"), cloud.runs("ins-1")), (1, 1));

    let cloud = Cloud::new(vec![Fate::Answered(50)]);
    let mut alone: Once = rollout(2, 1, cloud.world.now());
    run(&mut alone, &cloud);
    assert_eq!((cloud.world.elapsed(), ends(&alone.finish())), (30, vec!["undetermined"; 2]), "nothing keeps it");
}

#[test]
fn work_is_kept_for_as_long_again_as_it_had_and_no_longer() {
    /// Notes when it is dropped.
    struct Guard(World, Rc<RefCell<Vec<u64>>>);

    impl Drop for Guard {
        fn drop(&mut self) {
            self.1.borrow_mut().push(self.0.elapsed());
        }
    }

    let world = World::default();
    let mut follow = Follow::<&str>::new(FollowPolicy::default(), world.now());
    follow.add(world.now(), [("ins-1", TaskId::new("1").expect("not empty"))]);
    let dropped = Rc::new(RefCell::new(Vec::new()));
    let never = |_: &Query| {
        let guard = Guard(world.clone(), Rc::clone(&dropped));
        async move {
            pending::<()>().await;
            drop(guard);
            Err(SendError::lost("never"))
        }
    };
    let mut driving = Box::pin(drive(&mut follow, || world.now(), |wait| world.sleep(wait), unsaved, never));
    assert!(world.run(driving.as_mut(), 8).is_none(), "an hour is not over");
    let (now, first) = (world.elapsed(), dropped.borrow().first().copied());
    assert!(first.is_some_and(|first| (60..=90).contains(&first)), "{dropped:?}");
    let held = usize::try_from(now / 30).expect("small") + 1 - dropped.borrow().len();
    assert!(held <= 3, "{held} are held after {now} s");
}

#[test]
fn nothing_starts_that_was_not_saved() {
    let (cloud, file) = (Cloud::new(vec![Fate::Answered(3), Fate::LostAfter, Fate::Partly(1)]), File::default());
    let world = &cloud.world;
    let mut rollout: Once = rollout(12, 3, world.now());
    let save = |rollout: &Once| file.save_after(rollout, world.sleep(Duration::from_secs(2)));
    let saved_number = |part: &str, number: &str| {
        let content = file.0.lock().expect("a file");
        let saved: serde_json::Value =
            serde_json::from_str(content.text.as_ref().expect("it was saved")).expect("what was written");
        saved[part][number].as_u64().expect("a number")
    };
    let queries = Cell::new(0);
    let work = |work: &Work<String>| {
        match work {
            Work::Send(chunk) => assert!(saved_number("submit", "number") > chunk.number()),
            Work::Query(_) => {
                queries.set(queries.get() + 1);
                assert!(saved_number("follow", "queries") >= queries.get());
            }
        }
        cloud.work(work)
    };
    let driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), save, work);
    world.block_on(driving).expect("saved");
    let saved = Once::restore(file.read().expect("it was saved"), world.now()).finish();
    let report = rollout.finish();
    assert_eq!(ends(&report), ends(&saved), "the last answers are saved too");
    assert_eq!(ends(&report).iter().filter(|end| **end == "succeeded").count(), 10, "a chunk is lost");
}

#[test]
fn an_error_of_saving_is_the_end_and_what_is_in_flight_is_waited_for() {
    let (cloud, file) = (Cloud::new(vec![Fate::Answered(20), Fate::Answered(1)]), File::default());
    let world = &cloud.world;
    let mut rollout: Once = rollout(6, 2, world.now());
    file.fail_from(2);
    let save = |rollout: &Once| file.save_at_once(rollout);
    let driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), save, |work| cloud.work(work));
    assert_eq!(world.block_on(driving), Err("no space left on device"));
    assert_eq!((file.writes(), world.elapsed()), (2, 20));
    assert_eq!((cloud.runs("ins-3"), cloud.runs("ins-4")), (1, 0), "two chunks left, and no third");
    let progress = rollout.progress();
    assert_eq!((progress.outcomes.accepted, progress.outcomes.not_sent, progress.in_flight), (4, 2, 0));
    assert_eq!(rollout.not_sent_reason(), Some("the machine could not be saved before"));

    run(&mut rollout, &cloud);
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 6]);
}

#[test]
fn a_save_that_takes_until_the_work_is_due_sends_nothing_and_uses_no_attempt() {
    let cloud = Cloud::new(Vec::new());
    let world = &cloud.world;
    let mut rollout: Once = rollout(2, 1, world.now());
    let saves = Cell::new(0);
    let save = |_: &Once| {
        saves.set(saves.get() + 1);
        let wait = world.sleep(Duration::from_secs(if saves.get() <= 4 { 31 } else { 0 }));
        async move {
            wait.await;
            Ok::<(), Infallible>(())
        }
    };
    let driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), save, |work| cloud.work(work));
    world.block_on(driving).expect("saved");
    assert_eq!(rollout.not_sent_reason(), Some("the machine was saved only after it was due"));
    assert_eq!((ends(&rollout.finish()), cloud.runs("ins-0")), (vec!["succeeded"; 2], 1));
}

#[test]
fn a_pause_takes_what_is_in_flight_and_the_machine_goes_on_later() {
    let (cloud, file) = (Cloud::new(vec![Fate::Answered(20), Fate::Hangs, Fate::Answered(1)]), File::default());
    let world = &cloud.world;
    let mut rollout: Once = rollout(8, 3, world.now());
    let save = |rollout: &Once| file.save_at_once(rollout);
    let mut driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), save, |work| cloud.work(work));
    assert!(world.run(std::pin::Pin::new(&mut driving), 1).is_none());
    assert_eq!(driving.machine().progress().in_flight, 3);
    driving.pause();
    world.block_on(driving).expect("saved");
    assert_eq!(world.elapsed(), 30, "until the one without an answer is due");
    assert_eq!(rollout.progress().outcomes.accepted, 4);
    assert_eq!((cloud.runs("ins-6"), rollout.progress().tasks.queries), (0, 0), "nothing was started");

    let mut restored = Once::restore(file.read().expect("it was saved"), world.now());
    run(&mut restored, &cloud);
    let expected = ["succeeded", "succeeded", "undetermined", "undetermined"];
    assert_eq!(ends(&restored.finish()), [&expected[..], &["succeeded"; 4]].concat());
}

#[test]
fn a_pause_while_it_saves_starts_nothing() {
    let (cloud, file) = (Cloud::new(Vec::new()), File::default());
    let world = &cloud.world;
    let mut rollout: Once = rollout(4, 1, world.now());
    let save = |rollout: &Once| file.save_after(rollout, world.sleep(Duration::from_secs(1)));
    let mut driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), save, |work| cloud.work(work));
    assert!(world.run(std::pin::Pin::new(&mut driving), 1).is_none());
    driving.pause();
    world.block_on(driving).expect("saved");
    assert_eq!((cloud.runs("ins-0"), rollout.progress().in_flight), (0, 0));
    assert_eq!(rollout.not_sent_reason(), Some("the driver was paused before"));
    let restored = Once::restore(file.read().expect("it was saved"), world.now());
    assert_eq!(ends(&restored.finish()), ["not sent"; 4], "and that is saved too");
}

#[test]
fn a_driver_that_is_dropped_loses_what_was_in_flight_and_nothing_else() {
    let cloud = Cloud::new(vec![Fate::Answered(1), Fate::Answered(20)]);
    let world = &cloud.world;
    let mut rollout: Once = rollout(6, 2, world.now());
    let mut driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), unsaved, |work| cloud.work(work));
    while cloud.runs("ins-5") == 0 {
        assert!(world.run(std::pin::Pin::new(&mut driving), 1).is_none());
    }
    drop(driving);
    run(&mut rollout, &cloud);
    let expected = ["succeeded", "succeeded", "undetermined", "undetermined", "succeeded", "succeeded"];
    assert_eq!(ends(&rollout.finish()), expected);
    assert!(world.elapsed() < 20, "no answer is waited for that nobody would take: {} s", world.elapsed());
    assert!(crate::ids(6).iter().all(|id| cloud.runs(id) == 1));
}

#[test]
fn a_clock_that_is_set_back_costs_no_time() {
    let elapsed = |back: Duration| {
        let cloud = Cloud::new(vec![Fate::Refused(4400), Fate::Answered(5), Fate::LostBefore]);
        let world = &cloud.world;
        let mut rollout: Once = rollout(8, 1, world.now());
        let work = |work: &Work<String>| {
            world.set_back(back);
            cloud.work(work)
        };
        world
            .block_on(drive(&mut rollout, || world.now(), |wait| world.sleep(wait), unsaved, work))
            .unwrap_or_else(|never| match never {});
        assert_eq!(rollout.progress().tasks.ended, 6);
        world.elapsed()
    };
    let straight = elapsed(Duration::ZERO);
    let crooked = elapsed(Duration::from_secs(3001));
    assert!(crooked <= straight + 60, "{crooked} s instead of {straight} s");
}

#[test]
fn a_clock_that_is_behind_its_machine_holds_nothing_up() {
    let cloud = Cloud::new(vec![Fate::Refused(4400)]);
    let world = &cloud.world;
    let mut rollout: Once = rollout(4, 1, world.now() + Duration::from_secs(500_000));
    run(&mut rollout, &cloud);
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 4]);
    assert!(world.elapsed() < 60, "{} s", world.elapsed());
}

#[test]
fn a_driver_that_never_has_to_wait_lets_others_run_in_between() {
    let cloud = Cloud::new(Vec::new());
    let world = &cloud.world;
    let mut rollout: Once = rollout(90, 1, world.now());
    let mut driving = drive(&mut rollout, || world.now(), |wait| world.sleep(wait), unsaved, |work| cloud.work(work));
    assert!(world.run(std::pin::Pin::new(&mut driving), 1).is_none());
    assert_eq!((world.elapsed(), cloud.runs("ins-0"), cloud.runs("ins-88")), (0, 1, 0));
    world.block_on(driving).unwrap_or_else(|never| match never {});
    assert_eq!(ends(&rollout.finish()), ["succeeded"; 90]);
}
