//! `json::entries` against `json::from_slice`, on any bytes.

#![no_main]
#![allow(dead_code, reason = "the types are those of `differential`, which does more with them")]

#[path = "../../tests/differential/agreement.rs"]
mod agreement;
#[path = "../../tests/differential/rogue.rs"]
mod rogue;
#[path = "../../tests/differential/streamed.rs"]
mod streamed;
#[path = "../../tests/differential/types.rs"]
mod types;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| streamed::agree_on_the_entries(bytes));
