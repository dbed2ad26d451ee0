//! Every spelling of a field and every shape of `detail` that servers send, and the one form that is written.

use async_resp_core::{BatchReply, BatchResponse, Code, Detail, Raw, ResourceId, StrayValue, TaskId, TaskReply, json};
use async_resp_tests::ids::DiskId;
use async_resp_tests::{batch_reply, entries, payloads, task_of, task_reply, with_detail};
use serde::{Deserialize, Serialize};

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a reply can be written")
}

/// Key and value of each stray.
fn strays<Id: ResourceId>(detail: &Detail<Id>) -> Vec<(&str, &StrayValue<TaskReply>)> {
    detail.strays().iter().map(|stray| (stray.key(), stray.value())).collect()
}

fn id(text: &str, code: i64) -> (String, i64, Option<&'static str>) {
    (text.to_owned(), code, None)
}

#[test]
fn a_code_is_an_integer_or_the_same_as_text() {
    let spellings = [
        ("0", 0),
        (r#""0""#, 0),
        (r#""000000""#, 0),
        ("5100", 5100),
        (r#""5100""#, 5100),
        (r#""16000""#, 16000),
        ("-1", -1),
        (r#""-3031""#, -3031),
        ("9223372036854775807", i64::MAX),
        (r#""9223372036854775807""#, i64::MAX),
        ("-9223372036854775808", i64::MIN),
        (r#""-9223372036854775808""#, i64::MIN),
    ];
    for (code, expected) in spellings {
        let reply = task_reply(&format!(r#"{{"code":{code}}}"#));
        assert_eq!(reply.code(), Code::new(expected), "{code} outside");
        let detail = format!(r#"{{"a":{{"code":{code}}}}}"#);
        let reply: BatchReply<String> = batch_reply(&with_detail(&detail));
        assert_eq!(entries(reply.detail()), [id("a", expected)], "{code} in an entry");
    }
}

#[test]
fn a_task_number_is_text_or_an_integer_and_may_be_missing() {
    let long = "task-of-more-than-twenty-two-bytes-任务";
    let quoted = format!("\"{long}\"");
    let spellings = [
        (r#""1231231231231""#, Some("1231231231231")),
        ("24534341", Some("24534341")),
        ("0", Some("0")),
        ("-7", Some("-7")),
        ("18446744073709551615", Some("18446744073709551615")),
        (r#""007""#, Some("007")),
        (&quoted, Some(long)),
        (r#""""#, None),
        ("null", None),
    ];
    for (number, expected) in spellings {
        let document =
            format!(r#"{{"code":0,"requestId":{number},"detail":{{"a":{{"code":0,"requestId":{number}}}}}}}"#);
        assert_eq!(task_of(&task_reply(&document)), expected, "{number} outside");
        let reply: BatchReply<String> = batch_reply(&document);
        assert_eq!(task_of(&reply), expected, "{number} beside `detail`");
        assert_eq!(entries(reply.detail()), [("a".to_owned(), 0, expected)], "{number} in an entry");
    }
    assert_eq!(task_reply(r#"{"code":0}"#).task_id(), None, "absent");
}

#[test]
fn a_message_is_text_under_either_name_and_anything_else_is_none() {
    let spellings = [
        (r#""message":"ok""#, Some("ok")),
        (r#""msg":"OK""#, Some("OK")),
        (r#""msg":"short","message":"long""#, Some("long")),
        (r#""message":"long","msg":"short""#, Some("long")),
        (r#""message":"","msg":"short""#, Some("short")),
        (r#""message":null,"msg":"short""#, Some("short")),
        (r#""message":7,"msg":"short""#, Some("short")),
        (r#""message":"成功""#, Some("成功")),
        (r#""message":"\u6210\u529f""#, Some("成功")),
        (r#""message":"\ud83d\ude00 \"\\\/\t""#, Some("😀 \"\\/\t")),
        (r#""message":"""#, None),
        (r#""message":null"#, None),
        (r#""message":0.5"#, None),
        (r#""message":["no","text"]"#, None),
        (r#""message":{"no":{"text":[1]}}"#, None),
        (r#""Message":"another field""#, None),
    ];
    for (field, expected) in spellings {
        let reply = task_reply(&format!(r#"{{{field},"code":0}}"#));
        assert_eq!((reply.code(), reply.message()), (Code::SUCCESS, expected), "{field}");
        let reply: BatchReply<String> = batch_reply(&with_detail(&format!(r#"{{"a":{{"code":1,{field}}}}}"#)));
        let messages: Vec<_> = reply.iter().map(|(_, entry)| entry.message()).collect();
        assert_eq!(messages, [expected], "{field} in an entry");
    }
}

#[test]
fn a_code_in_words_is_text_or_an_integer_and_anything_else_is_none() {
    let spellings = [
        (r#""Success""#, Some("Success")),
        (r#""9110""#, Some("9110")),
        ("9110", Some("9110")),
        ("18446744073709551615", Some("18446744073709551615")),
        (r#""""#, None),
        ("null", None),
        ("1.5", None),
        ("false", None),
        ("[1]", None),
        (r#"{"a":1}"#, None),
    ];
    for (code_desc, expected) in spellings {
        let reply = task_reply(&format!(r#"{{"codeDesc":{code_desc},"code":0}}"#));
        assert_eq!(reply.code_desc(), expected, "{code_desc}");
    }
}

#[test]
fn the_order_of_fields_does_not_matter() {
    let fields = [
        r#""code":5400"#,
        r#""message":"m""#,
        r#""requestId":"1""#,
        r#""detail":{"a":{"requestId":2,"message":"","code":0},"b":{"message":"x","code":1}}"#,
    ];
    let expected: BatchReply<String> = batch_reply(&format!("{{{}}}", fields.join(",")));
    assert_eq!(expected.iter().len(), 2);
    for first in 0..4 {
        for (second, third) in [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] {
            let [a, b, c] = [first, first + second, first + third].map(|field| field % 4);
            let order = [a, b, c, 6 - a - b - c].map(|field| fields[field]).join(",");
            assert_eq!(batch_reply::<String>(&format!("{{{order}}}")), expected, "{order}");
        }
    }
}

#[test]
fn white_space_does_not_matter() {
    let compact = r#"{"code":"0","detail":{"a":{"code":0,"msg":"x y"},"taskId":7},"requestId":1}"#;
    let expected: BatchReply<String> = batch_reply(compact);
    for space in [" ", "\n", "\t", "\r\n  "] {
        let spaced = compact.split_inclusive([',', ':', '{', '}']).collect::<Vec<_>>().join(space) + space;
        assert_eq!(batch_reply::<String>(&spaced), expected, "{spaced}");
    }
}

#[test]
fn unknown_fields_of_every_kind_are_passed_over() {
    let plain = |extra: &str| format!(r#"{{{extra}"code":0,"detail":{{"a":{{{extra}"code":0,"requestId":"1"}}}}}}"#);
    let listed =
        |extra: &str| format!(r#"{{{extra}"code":0,"detail":[{{{extra}"id":"a","code":0,"requestId":"1"}}]}}"#);
    let expected: BatchReply<String> = batch_reply(&plain(""));
    for value in ["0", "-1.5e300", "true", "null", r#""text""#, r#"[1,[2,{"code":"x"}]]"#, r#"{"code":"x","detail":5}"#]
    {
        for key in ["data", "taskId", "Code", "", "码"] {
            let extra = format!(r#""{key}":{value},"{key}":{value},"#);
            assert_eq!(batch_reply::<String>(&plain(&extra)), expected, "{extra}");
            assert_eq!(batch_reply::<String>(&listed(&extra)), expected, "{extra} in array form");
        }
    }
}

#[test]
fn detail_is_an_unknown_field_of_a_common_reply() {
    assert_eq!(task_reply(r#"{"code":0,"detail":5,"detail":{}}"#), TaskReply::new(Code::SUCCESS));
}

#[test]
fn a_repeated_id_keeps_every_entry_in_order() {
    let reply: BatchReply<String> = batch_reply(&with_detail(
        r#"{"b":{"code":0,"requestId":"1"},"a":{"code":0,"requestId":"2"},"b":{"code":9,"requestId":"3"}}"#,
    ));
    let expected = [("b".to_owned(), 0, Some("1")), ("a".to_owned(), 0, Some("2")), ("b".to_owned(), 9, Some("3"))];
    assert_eq!(entries(reply.detail()), expected);
    let first = reply.detail().get(&"b".to_owned()).map(TaskReply::code);
    assert_eq!(first, Some(Code::SUCCESS), "`get` gives the first");
}

#[test]
fn a_value_that_is_no_object_is_a_stray() {
    let values = [
        ("null", StrayValue::Other(Raw::Null)),
        ("true", StrayValue::Other(Raw::Bool(true))),
        ("-3", StrayValue::Other(Raw::Integer(-3))),
        ("18446744073709551615", StrayValue::Other(Raw::Large(u64::MAX))),
        ("0.5", StrayValue::Other(Raw::Float(0.5))),
        (r#""text""#, StrayValue::Text("text".into())),
        (r#""""#, StrayValue::Text("".into())),
        ("[]", StrayValue::Other(Raw::List(vec![]))),
        (
            r#"["t",{"b":1,"a":null,"b":2}]"#,
            StrayValue::Other(Raw::List(vec![
                Raw::Text("t".into()),
                Raw::Object(vec![
                    ("b".into(), Raw::Integer(1)),
                    ("a".into(), Raw::Null),
                    ("b".into(), Raw::Integer(2)),
                ]),
            ])),
        ),
    ];
    for (value, expected) in values {
        let detail = format!(r#"{{"x":{value},"a":{{"code":0}},"x":{value}}}"#);
        let reply: BatchReply<String> = batch_reply(&with_detail(&detail));
        let detail = reply.detail();
        assert_eq!(entries(detail), [id("a", 0)], "{value}");
        assert_eq!(strays(detail), [("x", &expected), ("x", &expected)], "{value}: kept as often as it came");
        assert!(written(&reply).ends_with(&format!(r#""x":{value},"x":{value}}}}}"#)), "{value} is written back");
    }
}

#[test]
fn an_entry_under_a_key_that_is_no_id_is_a_stray() {
    let reply: BatchReply<DiskId> = batch_reply(&with_detail(
        r#"{"aasd":{"code":16000,"msg":"gone","requestId":5},"disk-1":{"code":0},"":{"code":0},"disk-2":"text"}"#,
    ));
    assert_eq!(entries(reply.detail()), [id("disk-1", 0)]);
    assert_eq!(batch_reply::<DiskId>(&written(&reply)), reply);

    let aasd = task_reply(r#"{"code":16000,"message":"gone","requestId":"5"}"#);
    let expected = [
        ("aasd", StrayValue::Entry(aasd)),
        ("", StrayValue::Entry(TaskReply::new(Code::SUCCESS))),
        ("disk-2", StrayValue::Text("text".into())),
    ];
    assert_eq!(strays(reply.detail()), expected.each_ref().map(|(key, value)| (*key, value)));
}

#[test]
fn a_scalar_beside_the_entries_is_a_task_where_its_key_says_so() {
    let cases = [
        (r#""taskId":"2377970""#, Some("2377970")),
        (r#""taskId":2377970"#, Some("2377970")),
        (r#""requestId":18446744073709551615"#, Some("18446744073709551615")),
        (r#""taskId":"""#, None),
        (r#""taskId":null"#, None),
        (r#""taskId":1.5"#, None),
        (r#""jobId":"1""#, None),
    ];
    for (member, expected) in cases {
        let reply: BatchReply<String> = batch_reply(&with_detail(&format!(r#"{{"a":{{"code":0}},{member}}}"#)));
        let tasks: Vec<_> = reply.detail().strays().iter().map(|stray| stray.task_id().map(TaskId::as_str)).collect();
        assert_eq!(tasks, [expected], "{member}");
    }
    let alone: BatchReply<String> = batch_reply(&with_detail(r#"{"taskId":"1"}"#));
    assert_eq!(strays(alone.detail()), [("taskId", &StrayValue::Text("1".into()))]);
}

#[test]
fn in_array_form_the_id_is_taken_from_the_first_field_that_names_it() {
    let cases = [
        (r#"{"diskId":"disk-1","code":0}"#, Ok("disk-1")),
        (r#"{"code":0,"storageId":"disk-1"}"#, Ok("disk-1")),
        (r#"{"storageId":"disk-2","code":0,"diskId":"disk-1"}"#, Ok("disk-1")),
        (r#"{"diskId":"disk-1","code":0,"storageId":"disk-2"}"#, Ok("disk-1")),
        (r#"{"diskId":null,"code":0,"storageId":"disk-2"}"#, Ok("disk-2")),
        (r#"{"code":0,"id":"disk-1"}"#, Err("")),
        (r#"{"code":0,"diskId":null}"#, Err("")),
        (r#"{"code":0,"diskId":""}"#, Err("")),
        (r#"{"code":0}"#, Err("")),
        (r#"{"code":0,"diskId":17,"storageId":"disk-2"}"#, Err("17")),
    ];
    for (element, expected) in cases {
        let reply: BatchReply<DiskId> = batch_reply(&with_detail(&format!("[{element}]")));
        let detail = reply.detail();
        let entry = StrayValue::Entry(TaskReply::new(Code::SUCCESS));
        match expected {
            Ok(disk) => assert_eq!((entries(detail), strays(detail)), (vec![id(disk, 0)], vec![]), "{element}"),
            Err(key) => assert_eq!((entries(detail), strays(detail)), (vec![], vec![(key, &entry)]), "{element}"),
        }
    }
}

#[test]
fn in_array_form_an_id_may_be_an_integer_and_order_and_repeats_are_kept() {
    let reply: BatchReply<String> = batch_reply(&with_detail(
        r#"[{"id":18446744073709551615,"code":0},{"id":-2,"code":1},7,{"id":-2,"code":2},"text",{"code":3}]"#,
    ));
    let detail = reply.detail();
    assert_eq!(entries(detail), [id("18446744073709551615", 0), id("-2", 1), id("-2", 2)]);
    let entry = StrayValue::Entry(TaskReply::new(Code::new(3)));
    let expected = [("", &StrayValue::Other(Raw::Integer(7))), ("", &StrayValue::Text("text".into())), ("", &entry)];
    assert_eq!(strays(detail), expected);
}

#[test]
fn nothing_in_detail_is_empty_in_every_spelling() {
    for document in
        [r#"{"code":0}"#, r#"{"code":0,"detail":null}"#, r#"{"code":0,"detail":[]}"#, r#"{"code":0,"detail":{}}"#]
    {
        assert_eq!(batch_reply::<String>(document).detail(), &Detail::default(), "{document}");
        let own: OwnReply = json::from_str(document).expect(document);
        assert_eq!(own.detail, Detail::default(), "{document} in a struct of the author's own");
    }
}

/// A reply as an author writes it: serde's derive, and fields that know the wire.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OwnReply {
    code: Code,
    #[serde(default, rename = "taskId", deserialize_with = "TaskId::optional")]
    task: Option<TaskId>,
    /// Absent is empty, without `#[serde(default)]`.
    detail: Detail<DiskId, OwnEntry>,
}

/// An entry that sees its own id, whichever form it came in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OwnEntry {
    code: Code,
    storage_id: Option<String>,
    size: Option<u32>,
}

#[test]
fn a_struct_of_the_authors_own_reads_the_same_shapes() {
    let cases = [
        (r#"{"disk-1":{"code":"0","size":5},"taskId":"9"}"#, None),
        (r#"[{"code":"0","storageId":"disk-1","size":5}]"#, Some("disk-1")),
    ];
    for (detail, storage_id) in cases {
        let document = format!(r#"{{"detail":{detail},"code":"000000","taskId":16284}}"#);
        let reply: OwnReply = json::from_str(&document).expect(&document);
        assert_eq!((reply.code, reply.task), (Code::SUCCESS, TaskId::new("16284")), "{document}");
        let expected = OwnEntry { code: Code::SUCCESS, storage_id: storage_id.map(String::from), size: Some(5) };
        let found: Vec<_> = reply.detail.iter().map(|(id, entry)| (id.to_string(), entry)).collect();
        assert_eq!(found, [("disk-1".to_owned(), &expected)], "{document}");
    }
}

#[test]
fn an_optional_task_number_reads_every_spelling_of_none() {
    let spellings = [("", None), (r#","taskId":null"#, None), (r#","taskId":"""#, None), (r#","taskId":0"#, Some("0"))];
    for (field, expected) in spellings {
        let reply: OwnReply = json::from_str(&format!(r#"{{"code":0{field}}}"#)).expect(field);
        assert_eq!(reply.task.as_ref().map(TaskId::as_str), expected, "{field}");
    }
}

#[test]
fn replies_are_written_in_the_documented_form() {
    let task = TaskId::new("7").expect("a number");
    let described = task_reply(r#"{"requestId":9301049,"codeDesc":"Success","msg":"ok","code":"0"}"#);
    let entries = [("b", TaskReply::accepted(task.clone())), ("a", TaskReply::failed(Code::new(16000), "gone \"盘\""))];
    let batch: BatchReply<String> = entries.map(|(id, entry)| (id.to_owned(), entry)).into_iter().collect();
    let cases = [
        (written(&TaskReply::new(Code::new(-1))), r#"{"code":-1,"message":""}"#),
        (written(&TaskReply::accepted(task)), r#"{"code":0,"message":"","requestId":"7"}"#),
        (written(&described), r#"{"code":0,"message":"ok","codeDesc":"Success","requestId":"9301049"}"#),
        (written(&BatchReply::<String>::from_iter([])), r#"{"code":0,"message":"","detail":{}}"#),
        (
            written(&batch),
            concat!(
                r#"{"code":5400,"message":"","detail":{"b":{"code":0,"message":"","requestId":"7"},"#,
                r#""a":{"code":16000,"message":"gone \"盘\""}}}"#
            ),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(text, expected);
    }
}

#[test]
fn the_documents_sample_is_written_as_it_was_read() {
    let sample = payloads::text("tc_batch_seed_all_ok.json");
    let text = written(&batch_reply::<String>(&sample));
    let [written, read] = [&text, &sample].map(|text| serde_json::from_str::<serde_json::Value>(text).expect("JSON"));
    assert_eq!(written, read);
    assert_eq!(text, sample.replace(['\n', '\r'], "").replace(": ", ":"));
}

#[test]
fn every_payload_that_is_read_is_read_again_from_what_is_written() {
    let mut read = 0;
    for name in payloads::names() {
        let text = payloads::text(&name);
        let single = task_reply(&text);
        assert_eq!(task_reply(&written(&single)), single, "{name} as a common reply");
        if let Ok(batch) = json::from_str::<BatchReply<String>>(&text) {
            assert_eq!(batch_reply::<String>(&written(&batch)), batch, "{name} as a batch reply");
            read += 1;
        }
    }
    assert_eq!(read, 35);
}

#[test]
fn a_float_beside_the_entries_is_written_as_it_came() {
    for float in ["0.5", "1e-7", "6.934698245112694e+276", "8.383658838626809e-78", "-2.693554001703998e+265"] {
        let document = format!(r#"{{"code":0,"message":"","detail":{{"a":{{"code":0,"message":""}},"x":{float}}}}}"#);
        let reply: BatchReply<String> = batch_reply(&document);
        assert_eq!(written(&reply), document, "{float}");
    }
}
