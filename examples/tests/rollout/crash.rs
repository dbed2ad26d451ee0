//! Clients that are killed, interrupted or without a server, and go on.

use std::collections::BTreeMap;
use std::process::Command;

use crate::run::{self, Client, Ran, Server, count};

/// Long enough for a run to be under way still when a test has read of it.
const SECOND: [&str; 2] = ["--second", "5"];

/// Holds a table against what the server did: each machine at most one task, which ended as its row says.
fn assert_true(ends: &BTreeMap<&str, &str>, server: &Server) {
    let truth = server.truth();
    assert!(truth.keys().all(|id| ends.contains_key(&**id)), "every machine that was named has a row");
    for (id, end) in ends {
        let tasks: Vec<&str> = truth.get(*id).into_iter().flatten().map(String::as_str).collect();
        let is_so = match *end {
            "succeeded" => tasks == ["succeeded"],
            "failed" => tasks == ["failed"],
            "not started" => tasks.is_empty(),
            "undetermined" => tasks.len() <= 1,
            _ => false,
        };
        assert!(is_so, "{id} {end}, but its tasks: {tasks:?}");
    }
}

/// A client's end, where that is to have stopped all machines.
fn assert_all_stopped(ran: &Ran, server: &Server, machines: usize) {
    assert_eq!(count(&ran.ends(), "succeeded"), machines);
    assert_true(&ran.ends(), server);
    assert_eq!(ran.status, 0);
}

/// Waits until a client tells that it has come further than where it began.
fn wait_for_progress(client: &mut Client) {
    let mut lines = 0;
    client.wait_for(|line| {
        lines += usize::from(line.contains(" machines accepted"));
        lines == 2
    });
}

fn kill_in_the_middle(client: Command) {
    let mut client = Client::start(client);
    wait_for_progress(&mut client);
    client.kill();
}

#[test]
fn a_client_that_is_killed_goes_on_and_does_nothing_twice() {
    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let server = Server::start(&SECOND);

    kill_in_the_middle(server.client(&state, &SECOND));
    kill_in_the_middle(server.client(&state, &SECOND));

    let ran = Ran::from(server.client(&state, &SECOND).output().expect("the program runs"));
    let ends = ran.ends();
    assert_eq!(ends.len(), 2500);
    assert_true(&ends, &server);
    // Nothing else goes wrong here: what is open is what was out when a client was killed, four requests at most.
    let undetermined = count(&ends, "undetermined");
    assert!(undetermined <= 2 * 4 * 100, "{undetermined}");
    assert_eq!(count(&ends, "succeeded"), 2500 - undetermined);
    assert_eq!(ran.status, i32::from(undetermined > 0));

    let truth = server.truth();
    let again = Ran::from(server.client(&state, &SECOND).output().expect("the program runs"));
    assert_eq!((again.stdout, again.status), (ran.stdout, ran.status), "what has ended is told again");
    assert_eq!(server.truth(), truth, "and not done again");
}

#[test]
fn what_was_out_when_a_client_was_killed_is_sent_again_if_that_is_idempotent() {
    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let server = Server::start(&[&SECOND[..], &["--idempotent"]].concat());
    let client = || server.client(&state, &[&SECOND[..], &["--idempotent"]].concat());

    for _ in 0..2 {
        kill_in_the_middle(client());
    }
    let ran = Ran::from(client().output().expect("the program runs"));
    assert_all_stopped(&ran, &server, 2500);
}

#[test]
fn a_client_that_is_interrupted_loses_nothing() {
    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let server = Server::start(&SECOND);
    let client = || server.client(&state, &SECOND);

    let mut first = Client::start(client());
    wait_for_progress(&mut first);
    first.interrupt();
    assert_eq!(first.end().status, 75);

    let ran = Ran::from(client().output().expect("the program runs"));
    assert_all_stopped(&ran, &server, 2500);
}

#[test]
fn a_client_waits_for_a_server_that_is_not_there_yet() {
    // A port that is this test's own, and that nothing listens on.
    let port = tokio::net::TcpSocket::new_v4().expect("there are sockets");
    port.set_reuseport(true).expect("it can be shared with the server");
    port.bind((std::net::Ipv4Addr::LOCALHOST, 0).into()).expect("there are ports");
    let address = port.local_addr().expect("it has an address");

    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let mut client = Client::start(run::client(&address.to_string(), &state, &["--second", "2", "--machines", "300"]));
    client.wait_for(|line| line.contains("a request was not sent, and is tried again: "));
    let server = Server::start(&["--port", &address.port().to_string()]);
    let ran = client.end();
    assert_all_stopped(&ran, &server, 300);
}

#[test]
fn a_client_that_is_killed_while_all_goes_wrong() {
    let directory = tempfile::tempdir().expect("there is room for files");
    let state = directory.path().join("state.json");
    let faults = "--failed 0.1 --failed-tasks 0.1 --slow 0.01 --lost 0.1 --refused 0.05 --throttled 0.1 \
                  --wrong-codes 0.5 --repeated 0.01";
    let arguments: Vec<&str> = SECOND.into_iter().chain(faults.split_whitespace()).collect();
    let server = Server::start(&arguments);
    let client = || server.client(&state, &SECOND);

    for _ in 0..3 {
        kill_in_the_middle(client());
    }
    let ran = Ran::from(client().output().expect("the program runs"));
    let ends = ran.ends();
    assert_eq!(ends.len(), 2500);
    assert_true(&ends, &server);
    // Twelve of the 25 requests may have been out when a client was killed, and a tenth of the others are lost.
    let [succeeded, failed, not_started] = ["succeeded", "failed", "not started"].map(|end| count(&ends, end));
    assert!(succeeded > 100 && failed > 10 && not_started > 10, "{succeeded}, {failed}, {not_started}");
    assert_eq!(ran.status, 1);
}
