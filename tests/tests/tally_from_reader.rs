//! `json::tally_from_reader`: what cannot be counted is refused with the error of the reply that is held, and ids of every length
//! are counted, and named where the reply is refused for them.

use std::error::Error as _;
use std::io::{self, Read};

use async_resp_core::{BatchReply, BatchResponse as _, ResourceId, json};
use async_resp_tests::piecemeal::Piecemeal;
use async_resp_tests::with_detail;

/// An id with a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix("ins-"))]
#[batch(StartReply)]
struct InstanceId(String);

const PIECES: [usize; 3] = [1, 20, 1_000_000];

fn refused(document: &str, most: usize) -> json::Error {
    json::tally_from_reader::<BatchReply<String>>(Piecemeal::new(document.as_bytes(), most)).expect_err(document)
}

#[test]
fn what_cannot_be_counted_is_refused_as_when_it_is_held() {
    let entries = r#""a":{"code":0},"b":{"code":16000,"message":"\"x\""}"#;
    for (document, entry) in [
        // Cut off: in front, in the envelope, in an entry, between entries, and behind them.
        (String::new(), None),
        (r#"{"code":0,"mess"#.to_owned(), None),
        (format!(r#"{{"code":0,"detail":{{{entries},"c":{{"code":0,"requ"#), Some("c")),
        (format!(r#"{{"code":0,"detail":{{{entries},"#), None),
        (format!(r#"{{"code":0,"detail":{{{entries}}}"#), None),
        // No JSON: in the envelope before and behind the entries, in an entry, between entries, and behind the reply.
        (format!("{{\"code\":0,\n\"message\":nul,\"detail\":{{{entries}}}}}"), None),
        (format!("{{\"detail\":{{{entries}}},\n\"code\":0x}}"), None),
        (format!("{{\"code\":0,\"detail\":{{{entries},\n\"c\":{{\"code\":1.}}}}}}"), Some("c")),
        (format!("{{\"code\":0,\"detail\":{{{entries},\n\"c\":{{\"code\" 1}}}}}}"), Some("c")),
        (format!("{{\"code\":0,\"detail\":{{{entries},,{entries}}}}}"), None),
        (format!("{{\"code\":0,\"detail\":{{{entries}}}}} x"), None),
        // JSON, and no reply.
        ("<html>busy</html>".to_owned(), None),
        (format!("{{\"detail\":{{{entries}}}}}"), None),
        (format!("{{\"code\":0,\"code\":0,\"detail\":{{{entries}}}}}"), None),
        (format!("{{\"code\":0,\"detail\":{{{entries},\n\"c\":{{\"message\":\"x\"}}}}}}"), Some("c")),
        (format!("{{\"code\":0,\"detail\":{{{entries},\n\"c\":{{\"code\":0,\"requestId\":true}}}}}}"), Some("c")),
        (r#"{"code":0,"detail":[{"id":"a","code":0},{"code":null}]}"#.to_owned(), Some("#1")),
    ] {
        let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err(&document);
        for most in PIECES {
            let counted = refused(&document, most);
            assert_eq!(counted.to_string(), held.to_string(), "by {most}: {document}");
            assert_eq!((counted.line(), counted.column()), (held.line(), held.column()), "by {most}: {document}");
            assert_eq!(counted.entry(), entry, "by {most}: {document}");
        }
    }
}

#[test]
fn the_error_of_the_reader_is_the_error() {
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::TimedOut, "the line went dead"))
        }
    }

    for before in ["", r#"{"code":0"#, r#"{"code":0,"detail":{"a":{"code":0},"b":{"co"#, r#"{"code":0,"detail":{}} "#] {
        let reader = before.as_bytes().chain(Broken);
        let error = json::tally_from_reader::<BatchReply<String>>(reader).expect_err(before);
        assert!(error.to_string().contains("the line went dead"), "{error}");
        assert_eq!((error.line(), error.column(), error.entry()), (0, 0, None), "{before}");
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        assert_eq!(source.and_then(serde_json::Error::io_error_kind), Some(io::ErrorKind::TimedOut), "{before}");
    }
}

/// Ids around the length up to which one is held in place, which is 62 bytes, of letters and of characters of three bytes.
fn ids() -> impl Iterator<Item = String> {
    let letters = (60..=66).map(|length| format!("ins-{}", "x".repeat(length - 4)));
    let characters =
        (18..=22).flat_map(|count| ["", "x", "xx"].map(|more| format!("ins-{more}{}", "盘".repeat(count))));
    letters.chain(characters)
}

#[test]
fn ids_of_every_length_are_counted() {
    for id in ids() {
        let document = with_detail(&format!(r#"{{"{id}":{{"code":0}},"x{id}":{{"code":0}},"{id}":{{"code":16000}}}}"#));
        let held: StartReply = json::from_str(&document).expect("a reply");
        for most in PIECES {
            let reader = Piecemeal::new(document.as_bytes(), most);
            let tally = json::tally_from_reader::<StartReply>(reader).expect("a reply");
            assert_eq!(tally, held.tally(), "{id}");
            assert_eq!((tally.asked, tally.accepted, tally.failed), (2, 1, 1), "{id}");
        }
    }
}

#[test]
fn ids_of_every_length_are_named() {
    for id in ids() {
        for detail in [format!(r#"{{"{id}":{{"code":true}}}}"#), format!(r#"{{"{id}":1}}"#)] {
            let document = with_detail(&detail);
            let held = json::from_str::<BatchReply<String>>(&document).expect_err(&document);
            for most in PIECES {
                assert_eq!(refused(&document, most).to_string(), held.to_string(), "{document}");
            }
        }
    }
}
