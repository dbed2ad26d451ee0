//! The program `rollout` as its users meet it: what its table says, held against what its server did.

mod crash;
mod plain;
#[path = "../common/program.rs"]
mod program;
mod readme;
mod run;
mod statuses;
