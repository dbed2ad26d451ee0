//! `json` against `serde_json`, on any bytes.

#![no_main]

#[path = "../../tests/differential/agreement.rs"]
mod agreement;
#[path = "../../tests/differential/rogue.rs"]
mod rogue;
#[path = "../../tests/differential/streamed.rs"]
mod streamed;
#[path = "../../tests/differential/types.rs"]
mod types;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| agreement::agree_on_all(bytes));
