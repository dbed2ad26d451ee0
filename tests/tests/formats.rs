//! The same reading from every format that describes itself: CBOR, a `serde_json::Value`, and what serde's `flatten`
//! buffers.

use std::fmt::Debug;

use async_resp_core::{BatchReply, BatchResponse, Code, Detail, Raw, StrayValue, TaskId, TaskReply};
use async_resp_tests::ids::DiskId;
use async_resp_tests::{batch_reply, entries, payloads, task_of, task_reply, with_detail};
use ciborium::Value as Cbor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn to_cbor(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("a vector takes all bytes");
    bytes
}

fn from_cbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ciborium::de::Error<std::io::Error>> {
    ciborium::from_reader(bytes)
}

fn text(text: &str) -> Cbor {
    Cbor::Text(text.into())
}

fn integer(number: i64) -> Cbor {
    Cbor::Integer(number.into())
}

fn map<const N: usize>(members: [(Cbor, Cbor); N]) -> Cbor {
    Cbor::Map(members.into())
}

/// Documents with a reading, as values: no key comes twice.
fn documents() -> Vec<Value> {
    let entry = json!({"code": "0", "msg": "成功", "requestId": 7, "codeDesc": 1, "data": [{}]});
    let mut documents = vec![
        json!({"code": 0}),
        json!({"code": "000000", "requestId": u64::MAX, "codeDesc": -5, "message": {"no": ["text"]}}),
        json!({"code": i64::MIN, "message": null, "requestId": null, "detail": null}),
        json!({"code": i64::MAX, "message": 0.5, "requestId": "", "detail": []}),
        json!({"code": 5400, "detail": {"disk-1": entry, "aasd": {"code": 16000}, "taskId": "2377970"}}),
        json!({"code": 5400, "detail": {"disk-1": entry, "n": -1, "f": 0.1, "b": true, "z": null, "l": [1, {"k": []}]}}),
        json!({"code": 0, "requestId": "9", "detail": [entry, {"id": "a", "code": 1}, {"storageId": 17, "code": 2}, 5]}),
    ];
    let read = payloads::names().into_iter().filter_map(|name| {
        let value: Value = serde_json::from_str(&payloads::text(&name)).expect("JSON");
        BatchReply::<String>::deserialize(&value).is_ok().then_some(value)
    });
    documents.extend(read);
    documents
}

/// Asserts that a document says the same in each format, and again after it was written in it.
fn assert_same_everywhere<T>(document: &Value, expected: &T)
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let cbor = to_cbor(document);
    assert_eq!(&from_cbor::<T>(&cbor).expect("CBOR"), expected, "{document} in CBOR");
    assert_eq!(&serde_json::from_value::<T>(document.clone()).expect("a value"), expected, "{document} as a value");
    assert_eq!(&T::deserialize(document).expect("a value"), expected, "{document} as a borrowed value");

    assert_eq!(&from_cbor::<T>(&to_cbor(expected)).expect("CBOR"), expected, "{document} written in CBOR");
    let written = serde_json::to_string(expected).expect("JSON");
    assert_eq!(&serde_json::from_str::<T>(&written).expect("JSON"), expected, "{document} written in JSON");
}

#[test]
fn a_reply_says_the_same_in_every_format() {
    let documents = documents();
    assert_eq!(documents.len(), 7 + 35);
    for document in documents {
        let json = document.to_string();
        assert_same_everywhere::<TaskReply>(&document, &task_reply(&json));
        assert_same_everywhere::<BatchReply<DiskId>>(&document, &batch_reply(&json));
        assert_same_everywhere::<BatchReply<String>>(&document, &batch_reply(&json));
    }
}

#[test]
fn keys_that_are_integers_are_ids() {
    let entry = || map([(text("code"), integer(0))]);
    let detail = map([(integer(3_901_942), entry()), (integer(-8), entry()), (integer(7), text("beside"))]);
    let reply: BatchReply<String> =
        from_cbor(&to_cbor(&map([(text("code"), integer(0)), (text("detail"), detail)]))).expect("CBOR");
    assert_eq!(entries(reply.detail()), [("3901942".to_owned(), 0, None), ("-8".to_owned(), 0, None)]);
    assert_eq!(
        reply.detail().strays().iter().map(|stray| (stray.key(), stray.text())).next(),
        Some(("7", Some("beside")))
    );
    assert_eq!(from_cbor::<BatchReply<String>>(&to_cbor(&reply)).expect("CBOR"), reply);
}

#[test]
fn a_repeated_id_keeps_every_entry() {
    let entry = |task| map([(text("requestId"), integer(task)), (text("code"), text("0"))]);
    let detail = map([(text("a"), entry(1)), (text("b"), entry(2)), (text("a"), entry(3))]);
    let reply: BatchReply<String> =
        from_cbor(&to_cbor(&map([(text("detail"), detail), (text("code"), integer(0))]))).expect("CBOR");
    let expected = [("a", "1"), ("b", "2"), ("a", "3")].map(|(id, task)| (id.to_owned(), 0, Some(task)));
    assert_eq!(entries(reply.detail()), expected);
    assert_eq!(from_cbor::<BatchReply<String>>(&to_cbor(&reply)).expect("CBOR"), reply);
}

#[test]
fn what_json_cannot_say_is_read_or_refused() {
    let with = |field: &str, value: Cbor| to_cbor(&map([(text("code"), integer(0)), (text(field), value)]));
    let reply: TaskReply = from_cbor(&with("message", Cbor::Bytes(vec![0xff]))).expect("a message of a wrong kind");
    assert_eq!(reply.message(), None);
    let reply: TaskReply = from_cbor(&with("data", Cbor::Bytes(vec![0xff]))).expect("bytes in an unknown field");
    assert_eq!(reply, TaskReply::new(Code::SUCCESS));

    let entry = map([(text("code"), integer(0))]);
    let nan = with("detail", map([(text("a"), entry), (text("x"), Cbor::Float(f64::NAN))]));
    let reply: BatchReply<String> = from_cbor(&nan).expect("a float beside the entries");
    assert!(matches!(reply.detail().strays()[0].value(), StrayValue::Other(Raw::Float(float)) if float.is_nan()));
    assert_eq!(from_cbor::<BatchReply<String>>(&to_cbor(&reply)).expect("CBOR"), reply);

    for bad in [integer(7), text("text"), Cbor::Bytes(vec![]), Cbor::Float(0.0)] {
        let error = from_cbor::<BatchReply<String>>(&with("detail", bad.clone())).expect_err("no list");
        assert!(error.to_string().contains("an object keyed by resource id"), "{bad:?}: {error}");
    }
}

#[test]
fn a_document_cut_off_or_nested_too_deep_is_refused() {
    let whole = to_cbor(&json!({"code": 5400, "detail": {"a": {"code": "0", "requestId": 7}, "taskId": "2377970"}}));
    assert!(from_cbor::<BatchReply<String>>(&whole).is_ok());
    for cut in 0..whole.len() {
        assert!(from_cbor::<BatchReply<String>>(&whole[..cut]).is_err(), "cut at {cut}");
        assert!(from_cbor::<TaskReply>(&whole[..cut]).is_err(), "cut at {cut}");
    }
    // {"detail": {"a": [[[…
    let mut deep = b"\xa1\x66detail\xa1\x61a".to_vec();
    deep.extend([0x81].repeat(10_000));
    assert!(from_cbor::<BatchReply<String>>(&deep).is_err());
}

/// A reply inside an envelope of the user's own: serde buffers the fields before the reply sees them.
#[derive(Debug, Serialize, Deserialize)]
struct Traced<T> {
    trace: String,
    #[serde(flatten)]
    reply: T,
}

#[test]
fn a_reply_is_read_from_what_flatten_buffers() {
    for document in documents() {
        let mut traced = document.clone();
        traced["trace"] = json!("t-1");
        let json = document.to_string();

        let from_json: Traced<BatchReply<String>> = serde_json::from_str(&traced.to_string()).expect("JSON");
        assert_eq!((&*from_json.trace, &from_json.reply), ("t-1", &batch_reply(&json)), "{document}");
        let from_cbor: Traced<BatchReply<String>> = from_cbor(&to_cbor(&traced)).expect("CBOR");
        assert_eq!(from_cbor.reply, batch_reply(&json), "{document} in CBOR");
        let single: Traced<TaskReply> = serde_json::from_str(&traced.to_string()).expect("JSON");
        assert_eq!(single.reply, task_reply(&json), "{document} as a common reply");

        let written = serde_json::to_string(&from_json).expect("a map of fields");
        assert_eq!(serde_json::from_str::<Traced<BatchReply<String>>>(&written).expect("JSON").reply, from_json.reply);
    }
}

/// A payload that names its parts itself, buffered in turn.
#[derive(Debug, Deserialize)]
struct Own {
    code: Code,
    #[serde(default, rename = "requestId", deserialize_with = "TaskId::optional")]
    task: Option<TaskId>,
    detail: Detail<String>,
}

#[test]
fn the_parts_of_a_reply_are_read_from_what_flatten_buffers() {
    for detail in ["null", "[]", "{}"] {
        let own = read_own(&format!(r#"{{"trace":"","code":"7","requestId":null,"detail":{detail}}}"#));
        assert_eq!((own.code, own.task, own.detail), (Code::new(7), None, Detail::default()), "{detail}");
    }
    let own = read_own(r#"{"trace":"","code":0,"requestId":18446744073709551615}"#);
    assert_eq!(own.task, TaskId::new("18446744073709551615"));
    assert_eq!(own.detail, Detail::default(), "absent");

    let detail = r#"{"a":{"code":"0","requestId":1},"a":{"code":0,"requestId":2},"taskId":3}"#;
    let own = read_own(&format!(r#"{{"trace":"",{}"#, &with_detail(detail)[1..]));
    assert_eq!(own.detail, *batch_reply(&with_detail(detail)).detail(), "repeats and strays");
    let tasks: Vec<_> = own.detail.iter().map(|(_, entry)| task_of(entry)).collect();
    assert_eq!(tasks, [Some("1"), Some("2")]);
}

fn read_own(document: &str) -> Own {
    serde_json::from_str::<Traced<Own>>(document).expect(document).reply
}
