//! `testing::Limits`: what is counted against each, and what is told of the one that was broken.

use std::collections::BTreeSet;
use std::num::{NonZeroU32, NonZeroUsize};
use std::pin::pin;

use async_resp_core::testing::{BrokenLimit, FakeCloud, Fault, Faults, Limits};
use async_resp_core::{Asked, Budget, FollowPolicy, Operation, Pace, SubmitPolicy, TaskId};
use async_resp_tests::replies::LIMIT;

use crate::{Check, SECOND, beginning, cloud, poll_once, query, start};

/// A server of an operation that may run as often as it likes, with these limits.
fn limited(limits: Limits) -> FakeCloud {
    let cloud = FakeCloud::new(Operation::new("Start").idempotent(), 1);
    cloud.set_limits(limits);
    cloud
}

/// Sends a request for a resource at this second of the clock, for as long as an answer takes.
fn start_at(cloud: &FakeCloud, second: u32) -> Result<(), &'static str> {
    send_at(cloud, second, cloud.action_body(["a"]))
}

fn query_at(cloud: &FakeCloud, second: u32) -> Result<(), &'static str> {
    send_at(cloud, second, cloud.query_body(["1231000"]))
}

fn send_at(cloud: &FakeCloud, second: u32, body: Vec<u8>) -> Result<(), &'static str> {
    cloud.block_on(cloud.sleep((beginning() + second * SECOND).since(cloud.now())));
    let _ = poll_once(pin!(cloud.send(body)));
    cloud.check().map_err(|broken| broken.limit())
}

/// Each limit, broken by one client that does nothing else wrong.
#[test]
fn what_breaks_a_limit_is_told_with_the_request_and_what_was_expected() {
    let two = NonZeroUsize::new(2);
    let budget = Some(Budget { calls: NonZeroU32::new(2).expect("two"), per: 10 * SECOND });
    let none = Limits::default();
    let act = |cloud: &FakeCloud| drop(start(cloud, &["a"]));
    let ask = |cloud: &FakeCloud| drop(query(cloud, &[TaskId::new("1231000").expect("a number")]));
    let cases: [(Limits, Check<FakeCloud, ()>, &str); 9] = [
        (
            Limits { ids: two, ..none },
            &|cloud| drop(start(cloud, &["a", "b", "c"])),
            "expected at most 2 ids in a request, found 3",
        ),
        (
            Limits { tasks: NonZeroUsize::new(1), ..none },
            &|cloud| drop(query(cloud, &["1", "2"].map(|task| TaskId::new(task).expect("a number")))),
            "expected at most 1 tasks in a query, found 2",
        ),
        (
            Limits { calls: budget, ..none },
            &|cloud| (0..3).for_each(|_| act(cloud)),
            "expected at most 2 requests in any 10s, found",
        ),
        (
            Limits { queries: budget, ..none },
            &|cloud| (0..3).for_each(|_| ask(cloud)),
            "expected at most 2 queries in any 10s, found",
        ),
        (
            Limits { poll_floor: Some(SECOND), ..none },
            &|cloud| [act, ask, ask].iter().for_each(|call| call(cloud)),
            "expected at least 1s between two queries of a task, found",
        ),
        (
            Limits { attempts: NonZeroU32::new(2), ..none },
            &|cloud| (0..3).for_each(|_| act(cloud)),
            "expected at most 2, found attempt 3 at `a`",
        ),
        (
            Limits { runs: NonZeroU32::new(1), ..none },
            &|cloud| (0..2).for_each(|_| act(cloud)),
            "expected at most 1 on a resource, found run 2 of `a`",
        ),
        (
            Limits { deadline: Some(cloud(1).now()), ..none },
            &act,
            "expected no request at or after the deadline, found one 0ns after it",
        ),
        (
            Limits { query_deadline: Some(cloud(1).now()), ..none },
            &ask,
            "expected no request at or after the deadline, found one 0ns",
        ),
    ];
    let mut names = BTreeSet::new();
    for (limits, client, expected) in cases {
        let kept = FakeCloud::new(Operation::new("Start").idempotent(), 1);
        client(&kept);
        assert_eq!(kept.check(), Ok(()), "no limit, none broken");

        let cloud = FakeCloud::new(Operation::new("Start").idempotent(), 1);
        cloud.set_limits(limits);
        client(&cloud);
        let broken = cloud.check().expect_err(expected);
        assert!(broken.to_string().contains(expected), "{broken}\n{expected}");
        assert_eq!(broken.request() + 1, cloud.requests(), "the last one: {broken}");
        names.insert(broken.limit());
    }
    assert_eq!(names.len(), 9, "{names:?}");
}

#[test]
fn the_list_of_ids_has_the_operations_limit_from_the_start() {
    let cloud = cloud(1);
    assert_eq!(cloud.limits().ids, Some(LIMIT));
    assert_eq!(cloud.limits().runs, NonZeroU32::new(1));
    let asked: Asked<String> = ["a", "b", "c"].map(String::from).into_iter().collect();
    assert!(cloud.block_on(cloud.send(cloud.action_body(&asked))).is_ok());
    assert_eq!(cloud.check().map_err(|broken| broken.limit()), Err("ids"));
}

#[test]
fn to_hold_to_policies_is_to_have_their_limits_too() {
    let submit = SubmitPolicy {
        attempts: NonZeroU32::new(7).expect("seven"),
        budget: Budget { calls: NonZeroU32::new(11).expect("eleven"), per: 13 * SECOND },
        within: 17 * SECOND,
        ..SubmitPolicy::default()
    };
    let follow = FollowPolicy {
        group: NonZeroUsize::new(19).expect("nineteen"),
        budget: Budget { calls: NonZeroU32::new(23).expect("twenty-three"), per: 29 * SECOND },
        pace: Pace::constant(31 * SECOND),
        within: 37 * SECOND,
        ..FollowPolicy::default()
    };
    let cloud = cloud(1);
    cloud.block_on(cloud.sleep(1000 * SECOND));
    cloud.hold_to(submit, follow);
    let expected = Limits {
        ids: Some(LIMIT),
        tasks: Some(follow.group),
        calls: Some(submit.budget),
        queries: Some(follow.budget),
        poll_floor: Some(31 * SECOND),
        attempts: Some(submit.attempts),
        runs: NonZeroU32::new(1),
        deadline: Some(cloud.now() + 17 * SECOND),
        query_deadline: Some(cloud.now() + 37 * SECOND),
    };
    assert_eq!(cloud.limits(), expected);
    assert_eq!(FakeCloud::new(Operation::new("Start").idempotent(), 1).limits(), Limits::default());
}

#[test]
fn a_limit_counts_in_any_window_and_its_end_is_left_out() {
    let budget = Some(Budget { calls: NonZeroU32::new(2).expect("two"), per: 10 * SECOND });
    let calls = limited(Limits { calls: budget, ..Limits::default() });
    let kept = [0, 9, 10, 19].map(|second| start_at(&calls, second));
    assert_eq!((kept, start_at(&calls, 19)), ([Ok(()); 4], Err("calls")), "three from 10 to 19");
    let queries = limited(Limits { queries: budget, ..Limits::default() });
    let kept = [0, 9, 10, 19].map(|second| query_at(&queries, second));
    assert_eq!((kept, query_at(&queries, 19)), ([Ok(()); 4], Err("queries")));

    let floor = limited(Limits { poll_floor: Some(5 * SECOND), ..Limits::default() });
    assert_eq!(start_at(&floor, 0), Ok(()));
    let kept = [1, 6, 11].map(|second| query_at(&floor, second));
    assert_eq!((kept, query_at(&floor, 15)), ([Ok(()); 3], Err("poll_floor")));
}

#[test]
fn a_deadline_is_one_of_the_clock_and_for_its_own_api() {
    let deadline = Some(beginning() + 10 * SECOND);
    let action = limited(Limits { deadline, ..Limits::default() });
    assert_eq!([start_at(&action, 9), query_at(&action, 11), start_at(&action, 12)], [Ok(()), Ok(()), Err("deadline")]);
    let query = limited(Limits { query_deadline: deadline, ..Limits::default() });
    let seen = [query_at(&query, 9), start_at(&query, 11), query_at(&query, 12)];
    assert_eq!(seen, [Ok(()), Ok(()), Err("query_deadline")]);

    let set_back = limited(Limits { deadline, ..Limits::default() });
    set_back.set_back(3 * SECOND);
    set_back.block_on(set_back.sleep(12 * SECOND));
    assert_eq!(start_at(&set_back, 9), Ok(()), "by what the clock says");
    assert_eq!(start_at(&set_back, 10), Err("deadline"));
}

#[test]
fn the_first_limit_that_was_broken_is_told() {
    let cloud = limited(Limits { ids: Some(NonZeroUsize::MIN), ..Limits::default() });
    assert_eq!(start_at(&cloud, 0), Ok(()));
    assert_eq!(send_at(&cloud, 1, cloud.action_body(["a", "b"])), Err("ids"));
    let first = cloud.check();
    cloud.set_limits(Limits { deadline: Some(cloud.now()), ..cloud.limits() });
    assert_eq!(send_at(&cloud, 2, cloud.action_body(["a", "b"])), Err("ids"));
    assert_eq!((cloud.check(), first.as_ref().map_err(BrokenLimit::request)), (first.clone(), Err(1)));
}

#[test]
fn what_did_not_leave_or_was_turned_away_is_no_attempt() {
    let used = |fault: Fault| {
        let cloud = limited(Limits { attempts: Some(NonZeroU32::MIN), ..Limits::default() });
        cloud.script([fault]);
        assert_eq!(start_at(&cloud, 0), Ok(()), "{fault:?}");
        start_at(&cloud, 100) == Err("attempts")
    };
    let free = [Fault::Unconnected, Fault::Refused(4400), Fault::Refused(6200)];
    let costs = [
        Fault::None,
        Fault::LostBefore,
        Fault::LostAfter,
        Fault::HangBefore,
        Fault::HangAfter,
        Fault::Late(SECOND),
        Fault::Doubled,
        Fault::DoubledUnseen,
        Fault::Garbled,
        Fault::Refused(4200),
        Fault::RefusedAfter(6000),
    ];
    assert_eq!((free.map(used), costs.map(used)), ([false; 3], [true; 11]));

    let closed = limited(Limits { attempts: Some(NonZeroU32::MIN), ..Limits::default() });
    closed.set_faults(Faults { throttled: 1.0, ..Faults::NONE });
    assert_eq!((start_at(&closed, 0), start_at(&closed, 1)), (Ok(()), Ok(())));
}
