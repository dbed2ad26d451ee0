//! `testing::Faults`: what each rate does at a server, one at a time.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::time::Duration;

use async_resp_core::testing::{FakeCloud, Faults};
use async_resp_core::{BatchResponse, Budget, Code, Operation, QueryAnswer, SendError, TaskEnd, TaskId, TaskState};
use async_resp_tests::replies::BUSY;

use crate::{Once, SECOND, SEEDS, query, start, within};

fn faulty(seed: u64, faults: Faults) -> FakeCloud {
    let cloud = FakeCloud::new(Once::OPERATION, seed);
    cloud.set_faults(faults);
    cloud
}

/// What a client sees of a request for one resource in ten seconds, in a word: how that failed, the code of a refusal, or the
/// code of its entry.
fn seen(cloud: &FakeCloud) -> String {
    let sent = within(cloud, 10 * SECOND, cloud.send(cloud.action_body(["a"])));
    let answer = match cloud.block_on(sent) {
        None => return "nothing".into(),
        Some(Err(SendError::NotSent(_))) => return "not sent".into(),
        Some(Err(SendError::Lost(_))) => return "lost".into(),
        Some(Ok(answer)) => answer,
    };
    let Ok(reply) = serde_json::from_slice::<serde_json::Value>(&answer) else { return "unreadable".into() };
    match &reply["detail"]["a"] {
        serde_json::Value::Null => reply["code"].to_string(),
        entry => format!("entry {}", entry["code"]),
    }
}

/// The rates by their names. Whoever adds one has to say here that it has a test.
fn fault_rates(faults: Faults) -> [(&'static str, f64); 20] {
    let Faults {
        unconnected,
        lost_before,
        lost_after,
        hang,
        late,
        late_by: _,
        doubled,
        garbled,
        throttled,
        closed_for: _,
        quota: _,
        refused,
        denied,
        busy,
        gone,
        poll_failed,
        unnamed,
        unknown,
        slow,
        endless,
        failed,
        cancelled,
        partly,
    } = faults;
    [
        ("unconnected", unconnected),
        ("lost_before", lost_before),
        ("lost_after", lost_after),
        ("hang", hang),
        ("late", late),
        ("doubled", doubled),
        ("garbled", garbled),
        ("throttled", throttled),
        ("refused", refused),
        ("denied", denied),
        ("busy", busy),
        ("gone", gone),
        ("poll_failed", poll_failed),
        ("unnamed", unnamed),
        ("unknown", unknown),
        ("slow", slow),
        ("endless", endless),
        ("failed", failed),
        ("cancelled", cancelled),
        ("partly", partly),
    ]
}

#[test]
fn all_is_every_rate_but_for_what_ends_all_sending() {
    for (name, rate) in fault_rates(Faults::all(0.5)) {
        let expected = match name {
            "refused" => 0.005,
            "denied" => 0.0,
            _ => 0.5,
        };
        assert!((rate - expected).abs() < 1e-9, "{name}: {rate}");
    }
    assert!(fault_rates(Faults::NONE).iter().all(|(_, rate)| rate.abs() < 1e-9));
    assert_eq!(Faults::default(), Faults::NONE);
    let Faults { late_by, closed_for, quota, .. } = Faults::all(0.5);
    assert_eq!((late_by, closed_for, quota), (60 * SECOND, 20 * SECOND, None));
}

/// What a client sees of it, and how often the resource then ran: all that there is, over many seeds.
#[test]
fn each_fault_of_a_request_does_what_it_says() {
    const NONE: Faults = Faults::NONE;
    let cases: [(Faults, &[(&str, usize)]); 12] = [
        (NONE, &[("entry 0", 1)]),
        (Faults { unconnected: 1.0, ..NONE }, &[("not sent", 0)]),
        (Faults { lost_before: 1.0, ..NONE }, &[("lost", 0)]),
        (Faults { lost_after: 1.0, ..NONE }, &[("lost", 1)]),
        (Faults { hang: 1.0, ..NONE }, &[("nothing", 0), ("nothing", 1)]),
        (Faults { doubled: 1.0, ..NONE }, &[("4500", 1), ("entry 0", 1)]),
        (Faults { garbled: 1.0, ..NONE }, &[("unreadable", 1)]),
        (Faults { throttled: 1.0, ..NONE }, &[("4400", 0), ("6200", 0)]),
        (Faults { denied: 1.0, ..NONE }, &[("4104", 0)]),
        (Faults { busy: 1.0, ..NONE }, &[("entry 9005", 0)]),
        (Faults { gone: 1.0, ..NONE }, &[("entry 16000", 0)]),
        (
            Faults { refused: 1.0, ..NONE },
            &[
                ("4200", 0),
                ("4500", 0),
                ("4500", 1),
                ("4999", 0),
                ("4999", 1),
                ("5000", 0),
                ("5100", 0),
                ("5100", 1),
                ("5200", 0),
                ("6000", 0),
                ("6000", 1),
            ],
        ),
    ];
    assert_eq!(BUSY, 9005);
    for (faults, expected) in cases {
        let all: BTreeSet<(String, usize)> = SEEDS
            .map(|seed| {
                let cloud = faulty(seed, faults);
                (seen(&cloud), cloud.runs("a"))
            })
            .collect();
        let all: Vec<(&str, usize)> = all.iter().map(|(seen, runs)| (&**seen, *runs)).collect();
        assert_eq!(all, expected, "{faults:?}");
    }
}

#[test]
fn a_rate_is_a_part_of_all_and_a_request_meets_one_fault_at_most() {
    let cloud = faulty(1, Faults { unconnected: 0.25, lost_before: 0.75, busy: 1.0, ..Faults::NONE });
    let unconnected = (0..1000).filter(|_| seen(&cloud) == "not sent").count();
    assert!((200..300).contains(&unconnected), "{unconnected}");
    assert_eq!(cloud.runs("a"), 0);
    let busy = faulty(1, Faults { busy: 0.25, ..Faults::NONE });
    let failed = (0..1000).filter(|_| seen(&busy) == "entry 9005").count();
    assert!((200..300).contains(&failed), "{failed}");
    assert_eq!(busy.runs("a"), 1000 - failed);
}

#[test]
fn a_late_answer_comes_within_its_time() {
    let mut latest = Duration::ZERO;
    for seed in SEEDS {
        let cloud = faulty(seed, Faults { late: 1.0, late_by: 9 * SECOND, ..Faults::NONE });
        let sent = cloud.now();
        assert_eq!((seen(&cloud), cloud.runs("a")), ("entry 0".into(), 1));
        latest = latest.max(cloud.now().since(sent));
    }
    assert!(8 * SECOND < latest && latest <= 9 * SECOND, "{latest:?}");
}

#[test]
fn a_closed_server_turns_away_queries_too_and_opens_again_in_time() {
    let mut closed = 0;
    for seed in SEEDS {
        let cloud = faulty(seed, Faults { throttled: 1.0, closed_for: 5 * SECOND, ..Faults::NONE });
        let sent = cloud.now();
        let code = seen(&cloud);
        cloud.set_faults(Faults::NONE);
        let query = cloud.block_on(cloud.send(cloud.query_body(["7"]))).expect("answered");
        if String::from_utf8_lossy(&query).starts_with(&format!("{{\"code\":{code},")) {
            closed += 1;
        }
        cloud.block_on(cloud.sleep((sent + 5 * SECOND).since(cloud.now())));
        assert_eq!(seen(&cloud), "entry 0", "seed {seed}");
    }
    assert!(closed > 100, "{closed}");

    let quota = Budget { calls: NonZeroU32::MIN, per: 30 * SECOND };
    let cloud = faulty(1, Faults { quota: Some(quota), ..Faults::NONE });
    let start = cloud.now();
    let at = |seconds: u32| {
        cloud.block_on(cloud.sleep((start + seconds * SECOND).since(cloud.now())));
        seen(&cloud)
    };
    let codes = [0, 29, 30, 59].map(at);
    assert_eq!(codes, ["entry 0", "4400", "entry 0", "4400"], "what is turned away is not counted");
}

/// A code that means something else for the operation is not that of a failure.
#[test]
fn what_fails_at_once_does_so_with_codes_of_the_operation() {
    const TAKEN: Operation = Operation::new("Start").with_accept(&[Code::new(16000)]).with_retry(&[Code::new(16001)]);
    let codes = |operation: Operation| {
        let code = |faults| {
            let cloud = FakeCloud::new(operation, 1);
            cloud.set_faults(faults);
            seen(&cloud)
        };
        [code(Faults { busy: 1.0, ..Faults::NONE }), code(Faults { gone: 1.0, ..Faults::NONE })]
    };
    assert_eq!(codes(Operation::new("Start")), ["entry 16000", "entry 16000"], "there is no code to retry");
    assert_eq!(codes(TAKEN), ["entry 16001", "entry 16002"]);
}

/// What a query says of a task that takes 100 s: soon, when they are over, and before and after ten times as long.
#[test]
fn each_fault_of_tasks_and_queries_does_what_it_says() {
    const NONE: Faults = Faults::NONE;
    let failed = TaskEnd::Failed { code: Code::new(16004), message: Some("not in a state for this".into()) };
    let cases: [(Faults, [&str; 4], TaskEnd); 9] = [
        (NONE, ["waiting", "succeeded", "succeeded", "succeeded"], TaskEnd::Succeeded),
        (Faults { unnamed: 1.0, ..NONE }, ["unnamed"; 4], TaskEnd::Succeeded),
        (Faults { unknown: 1.0, ..NONE }, ["rescheduling", "succeeded", "succeeded", "succeeded"], TaskEnd::Succeeded),
        (Faults { slow: 1.0, ..NONE }, ["waiting", "waiting", "running", "succeeded"], TaskEnd::Succeeded),
        (Faults { endless: 1.0, ..NONE }, ["waiting", "running", "running", "running"], TaskEnd::Undetermined),
        (Faults { failed: 1.0, ..NONE }, ["waiting", "failed", "failed", "failed"], failed),
        (Faults { cancelled: 1.0, ..NONE }, ["waiting", "cancelled", "cancelled", "cancelled"], TaskEnd::Cancelled),
        (Faults { partly: 1.0, ..NONE }, ["waiting", "partly", "partly", "partly"], TaskEnd::Undetermined),
        (Faults { poll_failed: 1.0, ..NONE }, ["refused"; 4], TaskEnd::Succeeded),
    ];
    for (faults, expected, end) in cases {
        let cloud = faulty(1, faults);
        cloud.set_task_time(100 * SECOND, 100 * SECOND);
        let began = cloud.now();
        start(&cloud, &["a"]).expect("answered");
        let (task, truth) = cloud.tasks_of("a").remove(0);
        let seen = [1, 100, 999, 1000].map(|second| {
            cloud.block_on(cloud.sleep((began + second * SECOND).since(cloud.now())));
            state(&cloud, &task)
        });
        assert_eq!((seen, truth), (expected.map(String::from), end), "{faults:?}");
    }
    let codes: BTreeSet<String> = SEEDS
        .map(|seed| {
            let cloud = faulty(seed, Faults { poll_failed: 1.0, ..NONE });
            let answer = cloud.block_on(cloud.send(cloud.query_body(["7"]))).expect("answered");
            let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
            answer["code"].to_string()
        })
        .collect();
    assert!(codes.iter().eq(["4400", "5000", "6000"]), "{codes:?}");
}

/// The state of a task in a word.
fn state(cloud: &FakeCloud, task: &TaskId) -> String {
    let states = match query(cloud, std::slice::from_ref(task)).expect("readable") {
        QueryAnswer::States { states, hint: None } => states,
        QueryAnswer::States { .. } => return "a hint".into(),
        QueryAnswer::Failed(_) => return "refused".into(),
    };
    match &*states {
        [] => "unnamed".into(),
        [(named, state)] if named == task => match state {
            TaskState::Waiting => "waiting".into(),
            TaskState::Running => "running".into(),
            TaskState::Partly => "partly".into(),
            TaskState::Unrecognised(word) => word.to_string(),
            TaskState::Succeeded => "succeeded".into(),
            TaskState::Failed { .. } => "failed".into(),
            TaskState::Cancelled => "cancelled".into(),
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}
