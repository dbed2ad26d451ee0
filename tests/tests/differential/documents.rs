//! Documents to read: examples of each kind, generated ones (replies, near-replies, any JSON, any bytes) and damage.

use async_resp_tests::mutation::Mutation;
use async_resp_tests::random::Random;

/// A document of any kind, damaged or not.
pub(crate) fn generate(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    match random.below(8) {
        0..3 => reply(random, &mut text),
        3..5 => every(random, &mut text),
        5 if random.below(2) == 0 => value(random, 0, &mut text),
        5 => (0..random.below(12)).for_each(|_| text.push_str(random.pick(TOKENS))),
        _ => text.push_str(random.pick(SEEDS)),
    }
    let mut bytes = text.into_bytes();
    if random.below(20) == 0 {
        bytes = (0..random.below(16)).map(|_| random.next().to_le_bytes()[0]).collect();
    }
    if random.below(2) == 0 {
        for _ in 0..=random.below(3) {
            damage(random).apply(&mut bytes);
        }
    }
    bytes
}

fn damage(random: &mut Random) -> Mutation {
    let mut place = || usize::try_from(random.next() >> 33).expect("31 bits");
    let [a, b, c] = [place(), place(), place()];
    match random.below(8) {
        0 => Mutation::Set(a, random.next().to_le_bytes()[0]),
        1 => Mutation::Truncate(a),
        2 | 3 => Mutation::Copy(a, b, c),
        _ => Mutation::Insert(a, random.pick(TOKENS).as_bytes().to_vec()),
    }
}

/// The members of a reply or an entry, and others.
const FIELDS: &[&str] = &["code", "message", "msg", "requestId", "codeDesc", "detail", "x", "instanceId", "taskId"];

fn reply(random: &mut Random, text: &mut String) {
    let members = random.below(6);
    object(random, text, members, |random, text| {
        let field = if random.below(3) == 0 { "detail" } else { random.pick(FIELDS) };
        key(random, field, text);
        match (field, random.below(4)) {
            ("detail", 0) => array(random, text, entry),
            ("detail", _) => {
                let entries = random.below(5);
                object(random, text, entries, |random, text| {
                    let id = random.pick(&["ins-1", "ins-2", "ins-\\u0033", "", "requestId", "taskId", "1"]);
                    key(random, id, text);
                    entry(random, text);
                });
            }
            _ => field_value(random, field, text),
        }
    });
}

fn entry(random: &mut Random, text: &mut String) {
    if random.below(6) == 0 {
        return value(random, 3, text);
    }
    let members = 1 + random.below(4);
    let mut is_first = true;
    object(random, text, members, |random, text| {
        let field = if is_first { "code" } else { random.pick(FIELDS) };
        is_first = false;
        key(random, field, text);
        field_value(random, field, text);
    });
}

/// The value that a field has in a sane reply, most times.
fn field_value(random: &mut Random, field: &str, text: &mut String) {
    match (field, random.below(10)) {
        (_, 0) => value(random, 2, text),
        ("code", _) => text.push_str(random.pick(&["0", "5400", "5100", "-1", "\"0\"", "16000", "4400"])),
        ("message" | "msg" | "codeDesc", 1..) => string(random, text),
        _ => text.push_str(random.pick(&["\"1231231231231\"", "24534341", "null", "\"\"", "\"a long task number\""])),
    }
}

/// The members of `Every`.
const MEMBERS: &[&str] = &[
    "flag", "small", "short", "int", "signed", "huge", "byte", "port", "unsigned", "enormous", "single", "float",
    "letter", "text", "boxed", "cow", "bytes", "option", "twice", "list", "floats", "pair", "array", "set", "map",
    "numbered", "negative", "largest", "switched", "lettered", "keyed", "wrapped", "perhaps", "kinds", "tagged",
    "beside", "untagged", "unit", "marker", "newtype", "tuple", "nested", "flat", "strict", "result", "tolerant",
    "ignored", "renamed", "alias", "value", "number",
];

/// Values that some member of `Every` takes.
const FITTING: &[&str] = &[
    "true",
    "0",
    "-1",
    "7",
    "255",
    "1.5",
    "-0.0",
    "1e2",
    "\"c\"",
    "\"text\"",
    "\"\\u00e9\"",
    "null",
    "[]",
    "{}",
    "[1,2]",
    "[1,\"x\"]",
    "[1.5,2]",
    "[\"a\",\"b\"]",
    "{\"1\":true}",
    "{\"-1\":null}",
    "{\"true\":1}",
    "{\"c\":1}",
    "{\"a\":1}",
    "{\"Unit\":3}",
    "[\"Unit\"]",
    "[{\"Newtype\":1}]",
    "[{\"Tuple\":[1,\"x\"]}]",
    "[{\"Struct\":{\"a\":null}}]",
    "[{\"type\":\"Unit\"}]",
    "[{\"a\":2,\"type\":\"Struct\"}]",
    "[{\"type\":\"Newtype\",\"x\":1}]",
    "[{\"content\":[1,\"x\"],\"type\":\"Tuple\"}]",
    "[{\"type\":\"Struct\",\"content\":{\"a\":3}}]",
    "[null,1,{\"k\":[-1]}]",
    "{\"Ok\":1}",
    "{\"Err\":\"x\"}",
    "{\"a\":1,\"type\":\"Struct\",\"b\":2}",
    "170141183460469231731687303715884105727",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "{\"null\":1}",
    "{\"$serde_json::private::Number\":\"1\"}",
    "{\"$serde_json::private::RawValue\":\"1\"}",
    "{\"\\u0055nit\":1}",
];

fn every(random: &mut Random, text: &mut String) {
    let members = random.below(5);
    object(random, text, members, |random, text| {
        let member = random.pick(MEMBERS);
        key(random, member, text);
        match random.below(4) {
            0 => value(random, 2, text),
            1 if member == "nested" => every(random, text),
            _ => text.push_str(random.pick(FITTING)),
        }
    });
}

/// Any JSON.
fn value(random: &mut Random, depth: u32, text: &mut String) {
    match random.below(if depth > 5 { 6 } else { 9 }) {
        0 => string(random, text),
        1 | 2 => number(random, text),
        3..6 => text.push_str(random.pick(&["null", "true", "false", "0", "\"\"", "[]", "{}", "-0", "1.0"])),
        6 => array(random, text, |random, text| value(random, depth + 1, text)),
        _ => {
            let members = random.below(5);
            object(random, text, members, |random, text| {
                if random.below(3) == 0 {
                    string(random, text);
                    text.push(':');
                } else {
                    key(random, random.clone().pick(FIELDS), text);
                }
                value(random, depth + 1, text);
            });
        }
    }
}

fn object(random: &mut Random, text: &mut String, members: u64, mut member: impl FnMut(&mut Random, &mut String)) {
    text.push('{');
    for number in 0..members {
        text.push_str(if number == 0 { "" } else { "," });
        space(random, text);
        member(random, text);
        space(random, text);
    }
    text.push('}');
}

fn array(random: &mut Random, text: &mut String, mut element: impl FnMut(&mut Random, &mut String)) {
    text.push('[');
    for number in 0..random.below(4) {
        text.push_str(if number == 0 { "" } else { "," });
        space(random, text);
        element(random, text);
    }
    space(random, text);
    text.push(']');
}

fn key(random: &mut Random, name: &str, text: &mut String) {
    text.extend(["\"", name, "\""]);
    space(random, text);
    text.push(':');
    space(random, text);
}

fn space(random: &mut Random, text: &mut String) {
    if random.below(4) == 0 {
        text.push_str(random.pick(&[" ", "\n", "\t", "\r\n", "          "]));
    }
}

/// What a text is made of: some as long as what is looked at in one step, or one longer.
const PIECES: &[&str] = &[
    "a",
    "ins-",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u4e2d",
    "\\u0000",
    "\\ud83d\\ude00",
    "盘",
    "😀",
    "\u{7f}",
    "12345678",
    "123456789",
    "0123456789abcdef",
    "0123456789abcdefg",
    " ",
    "é",
];

fn string(random: &mut Random, text: &mut String) {
    text.push('"');
    for _ in 0..random.below(6) {
        text.push_str(random.pick(PIECES));
    }
    if random.below(16) == 0 {
        text.push_str(random.pick(TOKENS));
    }
    text.push('"');
}

fn number(random: &mut Random, text: &mut String) {
    text.push_str(random.pick(&["", "", "-"]));
    let digits = random.next() >> random.below(64);
    text.push_str(&digits.to_string());
    text.push_str(random.pick(&["", "", "", "", "0", ".5", "e1", "E-7", ".25e+3", "0000000000000000000000", "e999"]));
}

/// Documents to damage.
pub(crate) const SEEDS: &[&str] = &[
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
    r#"{"Unit":"Unit","a":{"Unit":null},"k\u0065y":[{"Unit":["Unit",{}]},"\u0055nit"]}"#,
    r#"{"a":[1,{"b":"c"},3],"d":5,"e":{"f":"g"}}"#,
    r#"{1:{null : "Unit"},[]:{"a":},"b":{:2},{}:true}"#,
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
