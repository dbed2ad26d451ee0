//! The recording in the README.

use crate::run::run;

const README: &str = include_str!("../../../README.md");

/// With seconds that are shorter, which does not change it.
#[test]
fn the_readme_shows_what_the_program_prints() {
    let ran = run(&["--second", "1", "--width", "110"]);
    assert!(README.contains("$ cargo run -q --example rollout\n"));
    assert!(README.contains(&format!("```text\n{}```\n", ran.stdout)), "{}", ran.stdout);
}
