//! The comparison of a report with what happened.

use std::pin::pin;

use async_resp_core::testing::{FakeCloud, Fault, Lies};
use async_resp_core::{Code, Operation, RolloutReport, TaskState, Work, drive, unsaved};
use async_resp_tests::client;

use crate::{cloud, names, poll_once, rollout};

/// The report of a rollout of one resource that ends so.
fn told(end: &str) -> RolloutReport<String> {
    let cloud = cloud(1);
    match end {
        "not started" => cloud.script_failure("a", Code::new(16000)),
        "no task" => cloud.set_lies(Lies { unnumbered: 1.0, ..Lies::NONE }),
        "undetermined" => cloud.script([Fault::LostAfter]),
        end => cloud.script_end("a", task_state(end)),
    }
    let mut rollout = rollout(&cloud, &["a"]);
    let send = |work: &Work<String>| client::send(&cloud, work);
    let driven = cloud.block_on(drive(&mut rollout, || cloud.now(), |time| cloud.sleep(time), unsaved, send));
    driven.unwrap_or_else(|never| match never {});
    let report = rollout.finish();
    assert_eq!((names(&report), cloud.check_ends(&report.ends())), (vec![end], Ok(())));
    report
}

fn task_state(end: &str) -> TaskState<String> {
    match end {
        "succeeded" => TaskState::Succeeded,
        "failed" => TaskState::failed(Code::new(7), "full"),
        "cancelled" => TaskState::Cancelled,
        other => panic!("{other}"),
    }
}

#[test]
fn a_report_is_compared_with_what_happened() {
    let truths: [&[&str]; 5] = [&[], &["succeeded"], &["failed"], &["cancelled"], &["failed", "succeeded"]];
    let cases = [
        ("not started", [true, false, false, false, false]),
        ("no task", [false, true, true, true, true]),
        ("succeeded", [false, true, false, false, true]),
        ("failed", [false, false, true, false, true]),
        ("cancelled", [false, false, false, true, false]),
        ("undetermined", [true; 5]),
    ];
    let mut untruths = Vec::new();
    for (end, expected) in cases {
        let report = told(end);
        let is_true = truths.map(|tasks| {
            let cloud = FakeCloud::new(Operation::new("Start").idempotent(), 1);
            for task in tasks {
                cloud.script_end("a", task_state(task));
                assert!(poll_once(pin!(cloud.send(cloud.action_body(["a"])))).is_pending());
            }
            let checked = cloud.check_ends(&report.ends());
            untruths.extend(checked.as_ref().err().map(|untruth| (untruth.id().to_owned(), untruth.to_string())));
            checked.is_ok()
        });
        assert_eq!(is_true, expected, "{end}");
    }
    assert!(untruths.iter().all(|(id, _)| id == "a"));
    let expected = [
        "`a` is told to be not started, but its task ended as Succeeded",
        "`a` is told to be no task, but nothing ever ran on it",
        "`a` is told to be cancelled, but its 2 tasks ended as [Failed { code: Code(7), message: Some(\"full\") }, Succeeded]",
    ];
    for text in expected {
        assert!(untruths.iter().any(|(_, untruth)| untruth == text), "{text}\n{untruths:#?}");
    }
}
