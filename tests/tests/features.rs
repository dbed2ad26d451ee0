//! `json` beside other crates that want more of `serde_json`. Cargo gives all crates of a build the features that any of them
//! wants, so each set is tested in a build of its own: it runs the tests of `differential`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const TESTS: &str = env!("CARGO_MANIFEST_DIR");

fn manifest(features: &str) -> String {
    format!(
        r#"
[workspace]

[package]
name = "beside"
version = "0.0.0"
edition = "2024"
publish = false

[features]
raw_value = ["serde_json/raw_value"]

[dependencies]
async-resp-core = {{ path = '{TESTS}/../async-resp-core' }}
async-resp-tests = {{ path = '{TESTS}' }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = {{ version = "1", features = [{features}] }}

[[test]]
name = "differential"
path = '{TESTS}/tests/differential/main.rs'
"#
    )
}

fn run(name: &str, features: &str, arguments: &[&str]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside").join(name);
    fs::create_dir_all(folder.join("src")).expect("there is room for a package");
    fs::write(folder.join("Cargo.toml"), manifest(features)).expect("a manifest can be written");
    fs::write(folder.join("src/lib.rs"), "").expect("a source can be written");
    // The versions of this workspace, which are at hand.
    let lock = Path::new(TESTS).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the workspace is locked");
    let ran = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--test", "differential"])
        .args(arguments)
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CASES", "2000")
        .stdin(Stdio::null())
        .status()
        .expect("cargo can be run");
    assert!(ran.success(), "beside a crate that wants {features} of `serde_json`");
}

#[test]
fn numbers_of_any_precision() {
    run("precise", r#""arbitrary_precision""#, &[]);
}

#[test]
fn all_that_changes_what_is_read() {
    let features = r#""arbitrary_precision", "preserve_order", "raw_value", "unbounded_depth""#;
    run("all", features, &["--features", "raw_value"]);
}
