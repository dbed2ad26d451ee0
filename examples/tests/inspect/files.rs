//! Files that hold several documents, or none, and words that are meant to do harm.

use crate::common::{Files, run_with_input};
use crate::{ACCEPTED, PARTIAL, REFUSED, complaints, objects};

#[test]
fn an_unreadable_line_is_told_and_the_rest_is_done() {
    let lines = format!("{ACCEPTED}\n\n  {{\"code\":0,\"detail\":{{\"ins-1\":{{\"message\":\"ok\"}}}}}}\n{REFUSED}\n");
    let files = Files::new([("replies.jsonl", &lines), ("next.json", PARTIAL)]);
    let ran = files.run(&["replies.jsonl", "next.json"]);
    assert_eq!(
        complaints(&ran),
        [
            "inspect: replies.jsonl:3:46: not readable as a reply: entry `ins-1`: missing field `code`; what became of the \
          request is undetermined, not failed: it may have run"
        ]
    );
    let headings: Vec<_> = ran.stdout.split("\n\n").filter_map(|block| block.lines().next()).collect();
    assert_eq!(headings[..2], ["replies.jsonl:1", "replies.jsonl:4"]);
    assert!(headings.contains(&"next.json"));
    assert_eq!(ran.status, 4);
}

#[test]
fn the_first_line_may_be_the_unreadable_one() {
    for first in ["garbage", r#"{"code":0,"detail":{"ins-1":{"code""#, "{}", "[]", "\u{feff}{\"code\":}"] {
        let ran = run_with_input(&["-"], &format!("{first}\n{ACCEPTED}\n{ACCEPTED}\n"));
        assert!(complaints(&ran)[0].starts_with("inspect: <stdin>:1:"), "{first}: {}", ran.stderr);
        assert_eq!((complaints(&ran).len(), ran.stdout.matches("24534341").count()), (1, 2), "{first}");
    }
}

#[test]
fn what_can_not_be_read() {
    let deep = format!("{{\"code\":0,\"detail\":{{\"x\":{}1{}}}}}", "[".repeat(10_000), "]".repeat(10_000));
    let files =
        Files::new([("empty", ""), ("blank", " \n\n"), ("deep", &deep), ("cut", "{\n \"code\": 0,\n \"detail\": {\n")]);
    for (name, place) in [("empty", ":1:1: "), ("blank", ":"), ("deep", ":1:"), ("cut", ":")] {
        let ran = files.run(&[name]);
        assert!(complaints(&ran)[0].starts_with(&format!("inspect: {name}{place}")), "{}", ran.stderr);
        assert_eq!((complaints(&ran).len(), ran.stdout.as_str(), ran.status), (1, "", 4), "{name}");
    }
    let ran = files.run(&["no such file", "empty"]);
    assert!(complaints(&ran)[0].starts_with("inspect: no such file: cannot be read: "), "{}", ran.stderr);
    assert_eq!((complaints(&ran).len(), ran.status), (2, 4));
    assert_eq!(files.run(&["."]).status, 4, "a directory");
}

#[test]
fn asked_ids_that_can_not_be_read_end_it_at_once() {
    let files = Files::new([("reply", ACCEPTED), ("empty", "\n \n")]);
    for asked in ["no such file", "empty"] {
        let ran = files.run(&["--asked", asked, "reply"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (4, ""), "{asked}");
        assert!(complaints(&ran)[0].contains(asked), "{}", ran.stderr);
    }
    assert_eq!(files.run(&["--asked", "-", "-"]).status, 64, "standard input twice");
    let ran = run_with_input(&["--asked", "-"], "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1\r\n");
    assert!(ran.stdout.contains("1 of 1 accepted, 1 unexpected"), "{}", ran.stdout);
}

#[test]
fn nothing_that_a_server_sends_reaches_the_terminal_unescaped() {
    let evil = r"\u001b]0;pwned\u0007\u009b2J\u202e\u2028";
    let entry = format!(r#"{{"code":1,"message":"{evil}","requestId":"{evil}"}}"#);
    let batch = format!(
        r#"{{"code":7,"codeDesc":"{evil}","message":"{evil}","detail":{{"{evil}":{entry},"{evil}":{entry},"{evil}x":"{evil}"}}}}"#
    );
    let common = format!(r#"{{"code":7,"codeDesc":"{evil}","message":"{evil}","requestId":"{evil}"}}"#);
    let broken = format!(r#"{{"code":0,"detail":{{"{evil}":{{"code":"{evil}"}}}}}}"#);
    let files = Files::new([("asked", "\u{1b}[2J\u{9b}2J"), ("replies", &format!("{batch}\n{common}\n{broken}\n"))]);
    for arguments in [&["replies"][..], &["--json", "replies"], &["--asked", "asked", "replies"], &["\u{1b}[2J"]] {
        let ran = files.run(arguments);
        let shown = ran.stdout + &ran.stderr;
        let obeyed = |char: char| char != '\n' && (char.is_control() || "\u{202e}\u{2028}".contains(char));
        assert!(!shown.contains(obeyed), "{shown:?}");
    }
    assert_eq!(
        objects(&files.run(&["--json", "replies"]))[1]["message"],
        "\u{1b}]0;pwned\u{7}\u{9b}2J\u{202e}\u{2028}"
    );
}

#[test]
fn long_texts_are_shortened_in_the_table_only() {
    let (key, message) = ("k".repeat(1 << 20), "盘".repeat(5000));
    let reply = format!(
        r#"{{"code":0,"detail":{{"{key}":{{"code":0,"message":"{message}","requestId":"{}"}}}}}}"#,
        "7".repeat(100)
    );
    let table = run_with_input(&["-"], &reply);
    assert!(table.stdout.len() < 10_000 && table.stdout.contains("… (1048576 bytes)"), "{}", table.stdout.len());
    assert!(table.stdout.contains(&"7".repeat(100)), "a task number is never cut in a pipe");
    let object = &objects(&run_with_input(&["--json", "-"], &reply))[0]["resources"][0];
    assert_eq!((object["id"].as_str(), object["message"].as_str()), (Some(&*key), Some(&*message)));
}
