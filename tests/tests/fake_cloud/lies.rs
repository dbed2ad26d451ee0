//! `testing::Lies`: what each rate makes of a reply, one at a time, while everything runs.

use std::collections::BTreeSet;

use async_resp_core::testing::{FakeCloud, Lies};
use async_resp_core::{BatchResponse, Code, Lists, Operation, Report, TaskReply, json};
use async_resp_tests::{outcomes, tasks};

use crate::{Once, SEEDS, report, start};

const IDS: [&str; 3] = ["a", "b", "c"];

fn lying(seed: u64, lies: Lies) -> FakeCloud {
    let cloud = FakeCloud::new(Once::OPERATION, seed);
    cloud.set_lies(lies);
    cloud
}

fn lie_rates(lies: Lies) -> [f64; 10] {
    let Lies {
        outer,
        empty,
        omitted,
        misspelled,
        repeated,
        contradicted,
        failed_with_task,
        unnumbered,
        beside,
        spelling,
    } = lies;
    [outer, empty, omitted, misspelled, repeated, contradicted, failed_with_task, unnumbered, beside, spelling]
}

/// The answer to a request for three resources, on each of which something runs.
fn told(lies: Lies) -> (String, FakeCloud) {
    let cloud = lying(1, lies);
    let answer = start(&cloud, &IDS).expect("answered");
    assert_eq!(IDS.map(|id| cloud.runs(id)), [1; 3], "whatever is told");
    (answer, cloud)
}

fn all(outcome: &'static str) -> Vec<(String, &'static str)> {
    IDS.map(|id| (id.to_owned(), outcome)).into()
}

fn true_tasks(cloud: &FakeCloud) -> Vec<(String, String)> {
    let tasks = IDS.iter().flat_map(|id| cloud.tasks_of(id).into_iter().map(move |(task, _)| (id, task)));
    tasks.map(|(id, task)| ((*id).to_owned(), task.as_str().to_owned())).collect()
}

fn named_tasks(report: &Report<String>) -> Vec<(String, String)> {
    tasks(report).into_iter().map(|(id, task)| (id, task.to_owned())).collect()
}

#[test]
fn all_is_every_rate() {
    assert!(lie_rates(Lies::all(0.5)).iter().all(|rate| (rate - 0.5).abs() < 1e-9));
    assert!(lie_rates(Lies::NONE).iter().all(|rate| rate.abs() < 1e-9));
    assert_eq!(Lies::default(), Lies::NONE);
}

#[test]
fn without_a_lie_all_is_told_as_it_is() {
    let (answer, cloud) = told(Lies::NONE);
    let report = report(&answer, &IDS);
    assert_eq!((outcomes(&report), named_tasks(&report)), (all("accepted"), true_tasks(&cloud)));
    assert_eq!((report.replies().next().map(TaskReply::code), report.anomalies().count()), (Some(Code::SUCCESS), 0));
    assert!(!answer.contains("\"msg\""), "{answer}");
}

#[test]
fn an_outer_code_is_another_than_the_entries_say() {
    let codes: BTreeSet<i64> = SEEDS
        .map(|seed| {
            let answer = start(&lying(seed, Lies { outer: 1.0, ..Lies::NONE }), &IDS).expect("answered");
            assert_eq!(outcomes(&report(&answer, &IDS)), all("accepted"));
            json::from_str::<TaskReply>(&answer).expect(&answer).code().get()
        })
        .collect();
    assert!(codes.iter().eq(&[0, 5100, 5400, 6000]), "{codes:?}");
}

#[test]
fn an_empty_detail_is_an_empty_list_or_null() {
    let lies = Lies { empty: 1.0, ..Lies::NONE };
    let (answer, _) = told(lies);
    assert!(answer.ends_with(",\"detail\":[]}"), "{answer}");
    assert_eq!(outcomes(&report(&answer, &IDS)), all("missing"));
    let (answer, _) = told(Lies { spelling: 1.0, ..lies });
    assert!(answer.ends_with(",\"detail\":null}"), "{answer}");

    // The reply of an operation that lists failures alone says that there are none, which would be a lie about what ran.
    let failures = FakeCloud::new(Operation::new("Start").with_lists(Lists::Failures), 1);
    failures.set_lies(Lies { omitted: 1.0, ..lies });
    failures.script_failure("a", Code::new(7));
    assert!(start(&failures, &IDS).expect("answered").contains("\"a\":{\"code\":7"));
}

#[test]
fn an_entry_is_left_out_or_misspelled() {
    let (answer, _) = told(Lies { omitted: 1.0, ..Lies::NONE });
    assert_eq!(outcomes(&report(&answer, &IDS)), all("missing"));
    let (answer, cloud) = told(Lies { misspelled: 1.0, ..Lies::NONE });
    let report = report(&answer, &IDS);
    assert_eq!(outcomes(&report), all("missing"));
    let expected: Vec<_> = true_tasks(&cloud).into_iter().map(|(id, task)| (format!("q-{id}"), task)).collect();
    assert_eq!(named_tasks(&report), expected);
}

#[test]
fn an_entry_comes_twice_alike_or_not() {
    let (answer, _) = told(Lies { repeated: 1.0, ..Lies::NONE });
    let alike = report(&answer, &IDS);
    assert_eq!((outcomes(&alike), alike.tally().repeated), (all("accepted"), 3));
    let (answer, cloud) = told(Lies { contradicted: 1.0, ..Lies::NONE });
    let contradicted = report(&answer, &IDS);
    assert_eq!((outcomes(&contradicted), named_tasks(&contradicted)), (all("undetermined"), true_tasks(&cloud)));
    let last = answer.rfind("\"c\":").map(|at| &answer[at..]).expect("twice");
    assert!(last.starts_with("\"c\":{\"code\":9005"), "the second time it is a failure: {answer}");

    let failing = lying(1, Lies { contradicted: 1.0, ..Lies::NONE });
    failing.script_failure("a", Code::new(7));
    assert_eq!(outcomes(&report(&start(&failing, &["a"]).expect("answered"), &["a"])), [("a".to_owned(), "failed")]);
}

#[test]
fn a_task_is_named_by_a_failure_or_not_at_all() {
    let (answer, cloud) = told(Lies { failed_with_task: 1.0, ..Lies::NONE });
    let failed = report(&answer, &IDS);
    assert_eq!((outcomes(&failed), named_tasks(&failed)), (all("failed"), true_tasks(&cloud)));
    let (answer, _) = told(Lies { unnumbered: 1.0, ..Lies::NONE });
    let unnumbered = report(&answer, &IDS);
    assert_eq!((outcomes(&unnumbered), named_tasks(&unnumbered)), (all("accepted"), Vec::new()));
}

#[test]
fn a_task_is_named_beside_the_entries() {
    let (answer, cloud) = told(Lies { beside: 1.0, ..Lies::NONE });
    let report = report(&answer, &IDS);
    let expected = true_tasks(&cloud);
    assert_eq!((outcomes(&report), named_tasks(&report)), (all("accepted"), expected[1..].to_vec()));
    let strays: Vec<(&str, &str)> = report.stray_tasks().map(|(key, task)| (key, task.as_str())).collect();
    assert_eq!(strays, [("taskId", &*expected[0].1)]);
}

#[test]
fn a_reply_is_spelled_otherwise() {
    let cloud = lying(1, Lies { spelling: 1.0, ..Lies::NONE });
    cloud.script_failure("b", Code::new(7));
    let answer = start(&cloud, &["a", "b"]).expect("answered");
    let task = cloud.tasks_of("a").remove(0).0;
    let expected = format!(
        "{{\"code\":\"5400\",\"message\":\"\",\"detail\":{{\"a\":{{\"code\":\"0\",\"msg\":\"\",\"requestId\":{task}}},\
         \"b\":{{\"code\":\"7\",\"msg\":\"the resource cannot be operated\"}},\"total\":\"1\"}}}}"
    );
    assert_eq!(answer, expected);
}
