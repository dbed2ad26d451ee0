//! What cannot be read as a reply gives an error that says what is wrong and where, and never a panic.

use std::cell::Cell;
use std::error::Error as _;
use std::fmt::Debug;

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, ResourceId, TaskReply, json};
use async_resp_tests::ids::DiskId;
use async_resp_tests::mutation::Mutation;
use async_resp_tests::{batch_reply, payloads, with_detail};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;

const CODE: &str = "expected a code: an integer of 64 bits, or the same as text";
const TASK: &str = "expected a task number: text, an integer or null";
const BATCH: &str = "expected a batch reply: an object with `code`, `message` and `detail`";
const DETAIL: &str = "expected `detail`: an object keyed by resource id, or an array of entries";

/// The error that a document is, also from a reader.
fn error_of<T: DeserializeOwned + Debug>(document: &[u8]) -> json::Error {
    let shown = String::from_utf8_lossy(document.get(..200).unwrap_or(document));
    let error = json::from_slice::<T>(document).expect_err(&shown);
    let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
    let source = source.unwrap_or_else(|| panic!("{shown}: the source of {error} is not serde_json's"));
    assert_eq!((source.line(), source.column()), (error.line(), error.column()), "{shown}");

    let from_reader = json::from_reader::<T>(document).expect_err(&shown);
    assert_eq!(from_reader.to_string(), error.to_string(), "{shown} from a reader");
    error
}

/// Asserts what a document is refused with as a batch reply.
#[track_caller]
fn assert_refused(document: &str, text: &str, (line, column): (usize, usize), entry: Option<&str>) {
    let error = error_of::<BatchReply<String>>(document.as_bytes());
    let named = entry.map(|entry| format!("entry `{entry}`: ")).unwrap_or_default();
    assert_eq!(error.to_string(), format!("{named}{text} at line {line} column {column}"), "{document}");
    assert_eq!((error.line(), error.column(), error.entry()), (line, column, entry), "{document}");
}

#[test]
fn what_is_not_one_json_document_is_refused() {
    let cases = [
        ("", "EOF while parsing a value", (1, 0)),
        (" \n\t", "EOF while parsing a value", (2, 1)),
        ("nope", "expected ident", (1, 2)),
        ("<html>busy</html>", "expected value", (1, 1)),
        ("\u{feff}{\"code\":0}", "expected value", (1, 1)),
        ("{'code':0}", "key must be a string", (1, 2)),
        ("{\"code\":0,}", "trailing comma", (1, 11)),
        ("{\"code\":0} x", "trailing characters", (1, 12)),
        ("{\"code\":0}\n{\"code\":0}", "trailing characters", (2, 1)),
        ("{\"code\":0,\"message\":\"\\x\"}", "invalid escape", (1, 23)),
        ("{\"code\":0,\"message\":\"\\ud800\"}", "unexpected end of hex escape", (1, 28)),
        (
            "{\"code\":0,\"message\":\"\u{1}\"}",
            "control character (\\u0000-\\u001F) found while parsing a string",
            (1, 22),
        ),
    ];
    for (document, text, place) in cases {
        assert_refused(document, text, place, None);
        let as_common = error_of::<TaskReply>(document.as_bytes());
        assert_eq!((as_common.line(), as_common.column()), place, "{document} as a common reply");
    }
}

#[test]
fn what_is_no_object_is_refused() {
    let cases = [("null", "null"), ("7", "integer `7`"), ("true", "boolean `true`"), (r#""code""#, r#"string "code""#)];
    for (document, kind) in cases {
        assert_refused(document, &format!("invalid type: {kind}, {BATCH}"), (1, document.len()), None);
    }
    let list = error_of::<BatchReply<String>>(br#"[{"code":0}]"#);
    assert!(list.to_string().starts_with(&format!("invalid type: sequence, {BATCH}")), "{list}");
    assert_eq!(list.line(), 1);
}

#[test]
fn a_document_cut_off_anywhere_is_refused_and_the_cut_entry_is_named() {
    let first = r#"{"code":0,"message":"\u6210\u529f 成功","requestId":"1"}"#;
    let second = r#"{"requestId":-7,"code":"5"}"#;
    let document =
        format!(r#"{{"code":5400,"message":"好","detail":{{"a":{first},"taskId":9,"b":{second}}},"requestId":null}}"#);
    let keyed: BatchReply<String> = batch_reply(&document);
    assert_eq!(keyed.detail().len(), 2, "the whole document is good");
    let at = |part: &str| document.find(part).expect("a part of the document");

    for cut in 0..document.len() {
        let bytes = &document.as_bytes()[..cut];
        let error = error_of::<BatchReply<String>>(bytes);
        let is_eof = error.source().and_then(|source| source.downcast_ref()).is_some_and(serde_json::Error::is_eof);
        assert!(is_eof, "cut at {cut}: {error}");
        assert_eq!((error.line(), error.column()), (1, cut), "{error}");
        let inside = |part: &str| at(part) < cut && cut < at(part) + part.len();
        let entry = [("a", first), ("b", second)].iter().find(|(_, part)| inside(part)).map(|(id, _)| *id);
        if entry.is_some() || cut <= at(r#""a""#) || cut > at(r#""requestId":null"#) {
            assert_eq!(error.entry(), entry, "cut at {cut}");
        }
        error_of::<TaskReply>(bytes);
    }
}

#[test]
fn a_code_that_is_no_integer_of_64_bits_is_refused() {
    let cases = [
        ("null", "invalid type: null"),
        ("true", "invalid type: boolean `true`"),
        ("[]", "invalid type: sequence"),
        ("{}", "invalid type: map"),
        (r#""""#, r#"invalid value: string """#),
        (r#""ok""#, r#"invalid value: string "ok""#),
        (r#"" 0""#, r#"invalid value: string " 0""#),
        (r#""0.0""#, r#"invalid value: string "0.0""#),
        (r#""0x10""#, r#"invalid value: string "0x10""#),
        (r#""９""#, r#"invalid value: string "９""#),
        (r#""9223372036854775808""#, r#"invalid value: string "9223372036854775808""#),
        (r#""-9223372036854775809""#, r#"invalid value: string "-9223372036854775809""#),
        ("0.0", "invalid type: floating point `0.0`"),
        ("1e3", "invalid type: floating point `1000.0`"),
        ("9223372036854775808", "invalid value: integer `9223372036854775808`"),
        ("99999999999999999999", "invalid type: floating point `1e+20`"),
        ("-9223372036854775809", "invalid type: floating point `-9.223372036854776e+18`"),
    ];
    for (code, text) in cases {
        let end = |start: &str| (1, start.len() + code.len());
        let text = format!("{text}, {CODE}");
        let start = r#"{"code":"#;
        assert_refused(&format!("{start}{code}}}"), &text, end(start), None);
        let start = r#"{"code":0,"detail":{"a":{"code":"#;
        assert_refused(&format!("{start}{code}}}}}}}"), &text, end(start), Some("a"));
        let start = r#"{"code":0,"detail":[{"code":0},{"id":"a","code":"#;
        assert_refused(&format!("{start}{code}}}]}}"), &text, end(start), Some("#1"));
    }
}

#[test]
fn a_reply_or_an_entry_without_a_code_is_refused() {
    let missing = "missing field `code`";
    assert_refused("{}", missing, (1, 2), None);
    assert_refused(r#"{"Code":0}"#, missing, (1, 10), None);
    assert_refused(r#"{"detail":{"a":{"code":0}}}"#, missing, (1, 27), None);
    assert_refused(&with_detail("{\n\"a\":{\"code\":0},\n\"b\":{}\n}"), missing, (3, 6), Some("b"));
    assert_refused(&with_detail(r#"[{"id":"a","code":0},{"id":"b"}]"#), missing, (1, 50), Some("#1"));
    assert_refused(&with_detail(r#"{"\u0061\"b":{"msg":"x"}}"#), missing, (1, 43), Some("a\"b"));
}

#[test]
fn a_field_of_a_wrong_kind_is_refused_where_it_is_read() {
    let kinds = [("true", "boolean `true`"), ("1.5", "floating point `1.5`"), ("[]", "sequence"), ("{}", "map")];
    for (value, kind) in kinds {
        let start = r#"{"code":0,"requestId":"#;
        let text = format!("invalid type: {kind}, {TASK}");
        assert_refused(&format!("{start}{value}}}"), &text, (1, start.len() + value.len()), None);
        let start = r#"{"code":0,"detail":{"a":{"code":0},"b":{"requestId":"#;
        assert_refused(&format!("{start}{value}}}}}}}"), &text, (1, start.len() + value.len()), Some("b"));
    }
    let id = "expected the id of a resource: text, an integer or null";
    assert_refused(
        &with_detail(r#"[{"id":true,"code":0}]"#),
        &format!("invalid type: boolean `true`, {id}"),
        (1, 30),
        Some("#0"),
    );
    assert_refused(
        &with_detail(r#"[{"id":[],"code":0}]"#),
        &format!("invalid type: sequence, {id}"),
        (1, 28),
        Some("#0"),
    );
}

#[test]
fn a_detail_that_is_no_list_is_refused() {
    let kinds = [
        (r#""text""#, r#"string "text""#),
        (r#""""#, r#"string """#),
        ("0", "integer `0`"),
        ("-1", "integer `-1`"),
        ("1.5", "floating point `1.5`"),
        ("false", "boolean `false`"),
    ];
    for (detail, kind) in kinds {
        let text = format!("invalid type: {kind}, {DETAIL}");
        assert_refused(&with_detail(detail), &text, (1, r#"{"code":0,"detail":"#.len() + detail.len()), None);
    }
}

#[test]
fn a_detail_with_members_but_no_entry_and_no_task_is_refused() {
    let cases = [
        (r#"{"aspInstanceId":"asp-7b1rkgie"}"#, "aspInstanceId"),
        (r#"{"taskId":""}"#, "taskId"),
        (r#"{"taskId":null,"n":1}"#, "taskId"),
        (r#"{"deleteKeySet":[{"keyId":"skey-1","code":0}]}"#, "deleteKeySet"),
    ];
    for (detail, key) in cases {
        let text = format!("`detail` names no resource: it holds `{key}` and no entry with a code");
        assert_refused(&with_detail(detail), &text, (1, r#"{"code":0,"detail":"#.len() + detail.len()), None);
    }
    let task_alone: BatchReply<String> = batch_reply(&with_detail(r#"{"taskId":"1"}"#));
    assert_eq!(task_alone.detail().strays().len(), 1);
}

#[test]
fn a_field_that_comes_twice_is_refused() {
    let fields =
        [("code", "0"), ("detail", "{}"), ("requestId", "1"), ("message", r#""""#), ("msg", "null"), ("codeDesc", "1")];
    for (field, value) in fields {
        let code = if field == "code" { "" } else { r#","code":0"# };
        let member = format!(r#""{field}":{value}"#);
        assert_repeated(&format!(r"{{{member},"), &format!("{member}{code}}}"), field, None);
        if field != "detail" {
            let start = r#"{"code":0,"detail":{"b":{"code":0},"a":{"#;
            assert_repeated(&format!("{start}{member},"), &format!("{member}{code}}}}}}}"), field, Some("a"));
            let start = r#"{"code":0,"detail":[{"id":"b","code":0},{"id":"a","#;
            assert_repeated(&format!("{start}{member},"), &format!("{member}{code}}}]}}"), field, Some("#1"));
        }
    }
    assert_repeated(r#"{"code":0,"detail":[{"id":"a","#, r#""id":"a","code":0}]}"#, "id", Some("#0"));
}

/// Asserts that a field is refused which stands in `first` and begins `second`, and that the place is in `second`.
#[track_caller]
fn assert_repeated(first: &str, second: &str, field: &str, entry: Option<&str>) {
    let document = format!("{first}{second}");
    let error = error_of::<BatchReply<String>>(document.as_bytes());
    assert!(error.to_string().contains(&format!("duplicate field `{field}` at line 1")), "{document}: {error}");
    assert_eq!(error.entry(), entry, "{document}");
    assert!(first.len() < error.column() && error.column() <= document.len(), "{document}: {error}");
}

#[test]
fn an_object_that_is_no_entry_is_refused_even_under_a_key_that_is_no_id() {
    for (key, object) in [("aasd", "{}"), ("", r#"{"count":"5"}"#), ("taskId", r#"{"code":[]}"#)] {
        let document = with_detail(&format!(r#"{{"disk-1":{{"code":0}},"{key}":{object}}}"#));
        let error = error_of::<BatchReply<DiskId>>(document.as_bytes());
        assert_eq!(error.entry(), Some(key), "{document}");
    }
}

#[test]
fn nesting_10_000_deep_is_passed_over_where_nothing_is_read_and_refused_elsewhere() {
    for (open, close) in [("[", "]"), (r#"{"x":"#, "}")] {
        let deep = format!("{}0{}", open.repeat(10_000), close.repeat(10_000));
        let read = [
            format!(r#"{{"code":0,"data":{deep}}}"#),
            format!(r#"{{"code":0,"message":{deep},"codeDesc":{deep}}}"#),
            with_detail(&format!(r#"{{"a":{{"code":0,"data":{deep},"msg":{deep}}}}}"#)),
            with_detail(&format!(r#"[{{"id":"a","code":0,"data":{deep}}}]"#)),
        ];
        for document in read {
            let reply: BatchReply<String> = batch_reply(&document);
            assert!(reply.message().is_none() && reply.iter().all(|(_, entry)| entry.message().is_none()));
        }
        let refused = [
            (format!(r#"{{"code":{deep}}}"#), None),
            (format!(r#"{{"code":0,"requestId":{deep}}}"#), None),
            (with_detail(&format!(r#"{{"a":{deep}}}"#)), Some("a")),
            (with_detail(&format!(r#"{{"a":{{"code":{deep}}}}}"#)), Some("a")),
            (with_detail(&format!(r#"[{{"id":{deep},"code":0}}]"#)), Some("#0")),
            (with_detail(&format!("[{deep}]")), Some("#0")),
            (deep, None),
        ];
        for (document, entry) in refused {
            let error = error_of::<BatchReply<String>>(document.as_bytes());
            assert_eq!(error.entry(), entry, "{error}");
            assert!(error.to_string().len() < 200, "{error}");
        }
    }
}

#[test]
fn invalid_utf_8_is_refused_where_it_is_read() {
    let cases = [
        (&b"{\"code\":0,\"message\":\"\xff\"}"[..], 22, None),
        (b"{\"code\":\"\xff\"}", 10, None),
        (b"{\"code\":0,\"\xff\":1}", 12, None),
        (b"{\"code\":0,\"detail\":{\"\xff\":{\"code\":0}}}", 22, Some("\u{fffd}")),
        (b"{\"code\":0,\"detail\":{\"a\":{\"code\":0,\"requestId\":\"\xe7\x9b\"}}}", 48, Some("a")),
        (b"{\"code\":0,\"detail\":{\"a\":\"\xff\",\"b\":{\"code\":0}}}", 26, Some("a")),
    ];
    for (document, column, entry) in cases {
        let error = error_of::<BatchReply<String>>(document);
        let named = entry.map(|entry| format!("entry `{entry}`: ")).unwrap_or_default();
        assert_eq!(error.to_string(), format!("{named}invalid unicode code point at line 1 column {column}"));
        assert_eq!(error.entry(), entry, "{error}");
    }
}

/// A megabyte of text.
fn long() -> String {
    "盘k".repeat(1 << 18)
}

#[test]
fn a_long_key_is_read_whole() {
    let key = long();
    let reply: BatchReply<String> = batch_reply(&with_detail(&format!(r#"{{"{key}":{{"code":0}}}}"#)));
    assert_eq!(reply.iter().next().map(|(id, _)| id), Some(&key));
}

#[test]
fn an_error_shows_long_text_shortened_with_its_true_length() {
    let long = long();
    let cases = [
        ("an entry's key", with_detail(&format!(r#"{{"{long}":{{}}}}"#))),
        ("a stray's key", with_detail(&format!(r#"{{"{long}":1}}"#))),
        ("a code", format!(r#"{{"code":"{long}"}}"#)),
        ("an entry's code", with_detail(&format!(r#"{{"a":{{"code":"{long}"}}}}"#))),
    ];
    for (place, document) in cases {
        let error = error_of::<BatchReply<String>>(document.as_bytes());
        let text = error.to_string();
        assert!(
            text.len() < 500 && error.entry().is_none_or(|entry| entry.len() < 300),
            "{place}: {} bytes",
            text.len()
        );
        assert!(text.contains("1048576 bytes"), "{place}: {text}");
    }
}

#[test]
fn an_invalid_id_shows_long_text_shortened_with_its_true_length() {
    let text = DiskId::parse(&long()).expect_err("no prefix").to_string();
    assert!(text.len() < 500 && text.contains("1048576 bytes"), "{text}");
}

#[test]
fn an_error_about_long_text_of_a_wrong_kind_is_short() {
    let long = long();
    for document in [with_detail(&format!("\"{long}\"")), format!("\"{long}\"")] {
        let length = error_of::<BatchReply<String>>(document.as_bytes()).to_string().len();
        assert!(length < 1000, "{}… gives an error of {length} bytes", &document[..20]);
    }
}

/// What is inserted beside single bytes, separated by spaces.
const FRAGMENTS: &str = r#"null -1 0 [] {} "" 1.5 "taskId":7, "x":{"code":5}, "":[1,{"a":2}], \u0061"#;

fn mutation() -> impl Strategy<Value = Mutation> {
    let byte = prop_oneof![any::<u8>(), prop::sample::select(br#"{}[]",:\0-.eE tn"#.to_vec())];
    let fragment =
        prop::sample::select(FRAGMENTS.split(' ').collect::<Vec<_>>()).prop_map(|text| text.as_bytes().to_vec());
    prop_oneof![
        4 => (any::<usize>(), byte.clone()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        4 => (any::<usize>(), fragment).prop_map(|(at, new)| Mutation::Insert(at, new)),
        1 => any::<usize>().prop_map(Mutation::Truncate),
        4 => (any::<usize>(), prop::collection::vec(byte, 1..4)).prop_map(|(at, new)| Mutation::Insert(at, new)),
        4 => any::<(usize, usize, usize)>().prop_map(|(from, to, target)| Mutation::Copy(from, to, target)),
    ]
}

/// Reads the bytes, and what was read once more after writing it.
fn read_write_read<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8], count: &Cell<usize>) {
    if let Ok(reply) = json::from_slice::<T>(bytes) {
        count.set(count.get() + 1);
        let written = serde_json::to_string(&reply).expect("a reply can be written");
        assert_eq!(json::from_str::<T>(&written).expect(&written), reply, "{written}");
    }
}

#[test]
fn a_mutated_payload_is_read_faithfully_or_refused() {
    let texts: Vec<Vec<u8>> = payloads::names().iter().map(|name| payloads::text(name).into_bytes()).collect();
    let config = Config { cases: 4000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (single, batch, typed) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let mutated = (prop::sample::select(texts), prop::collection::vec(mutation(), 1..3));
    let result = runner.run(&mutated, |(mut bytes, mutations)| {
        for mutation in mutations {
            mutation.apply(&mut bytes);
        }
        read_write_read::<TaskReply>(&bytes, &single);
        read_write_read::<BatchReply<String>>(&bytes, &batch);
        read_write_read::<BatchReply<DiskId>>(&bytes, &typed);
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
    // Enough were still read, and enough no longer.
    let read = [single.get(), batch.get(), typed.get()];
    assert!(read.iter().all(|count| (400..3600).contains(count)), "{read:?} of 4000 were read");
}
