//! The limit to the bytes of a member in `json::entries`: one error, whatever is too long, and where it begins.

use async_resp_core::{TaskReply, json};
use async_resp_tests::piecemeal::Piecemeal;

const LIMIT: usize = 100;

/// The error of a reply, and how many entries came before it.
fn refused(document: &str, most: usize, limit: Option<usize>) -> (usize, json::Error) {
    let mut entries = json::entries::<String, TaskReply, _>(Piecemeal::new(document.as_bytes(), most));
    if let Some(limit) = limit {
        entries = entries.with_limit(limit);
    }
    let mut pairs = 0;
    let error = entries.by_ref().find_map(|pair| pair.map(|_| pairs += 1).err());
    let shown = &document[..document.len().min(80)];
    let error = error.unwrap_or_else(|| entries.finish().map(drop).expect_err(shown));
    (pairs, error)
}

#[test]
fn whatever_is_too_long_is_refused_with_the_same_words_where_it_begins() {
    let long = "x".repeat(LIMIT);
    let spaces = " ".repeat(LIMIT);
    // Where `^` stands, which is taken out, the member begins.
    let cases = [
        // A key beside the entries, and one in front of them.
        (0, None, format!(r#"{{"code":0,^"{long}":1,"detail":{{}}}}"#)),
        (1, None, format!("{{\"code\":0,\"detail\":{{\"a\":{{\"code\":0}}}},\n ^\"{long}\":1}}")),
        // A field.
        (0, None, format!(r#"{{"code":0, ^"message":"{long}","detail":{{}}}}"#)),
        (0, None, format!(r#"{{^"message":"{long}"#)),
        (0, None, format!(r#"{{^"other":[{{"x":"{long}"}}],"code":0}}"#)),
        (0, None, format!(r#"{{^"other":{spaces}true,"code":0}}"#)),
        (0, None, format!(r#"{{^"other":{}true,"code":0}}"#, &spaces[..LIMIT - 10])),
        (0, None, format!(r#"{{^"code":1{spaces},"detail":{{}}}}"#)),
        // What stands in the place of the entries.
        (0, None, format!(r#"{{"code":0,"detail":^"{long}"}}"#)),
        (0, None, format!(r#"{{"code":0,"detail":^null{spaces}}}"#)),
        // An entry, of which nothing is known before its key has ended.
        (1, None, format!(r#"{{"code":0,"detail":{{"a":{{"code":0}},^"{long}":{{"code":0}}}}}}"#)),
        (0, Some("a"), format!(r#"{{"code":0,"detail":{{^"a":{{"code":0,"message":"{long}"}}}}}}"#)),
        (1, Some("b"), format!("{{\"detail\":{{\"a\":{{\"code\":0}},\n^\"b\":{{\"x\":{spaces}true}}}}}}")),
        (
            1,
            Some("b"),
            format!("{{\"detail\":{{\"a\":{{\"code\":0}},\n^\"b\":{{\"x\":{}true}}}}}}", &spaces[..LIMIT - 11]),
        ),
        (0, Some("taskId"), format!(r#"{{"code":0,"detail":{{^"taskId":"{long}"}}}}"#)),
        (0, Some("#0"), format!(r#"{{"code":0,"detail":[^{{"code":0,"message":"{long}"}}]}}"#)),
        (1, Some("#1"), format!(r#"{{"code":0,"detail":[{{"id":1,"code":0}}, ^"{long}"]}}"#)),
        // No reply.
        (0, None, format!("\n ^\"{long}\"")),
        (0, None, format!("^\"{long}")),
    ];
    for (pairs, entry, marked) in cases {
        let document = marked.replace('^', "");
        let before = marked.find('^').map(|at| &marked[..at]).expect("a mark");
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().map_or(0, str::len);
        for most in [1, 7, 1_000_000] {
            let (found, error) = refused(&document, most, Some(LIMIT));
            assert_eq!(error.reason(), format!("a member is longer than the limit of {LIMIT} bytes"), "{marked}");
            assert_eq!((error.line(), error.column()), (line, column), "{marked}");
            assert_eq!((found, error.entry()), (pairs, entry), "{marked}");
        }
    }
}

#[test]
fn without_another_the_limit_is_16_mib() {
    const DEFAULT: usize = 16 * 1024 * 1024;
    // The member is the key, the brackets and the text.
    let around = r#""a":{"code":0,"message":""}"#.len();
    for (more, is_read) in [(0, true), (1, false)] {
        let text = "x".repeat(DEFAULT - around + more);
        let document = format!(r#"{{"code":0,"detail":{{"a":{{"code":0,"message":"{text}"}}}}}}"#);
        let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes());
        match entries.next().expect("a member") {
            Ok((_, entry)) => assert!(is_read && entry.message().is_some_and(|message| message.len() == text.len())),
            Err(error) => {
                assert!(!is_read);
                assert_eq!(error.reason(), format!("a member is longer than the limit of {DEFAULT} bytes"));
                assert_eq!(error.entry(), Some("a"));
            }
        }
    }
}
