//! A rollout that was saved goes on where it was, and nothing else is taken for one.

use async_resp_core::{Rollout, SavedFollow, SavedRollout, SavedSubmit, Step, TaskKey};
use async_resp_tests::replies::StartReply;
use serde_json::{Value, json};

use crate::{BOTH, Once, at, chunk, finish, is_undetermined, once, query, reply, succeeds};

type Saved = SavedRollout<StartReply<false>>;

fn saved(rollout: &Once) -> Value {
    serde_json::to_value(rollout).expect("text")
}

fn restore(rollout: &Once) -> Once {
    Rollout::restore(serde_json::from_value::<Saved>(saved(rollout)).expect("what was written"), at(5))
}

/// Two ids accepted, a query and a chunk out.
fn half_way() -> (Once, async_resp_core::Query, async_resp_core::Chunk<String>) {
    let mut rollout = once(&["a", "b", "c", "d"]);
    let first = chunk(&mut rollout, at(0));
    rollout.observe(at(0), first, &mut reply(BOTH));
    let (asked, second) = (query(&mut rollout, at(0)), chunk(&mut rollout, at(0)));
    (rollout, asked, second)
}

#[test]
fn it_goes_on_and_what_was_out_counts_all_the_same() {
    let (before, asked, out) = half_way();
    let mut after = restore(&before);
    assert_eq!(after.progress().tasks, before.progress().tasks);
    let progress = after.progress();
    assert_eq!((progress.in_flight, progress.outcomes.accepted, progress.outcomes.undetermined), (0, 2, 2));
    succeeds(&mut after, at(5), asked);
    let late = r#"{"code":0,"detail":{"c":{"code":0,"requestId":"3"},"taskId":"4"}}"#;
    after.observe(at(6), out, &mut reply(late));
    assert_eq!((after.progress().tasks.ended, after.progress().tasks.tasks), (1, 4));
    let report = finish(restore(&after), at(6));
    assert_eq!(report.tasks.pending().count(), 0);
    let keys: Vec<&TaskKey<String>> = report.tasks.states().map(|(key, ..)| key).collect();
    assert_eq!(keys[3], &TaskKey::Stray("taskId".into()));
    assert!(is_undetermined(&report, "d"), "it is missing");
}

#[test]
fn nothing_is_sent_again_that_may_have_run() {
    let (before, _, _) = half_way();
    let report = finish(restore(&before), at(5));
    assert!(is_undetermined(&report, "c") && is_undetermined(&report, "d"));
}

#[test]
fn a_machine_that_was_stopped_stays_so() {
    let (mut before, _, _) = half_way();
    before.stop();
    assert_eq!(restore(&before).step(at(5)).map(drop), Step::Finished);
}

#[test]
fn it_is_read_from_other_formats_and_by_other_readers_too() {
    let (before, _, _) = half_way();
    let mut bytes = Vec::new();
    ciborium::into_writer(&before, &mut bytes).expect("writable");
    let read: Saved = ciborium::from_reader(&bytes[..]).expect("readable");
    assert_eq!(saved(&Rollout::restore(read, at(5))), saved(&restore(&before)));
    let text = serde_json::to_string(&before).expect("text");
    let read: Saved = async_resp_core::json::from_str(&text).expect("readable");
    assert_eq!(saved(&Rollout::restore(read, at(5))), saved(&restore(&before)));
}

#[test]
fn one_of_another_kind_version_or_operation_is_an_error_that_says_so() {
    let text = saved(&half_way().0);
    let error = |path: &str, value: Value| {
        let mut text = text.clone();
        *text.pointer_mut(path).expect(path) = value;
        serde_json::from_value::<Saved>(text).expect_err(path).to_string()
    };
    let cases = [
        ("/form", "rollout/2", "saved as `rollout/2`, but this version reads `rollout/1`"),
        ("/form", "submit/1", "saved as `submit/1`, but this version reads `rollout/1`"),
        ("/submit/form", "submit/2", "saved as `submit/2`, but this version reads `submit/1`"),
        ("/follow/form", "follow/0", "saved as `follow/0`, but this version reads `follow/1`"),
        ("/submit/operation", "Stop", "saved of the operation `Stop`, but this machine is of `Start`"),
        ("/submit/asked/1", "a", "an id is asked twice in `asked`"),
        ("/follow/tasks/1/id", "1", "task `1` was saved twice"),
    ];
    for (path, value, expected) in cases {
        assert_eq!(error(path, value.into()), expected);
    }
    assert_eq!(error("/follow/keys/0/1", json!(7)), "a key is of task 7, but 2 tasks were saved");
    let kinds = error("/follow/keys/0/0", json!({"resource": "a"}));
    assert_eq!(kinds, "a task belongs to an `id` or a `stray`");
    let id = error("/follow/keys/0/0", json!({"id": ""}));
    assert_eq!(id, "`` is not a valid resource id: must not be empty");
    assert!(error("/follow", json!(null)).contains("expected a saved `Saved`"));
}

#[test]
fn what_one_machine_wrote_the_others_do_not_read() {
    let text = saved(&half_way().0);
    let submit = serde_json::from_value::<SavedSubmit<StartReply<false>>>(text.clone()).expect_err("a rollout");
    assert_eq!(submit.to_string(), "saved as `rollout/1`, but this version reads `submit/1`");
    let follow = serde_json::from_value::<SavedFollow<TaskKey<String>>>(text).expect_err("a rollout");
    assert_eq!(follow.to_string(), "saved as `rollout/1`, but this version reads `follow/1`");
}

#[test]
fn a_clock_behind_the_save_moves_both_back() {
    let mut before = once(&["a", "b"]);
    let first = chunk(&mut before, at(900));
    before.observe(at(900), first, &mut reply(BOTH));
    let _lost = query(&mut before, at(900));
    let text = serde_json::to_string(&before).expect("text");
    let mut after = Once::restore(serde_json::from_str(&text).expect("what was written"), at(100));
    assert_eq!(query(&mut after, at(100)).due(), at(130));
    let Step::WaitUntil(tick) = after.step(at(100)) else { panic!("one is asked, and the other was") };
    assert!((at(102)..at(103)).contains(&tick), "two seconds after it was asked for: {tick:?}");
}

#[test]
fn a_clock_behind_the_save_moves_both_back_by_as_much_whichever_was_told_the_time() {
    let mut before = once(&["a", "b", "c"]);
    let first = chunk(&mut before, at(0));
    before.observe(at(0), first, &mut reply(BOTH));
    let _asked = query(&mut before, at(0));
    let second = chunk(&mut before, at(0));
    before.lost(at(900), second, "reset");
    let text = serde_json::to_string(&before).expect("text");

    let mut after = Once::restore(serde_json::from_str(&text).expect("what was written"), at(100));
    let (mut now, mut last) = (at(100), at(100));
    loop {
        match after.step(now) {
            Step::Do(_) => last = now,
            Step::WaitUntil(tick) => now = tick,
            Step::Finished => break,
        }
    }
    // An hour from the start by the clock of then, of which a quarter had gone by.
    assert!((at(2740)..at(2800)).contains(&last), "it is asked for until the deadline: {last:?}");
    assert!(now <= at(2830), "and then for no longer than an answer may take: {now:?}");
}
