//! What `json::entries` holds at most: of one member, however long the reply is, and of strays.

use allocation_counter::measure;
use async_resp_core::{TaskReply, json};
use async_resp_tests::piecemeal::Piecemeal;

/// The most bytes that are held at a time, and how many pairs there are.
fn held(document: &str, most: usize) -> (u64, usize) {
    let mut pairs = 0;
    let entries = || json::entries::<String, TaskReply, _>(Piecemeal::new(document.as_bytes(), most));
    let used = measure(|| pairs = entries().flatten().count());
    (used.bytes_max, pairs)
}

const PIECES: [usize; 3] = [1, 1_000, usize::MAX];
const ALWAYS: u64 = 512 * 1024;

#[test]
fn no_more_than_is_promised_for_the_longest_member() {
    // Of the first size a buffer that doubles just holds one, of the second it holds two less a little.
    for length in [1_040_000, 1_060_000] {
        let text = "x".repeat(length);
        for (pairs, detail) in [
            (1, format!(r#""a":{{"code":0,"message":"{text}"}}"#)),
            (1, format!(r#""a":{{"code":0,"message":"{text}\n"}}"#)),
            // Not of the subset, which shows at the end.
            (1, format!(r#""a":{{"code":0,"msg":"{text}\n","message":1.5}}"#)),
            (1, format!(r#""a":{{"code":0}},"taskId":"{text}\n""#)),
            (1, format!(r#""a":{{"code":0}},"b":{{"code":0,"message":"{text}\n\u"}}"#)),
            (1, format!(r#""a":{{"code":0}},"b":{{"code":0,"message":"{text}\n","code":1}}"#)),
            (2, format!(r#""a":{{"code":0}},{}"b":{{"code":0}}"#, " ".repeat(length))),
        ] {
            let document = format!(r#"{{"code":0,"detail":{{{detail}}}}}"#);
            for most in PIECES {
                let (bytes, found) = held(&document, most);
                assert_eq!(found, pairs, "{detail:.80}");
                assert!(bytes <= 7 * length as u64 + ALWAYS, "{bytes} bytes of {length}, by {most}: {detail:.80}");
            }
        }
    }
}

#[test]
fn the_same_for_a_few_entries_and_for_very_many() {
    for entry in [r#""a":{"code":0,"message":"\"x\"","requestId":"7"},"#, r#""a":{"code":"0","message":1.5},"#] {
        let document = format!(r#"{{"code":0,"detail":{{{}"z":{{"code":0}}}}}}"#, entry.repeat(100_000));
        for most in PIECES {
            let (bytes, found) = held(&document, most);
            assert_eq!(found, 100_001);
            assert!(bytes <= ALWAYS, "{bytes} bytes, by {most}: {entry}");
        }
    }
}
