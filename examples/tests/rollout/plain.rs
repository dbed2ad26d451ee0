//! Both parts in one process.

use crate::run::{count, run};

#[test]
fn every_machine_has_one_end_and_the_server_did_what_the_table_says() {
    let ran = run(&["--second", "1", "--all"]);
    let ends = ran.ends();
    assert_eq!(ends.len(), 2500);
    assert!((1..=2500).all(|number| ends.contains_key(&*format!("ins-{number:08}"))));
    let counts = ["succeeded", "failed", "not started", "undetermined"].map(|end| count(&ends, end));
    let [stopped, failed, not_started, undetermined] = counts;
    assert_eq!(counts.iter().sum::<usize>(), 2500);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(
        ran.remark("ends"),
        format!("{stopped} of 2500 succeeded, {failed} failed, {not_started} not started, {undetermined} undetermined")
    );
    let truth = ran.remark("truth");
    assert!(truth.starts_with(&format!("{} rows right, 0 wrong;", 2500 - undetermined)), "{truth}");
    assert!(truth.ends_with("; 0 begun twice"), "{truth}");
    assert_eq!(ran.status, 1);
}

#[test]
fn what_is_not_a_terminal_gets_plain_lines() {
    let ran = run(&["--second", "1", "--machines", "300"]);
    let is_plain = |text: &str| !text.contains(|char: char| char.is_control() && char != '\n');
    assert!(is_plain(&ran.stdout) && is_plain(&ran.stderr), "{ran:?}");
    assert!(ran.stderr.lines().all(|line| line.starts_with("rollout: ")), "{}", ran.stderr);
    assert!(ran.stderr.contains(" of 300 machines accepted, "), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("resource "), "{}", ran.stdout);
}

#[test]
fn connections_that_are_refused_cost_nothing_but_time() {
    let ran = run(&["--second", "5", "--machines", "1000", "--refused", "1"]);
    assert!(ran.stderr.contains("a request was not sent, and is tried again: "), "{}", ran.stderr);
    assert_eq!(ran.remark("ends"), "1000 of 1000 succeeded");
    assert_eq!(ran.status, 0);
}

#[test]
fn what_was_lost_is_sent_again_if_that_is_idempotent() {
    let ran = run(&["--second", "1", "--machines", "1000", "--lost", "0.2", "--idempotent"]);
    assert_eq!(ran.remark("ends"), "1000 of 1000 succeeded");
    assert!(ran.remark("lost").starts_with("error sending request: "), "{}", ran.stdout);
    assert!(ran.remark("truth").ends_with("; 0 begun twice"), "{}", ran.stdout);
    assert_eq!(ran.status, 0);
}

#[test]
fn machines_that_were_busy_and_requests_over_the_quota_are_sent_again() {
    let ran = run(&["--second", "1", "--all", "--machines", "1000", "--failed", "0.2", "--throttled", "0.3"]);
    let ends = ran.ends();
    let locked = count(&ends, "not started");
    // Half of what fails is locked, and half is busy, which it is four times in a row in one of 10,000 cases.
    assert!((50..150).contains(&locked), "{locked}");
    assert_eq!(count(&ends, "succeeded"), 1000 - locked);
    let others = ran.stdout.lines().filter(|line| line.contains("not started") && !line.contains("8104"));
    assert!(others.count() <= 1, "{}", ran.stdout);
}
