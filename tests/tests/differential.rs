//! `json` against `serde_json`: the same value, or the same error, for every type and every document.
//!
//! Documents are replies, values of every kind that serde knows and arbitrary JSON, damaged at random. `CASES=10000000
//! cargo test --release -p async-resp-tests --test differential` runs as many as wanted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Debug;

use async_resp_core::{BatchReply, BatchResponse, TaskReply, json};
use async_resp_tests::mutation::Mutation;
use async_resp_tests::payloads;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;

/// A value of every kind.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(default)]
struct Every {
    flag: bool,
    small: i8,
    byte: u8,
    signed: i64,
    unsigned: u64,
    huge: i128,
    float: f64,
    letter: char,
    text: String,
    cow: Cow<'static, str>,
    option: Option<u32>,
    list: Vec<i32>,
    pair: (u8, String),
    map: BTreeMap<String, i64>,
    numbered: BTreeMap<u16, bool>,
    kinds: Vec<Kind>,
    keyed: BTreeMap<Kind, u8>,
    unit: (),
    newtype: Newtype,
    nested: Option<Box<Every>>,
    // Swallows errors: what comes behind must not depend on how far the reader got.
    #[serde(deserialize_with = "or_none")]
    tolerant: Option<f64>,
    value: serde_json::Value,
}

#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
enum Kind {
    #[default]
    Unit,
    Newtype(u8),
    Tuple(u8, String),
    Struct {
        a: Option<i16>,
    },
}

#[derive(Debug, Default, PartialEq, Deserialize)]
struct Newtype(Option<String>);

impl Default for Every {
    fn default() -> Self {
        Self {
            flag: false,
            small: 0,
            byte: 0,
            signed: 0,
            unsigned: 0,
            huge: 0,
            float: 0.0,
            letter: ' ',
            text: String::new(),
            cow: Cow::Borrowed(""),
            option: None,
            list: Vec::new(),
            pair: (0, String::new()),
            map: BTreeMap::new(),
            numbered: BTreeMap::new(),
            kinds: Vec::new(),
            keyed: BTreeMap::new(),
            unit: (),
            newtype: Newtype(None),
            nested: None,
            tolerant: None,
            value: serde_json::Value::Null,
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the signature is serde's")]
fn or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(f64::deserialize(deserializer).ok())
}

/// A reply that owns nothing.
#[derive(Debug, PartialEq, Deserialize)]
struct Borrowed<'a> {
    code: i64,
    message: &'a str,
    #[serde(borrow, default)]
    detail: BTreeMap<&'a str, BorrowedEntry<'a>>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct BorrowedEntry<'a> {
    code: i64,
    #[serde(borrow, default)]
    message: Cow<'a, str>,
}

/// What reading came to, in a form that can be compared.
fn outcome<T, E: Debug>(result: Result<T, E>, describe: impl Fn(&E) -> String) -> Result<T, String> {
    result.map_err(|error| describe(&error))
}

fn described(error: &serde_json::Error) -> String {
    format!("{error} {:?} {}:{}", error.classify(), error.line(), error.column())
}

fn agree<'de, T: Deserialize<'de> + PartialEq + Debug>(bytes: &'de [u8]) {
    let theirs = outcome(serde_json::from_slice::<T>(bytes), described);
    let ours = outcome(json::from_slice::<T>(bytes), |error| {
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        source.map_or_else(|| "an error without a source".to_owned(), described)
    });
    assert_eq!(ours, theirs, "as {}: {:?}", std::any::type_name::<T>(), String::from_utf8_lossy(bytes));
}

/// The same counts as of the reply that is kept, or the same error.
fn agree_on_the_tally(bytes: &[u8]) {
    let kept = json::from_slice::<BatchReply<String>>(bytes).map(|reply| reply.tally());
    let counted = json::tally::<BatchReply<String>>(bytes);
    let [kept, counted] = [kept, counted].map(|tally| tally.map_err(|error| error.to_string()));
    assert_eq!(counted, kept, "{:?}", String::from_utf8_lossy(bytes));
}

fn agree_on_all(bytes: &[u8]) {
    agree_on_the_tally(bytes);
    agree::<BatchReply<String>>(bytes);
    agree::<TaskReply>(bytes);
    agree::<Every>(bytes);
    agree::<Borrowed<'_>>(bytes);
    agree::<serde_json::Value>(bytes);
    agree::<Vec<Kind>>(bytes);
}

const SEEDS: &[&str] = &[
    r#"{"code":0,"message":"success","detail":{"ins-1":{"code":0,"message":"","requestId":"1231231231231"}}}"#,
    r#"{ "code" : "5400" , "msg" : "\u4e2d\u6587 \ud83d\ude00 \"x\" \/", "detail" : [ { "instanceId" : "i" , "code" : -1 } ] }"#,
    r#"{"code":0,"x":[1.5e3,-0,true,null,{"y":[[],{}]}],"detail":{"a":{"code":0,"message":"ok","requestId":7},"taskId":"9"}}"#,
    r#"{"flag":true,"small":-128,"byte":255,"signed":-9223372036854775808,"unsigned":18446744073709551615,"huge":1}"#,
    r#"{"float":3,"letter":"\u00e9","text":"a\nb","cow":"c","option":null,"list":[1,-2],"pair":[1,"x"],"map":{"a":1,"b":2}}"#,
    r#"{"numbered":{"1":true},"kinds":["Unit",{"Newtype":1},{"Tuple":[1,"x"]},{"Struct":{"a":null}}],"unit":null}"#,
    r#"{"keyed":{"Unit":3},"newtype":"x","nested":{"newtype":null,"nested":null},"tolerant":"text","value":{"k":[1]}}"#,
    r#"{"tolerant":1.5,"text":"t"}"#,
    r#"["Unit",{"Newtype":200},{"Struct":{}},{"Struct":[3]}]"#,
    r#"{"code":0,"message":"plain","detail":{"k\u0065y":{"code":0},"k":{"code":1,"message":"\t"}}}"#,
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    " \t\r\n\"text\" ",
];

/// What is worth inserting: tokens at which readers differ.
const TOKENS: &[&str] = &[
    "-0",
    "0",
    "01",
    "1.5",
    "1e3",
    "-1",
    "99999999999999999999",
    "9999999999999999999",
    "-9223372036854775809",
    "-999999999999999999",
    "\"",
    "\\",
    "\\u",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\ud83d\\ude00",
    "\\u12",
    "\\x",
    "\u{7f}",
    "盘",
    "\u{0}",
    "\n",
    "\u{1f}",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "[]",
    "{}",
    "null",
    "true",
    "false",
    "nul",
    " ",
    "\u{feff}",
    "\"code\":0,",
    "\"message\":\"\\u5931\",",
    "\"detail\":{},",
    "[[[[[[[[",
    "{\"a\":",
    ",\"code\":1",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    let token = select(TOKENS).prop_map(|token| token.as_bytes().to_vec());
    prop_oneof![
        2 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        1 => any::<usize>().prop_map(Mutation::Truncate),
        5 => (any::<usize>(), token).prop_map(|(at, token)| Mutation::Insert(at, token)),
        2 => any::<[usize; 3]>().prop_map(|[from, to, target]| Mutation::Copy(from, to, target)),
    ]
}

fn cases() -> u32 {
    env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000)
}

#[test]
fn undamaged_documents_are_read_alike() {
    for seed in SEEDS {
        agree_on_all(seed.as_bytes());
    }
    for name in payloads::names() {
        agree_on_all(payloads::text(&name).as_bytes());
    }
}

#[test]
fn nesting_is_read_and_refused_alike() {
    for depth in [1, 50, 99, 100, 101, 120, 126, 127, 128, 129, 200, 10_000] {
        for (open, middle, close) in [("[", "", "]"), ("{\"a\":", "1", "}"), ("[{\"a\":", "[]", "}]")] {
            let document = format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
            agree_on_all(document.as_bytes());
            agree_on_all(format!(r#"{{"code":0,"x":{document}}}"#).as_bytes());
            agree_on_all(format!(r#"{{"code":0,"message":{document}}}"#).as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_are_read_alike(seed in select(SEEDS), mutations in vec(mutation(), 0..4)) {
        let mut bytes = seed.as_bytes().to_vec();
        for mutation in mutations {
            mutation.apply(&mut bytes);
        }
        agree_on_all(&bytes);
    }
}
