//! The program `rollout` as its users meet it: what its table says, held against what its server did.

// Elsewhere no status tells that a process was killed.
#[cfg(unix)]
mod crash;
mod plain;
#[path = "../common/program.rs"]
mod program;
mod readme;
mod run;
mod statuses;
