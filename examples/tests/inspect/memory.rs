//! How much memory is taken: of a file of one document per line as much as the longest needs, however many there are.
//!
//! The kernel is asked for the most that the program has had, when it has read everything and waits for more.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::common::command;

const MEGABYTE: usize = 1 << 20;

/// The most memory that the program has had with this much input, in bytes.
fn most_memory(arguments: &[&str], input: usize) -> usize {
    // Most of it is passed over, so that a lot of it takes little time.
    let document = format!(
        r#"{{"code":5400,"x":"{}","detail":{{"ins-1":{{"code":0,"requestId":"7"}},"ins-2":{{"code":16000,"message":"no"}}}}}}{}"#,
        "x".repeat(60_000),
        "\n"
    );
    let mut command = command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("its input is piped");
    for _ in 0..input / document.len() {
        stdin.write_all(document.as_bytes()).expect("the program reads on");
    }
    // What is left in the pipe is little, and the program is at it.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it still runs");
    drop(stdin);
    assert_eq!(child.wait().expect("the program ends").code(), Some(1));
    let most: Option<usize> =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    1024 * most.unwrap_or_else(|| panic!("{status}: the most memory is not told"))
}

#[test]
fn ten_times_the_documents_take_no_more_memory() {
    for arguments in [&["-"][..], &["--json", "-"]] {
        let (few, many) = (most_memory(arguments, 5 * MEGABYTE), most_memory(arguments, 50 * MEGABYTE));
        println!("{arguments:?}: {few} and {many} bytes");
        // A tenth of what there is more of.
        assert!(many < few + 45 * MEGABYTE / 10, "{arguments:?}: {few} bytes, then {many}");
    }
}
