//! The recording in the README.

use crate::run::run;

const README: &str = include_str!("../../../README.md");

/// As it was recorded, but for the connections that are refused: when they are depends on the time, and so does then which
/// machines share a request. On the machine of the recording it was none of those that stop machines.
#[test]
fn the_readme_shows_what_the_program_prints() {
    let faults = "--failed 0.02 --failed-tasks 0.01 --slow 0.005 --lost 0.06 --throttled 0.05 --wrong-codes 0.15 \
                  --repeated 0.001";
    let arguments: Vec<&str> =
        ["--second", "1", "--width", "110"].into_iter().chain(faults.split_whitespace()).collect();
    let ran = run(&arguments);
    assert!(README.contains(&format!("```text\n{}```\n", ran.stdout)), "{}", ran.stdout);
}
