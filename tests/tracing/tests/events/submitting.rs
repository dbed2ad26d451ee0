//! What `Submit` tells.

use async_resp_core::{Asked, Submit};
use async_resp_tests_tracing::collect;

use crate::{Twice, at, finish, ids, next, reply, saved, submit_policy};

/// Each change of a chunk, up to the end.
pub(crate) fn changes() {
    let mut submit = Submit::<Twice>::new(Asked::new(ids(9)), submit_policy(), at(0));
    let mut now = at(0);
    let [partly, refused, lost, unsent] = [(); 4].map(|()| next(&mut submit, &mut now));
    let entries = r#""ins-0":{"code":0,"requestId":"77"},"ins-1":{"code":9005},"ins-99":{"code":0}"#;
    submit.observe(at(1), partly, &mut reply(&format!(r#"{{"code":5400,"detail":{{{entries}}}}}"#)));
    submit.observe(at(1), refused, &mut reply(r#"{"code":4400,"message":"slowly"}"#));
    submit.lost(at(1), lost, "reset");
    submit.not_sent(at(1), unsent, "no route");

    let overdue = next(&mut submit, &mut now);
    let again = next(&mut submit, &mut now);
    submit.observe(now, overdue, &mut reply(r#"{"code":0,"detail":{"ins-8":{"code":0,"requestId":"78"}}}"#));
    submit.observe(now, again, &mut reply(r#"{"code":0,"detail":{"ins-1":{"code":16000},"ins-2":{"code":0}}}"#));
    drop(next(&mut submit, &mut now));
    submit.abandon();
    let stopping = next(&mut submit, &mut now);
    submit.observe(now, stopping, &mut reply(r#"{"code":4100}"#));
    finish(&mut submit, now);
    finish(&mut submit, now);
}

/// A machine that is stopped, saved and restored while a chunk is out.
pub(crate) fn stopped_and_restored() {
    let mut submit = Submit::<Twice>::new(Asked::new(ids(3)), submit_policy(), at(0));
    let out = next(&mut submit, &mut at(0));
    submit.stop();
    submit.stop();
    let mut submit = Submit::<Twice>::restore(saved(&submit), at(1));
    submit.observe(at(1), out, &mut reply(r#"{"code":0,"detail":{"ins-0":{"code":0},"ins-1":{"code":0}}}"#));
    finish(&mut submit, at(1));
}

#[test]
fn each_change_of_a_chunk() {
    assert_eq!(
        collect(changes).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk handed out chunk=1 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk handed out chunk=2 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk handed out chunk=3 attempt=1 ids=2 due_ms=30000",
            "DEBUG chunk answered chunk=0 attempt=1 code=5400 accepted=1 failed=1 unexpected=1 late=false",
            "DEBUG chunk answered chunk=1 attempt=1 code=4400 accepted=0 failed=0 unexpected=0 late=false",
            "WARN chunk refused chunk=1 attempt=1 code=4400 gate_ms=5000",
            "WARN chunk lost chunk=2 attempt=1 ids=2",
            "WARN chunk not sent chunk=3 attempt=1 ids=2",
            "TRACE waiting wait_ms=5000",
            "DEBUG chunk handed out chunk=4 attempt=1 ids=1 due_ms=30000",
            "TRACE waiting wait_ms=30000",
            "WARN chunk overdue chunk=4 ids=1",
            "INFO round planned again=8 given_up=0 wait_ms=5000",
            "TRACE waiting wait_ms=5000",
            "DEBUG chunk handed out chunk=5 attempt=2 ids=2 due_ms=30000",
            "DEBUG chunk answered chunk=4 attempt=1 code=0 accepted=1 failed=0 unexpected=0 late=true",
            "DEBUG chunk answered chunk=5 attempt=2 code=0 accepted=1 failed=1 unexpected=0 late=false",
            "DEBUG chunk handed out chunk=6 attempt=2 ids=2 due_ms=30000",
            "WARN chunk abandoned chunk=6 ids=2",
            "DEBUG chunk handed out chunk=7 attempt=2 ids=2 due_ms=30000",
            "DEBUG chunk answered chunk=7 attempt=2 code=4100 accepted=0 failed=0 unexpected=0 late=false",
            "WARN chunk refused chunk=7 attempt=2 code=4100 gate_ms=0",
            "WARN sending stopped by a reply chunk=7 code=4100",
            "INFO finished accepted=3 failed=1 missing=0 refused=1 not_sent=1 undetermined=3",
        ]
    );
}

#[test]
fn what_is_stopped_and_restored() {
    assert_eq!(
        collect(stopped_and_restored).lines(),
        [
            "DEBUG chunk handed out chunk=0 attempt=1 ids=2 due_ms=30000",
            "INFO sending stopped out=1",
            "WARN chunk lost by restoring chunk=0 ids=2",
            "INFO restored chunks=1",
            "DEBUG chunk answered chunk=0 attempt=1 code=0 accepted=2 failed=0 unexpected=0 late=true",
            "INFO finished accepted=2 failed=0 missing=0 refused=0 not_sent=1 undetermined=0",
        ]
    );
}
