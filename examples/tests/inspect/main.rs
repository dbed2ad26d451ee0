//! The program `inspect` as its users meet it: files in, a table or JSON and an exit status out.

#[path = "../common/mod.rs"]
mod common;
mod files;
#[cfg(target_os = "linux")]
mod memory;
mod objects;
mod statuses;
mod tables;

use serde_json::Value;

use self::common::Ran;

/// A reply of which one entry failed, told as the format's documentation does.
const PARTIAL: &str = r#"{"code":5400,"message":"partly","detail":{
    "ins-1":{"code":0,"message":"","requestId":"71"},
    "ins-2":{"code":16000,"message":"磁盘不存在"}}}"#;
const ALL_FAILED: &str = r#"{"code":5100,"detail":{"ins-1":{"code":16000,"message":"gone"},"ins-2":{"code":9005}}}"#;
const REFUSED: &str = r#"{"code":4400,"message":"slow down","codeDesc":"LimitExceeded"}"#;
const ACCEPTED: &str = r#"{"code":0,"message":"ok","requestId":24534341}"#;

/// The lines of standard error.
fn complaints(ran: &Ran) -> Vec<&str> {
    ran.stderr.lines().collect()
}

/// The objects that `--json` printed.
fn objects(ran: &Ran) -> Vec<Value> {
    ran.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// The table's row of a resource, cut into words.
fn row<'a>(ran: &'a Ran, resource: &str) -> Vec<&'a str> {
    let words = ran.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    words.into_iter().find(|words| words.first() == Some(&resource)).unwrap_or_default()
}
