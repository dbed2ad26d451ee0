//! What users of the library build with it: each crate more is more for all of them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// `syn`, `quote` and `proc-macro2` are the derives', which are built for the machine that compiles; the rest reads JSON.
const DEPENDENCIES: &[&str] = &[
    "async-resp-core",
    "async-resp-derive",
    "itoa",
    "memchr",
    "proc-macro2",
    "quote",
    "serde_core",
    "serde_json",
    "syn",
    "unicode-ident",
    "zmij",
];

#[test]
fn core_depends_on_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut cargo = Command::new(std::env::var_os("CARGO").expect("Cargo runs the tests"));
    cargo.args(["tree", "-p", "async-resp-core", "-e", "normal", "--prefix", "none", "--format", "{p}", "--offline"]);
    let output = cargo.current_dir(root).output().expect("Cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let names: BTreeSet<&str> = text.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, DEPENDENCIES.iter().copied().collect());
}
