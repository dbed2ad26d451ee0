//! With what the program ends.

use std::process::Stdio;

use crate::run::{Ran, Server, command, run};

#[test]
fn the_status_tells_how_the_machines_ended() {
    let arguments = |fault: &'static str| ["--second", "1", "--machines", "150", fault, "1"];
    for (fault, status) in [("--seed", 1), ("--wrong-codes", 0), ("--repeated", 0), ("--failed-tasks", 2)] {
        assert_eq!(run(&arguments(fault)).status, status, "{fault}");
    }
    assert_eq!(run(&["--machines", "0"]).status, 0, "nothing was asked");
}

#[test]
fn what_is_not_a_run_has_a_status_of_its_own() {
    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let server = Server::start(&[]);
    let client = |state| Ran::from(server.client(state, &["--machines", "1"]).output().expect("the program runs"));

    std::fs::write(&state, r#"{"form":"rollout/0"}"#).expect("a file can be written");
    let ran = client(&state);
    assert_eq!((ran.status, &*ran.stdout), (4, ""));
    assert!(ran.stderr.contains("state.json: the state cannot be read: "), "{}", ran.stderr);

    let nowhere = directory.path().join("no such directory/state.json");
    assert_eq!(client(&nowhere).status, 74);
    assert_eq!(run(&["--no-such-option"]).status, 64);
    assert_eq!(run(&["--failed", "1.5"]).status, 64);
    assert!(server.truth().is_empty(), "nothing was sent");
}

#[test]
fn a_server_ends_by_itself_and_counts() {
    let ran = Ran::from(command(&["server", "--idle", "0"]).stderr(Stdio::inherit()).output().expect("it runs"));
    assert!(ran.stdout.starts_with("127.0.0.1:"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("\n0 machines named, 0 begun, 0 begun twice\n"), "{}", ran.stdout);
    assert_eq!(ran.status, 0);
}

#[test]
fn the_help_names_every_status() {
    for part in [&["--help"][..], &["client", "--help"]] {
        let ran = run(part);
        for told in ["0  every", "1  some", "2  the", "3  a request", "4  the", "64 ", "74 ", "75 "] {
            assert!(ran.stdout.contains(told), "{told}");
        }
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    }
}
