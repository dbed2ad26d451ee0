//! With what the program ends.

use crate::common::{Files, Ran, command, run};
use crate::{ACCEPTED, ALL_FAILED, PARTIAL, REFUSED, objects};

#[test]
fn every_exit_status() {
    let files = Files::new([
        ("all", r#"{"code":0,"detail":{"ins-1":{"code":0}}}"#),
        ("partial", PARTIAL),
        ("none", ALL_FAILED),
        ("refused", REFUSED),
        ("accepted", ACCEPTED),
        ("broken", "{\"code\":0,\n \"detail\":"),
    ]);
    for (name, status) in [("all", 0), ("accepted", 0), ("partial", 1), ("none", 2), ("refused", 3), ("broken", 4)] {
        assert_eq!(files.run(&[name]).status, status, "{name}");
        assert_eq!(objects(&files.run(&["--json", name]))[0]["status"], status, "{name}");
    }
    assert_eq!(files.run(&["none", "all", "partial"]).status, 2, "the highest of all");
    assert_eq!(files.run(&["--no-such-option"]).status, 64);
}

#[test]
fn an_entry_that_nobody_asked_for_counts_by_its_code() {
    let files = Files::new([
        ("asked", "a"),
        ("both accepted", r#"{"code":0,"detail":{"a":{"code":0},"b":{"code":0}}}"#),
        ("both failed", r#"{"code":5100,"detail":{"a":{"code":5},"b":{"code":5}}}"#),
        ("other failed", r#"{"code":5400,"detail":{"a":{"code":0},"b":{"code":5}}}"#),
        ("no id", r#"{"code":5400,"detail":[{"id":"a","code":0},{"code":5}]}"#),
        ("only other", r#"{"code":0,"detail":{"b":{"code":0}}}"#),
    ]);
    for (name, status) in
        [("both accepted", 0), ("both failed", 2), ("other failed", 1), ("no id", 1), ("only other", 1)]
    {
        assert_eq!(files.run(&["--asked", "asked", name]).status, status, "{name}");
    }
    assert!(
        files.run(&["--asked", "asked", "only other"]).stdout.contains("perhaps the same ones in another spelling")
    );
}

#[cfg(unix)]
#[test]
fn whoever_reads_the_output_may_stop() {
    use std::process::Stdio;

    let lines = format!("{ACCEPTED}\n").repeat(5000);
    let files = Files::new([("replies", &lines)]);
    let mut child =
        files.command(&["replies"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().expect("the program ends"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_can_not_be_written() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("there is a full device");
    let ran = Ran::from(command(&[]).stdout(full).output().expect("the program runs"));
    assert_eq!(ran.status, 74);
    assert!(ran.stderr.starts_with("inspect: the output could not be written: "), "{}", ran.stderr);
}

#[test]
fn the_help_names_every_exit_status() {
    let ran = run(&["--help"]);
    for told in
        ["0  all accepted", "1  some", "2  every", "3  the request", "4  something", "64 ", "74 ", "undetermined"]
    {
        assert!(ran.stdout.contains(told), "{told}");
    }
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}
