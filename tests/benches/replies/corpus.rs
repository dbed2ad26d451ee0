//! What is measured: replies of any size, and the struct that one would write by hand to read them.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Deserialize;

/// The reply as one would declare it without the library.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read, and never looked at")]
pub(crate) struct HandWritten {
    code: i64,
    message: String,
    detail: HashMap<String, HandWrittenEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, and never looked at")]
struct HandWrittenEntry {
    code: i64,
    message: String,
    request_id: Option<String>,
}

/// `size` ids of 36 characters, as the documented sample has them.
pub(crate) fn ids(size: usize) -> impl DoubleEndedIterator<Item = String> + ExactSizeIterator {
    // A multiplication by an odd constant: all different, and in no order.
    (0..size).map(|number| {
        format!("qcvm{:032x}", (number as u128 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
    })
}

/// A reply with an entry for each of [`ids`]; every tenth failed.
pub(crate) fn reply(size: usize) -> Vec<u8> {
    let mut document = String::from(r#"{"code":5400,"message":"","detail":{"#);
    for (number, id) in ids(size).enumerate() {
        let separator = if number == 0 { "" } else { "," };
        let entry = if number % 10 == 9 {
            r#"{"code":16000,"message":"disk not exist"}"#.to_owned()
        } else {
            format!(r#"{{"code":0,"message":"","requestId":"{}"}}"#, 1_231_231_231_231_u64 + number as u64)
        };
        write!(document, r#"{separator}"{id}":{entry}"#).expect("a String takes all");
    }
    document.push_str("}}");
    document.into_bytes()
}
