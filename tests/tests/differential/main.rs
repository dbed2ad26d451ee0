//! `json` against `serde_json`: the same value, or the same error, for every type and every document.
//!
//! `agreement` has the law, `types` the types and `rogue` one that misbehaves; `documents` makes the documents, and `keys` has
//! entries whose keys are no names. A run is as long as wanted and begins where wanted:
//! `CASES=10000000 SEED=1 cargo test --release -p async-resp-tests --test differential`. A document that was once read
//! differently belongs in `documents::SEEDS`.

mod agreement;
mod documents;
mod keys;
mod rogue;
mod streamed;
mod types;

use async_resp_tests::random::Random;
use std::env;

use async_resp_core::{BatchResponse as _, json};
use async_resp_tests::payloads;
use serde::{Deserialize, Deserializer};

use self::agreement::{StartReply, agree, agree_on_all};
use self::documents::SEEDS;
use self::rogue::Rogue;

fn number(variable: &str) -> Option<u32> {
    env::var(variable).ok().map(|number| number.parse().unwrap_or_else(|error| panic!("{variable}: {number}: {error}")))
}

fn cases() -> u32 {
    number("CASES").unwrap_or(20_000)
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
fn names_of_variants_and_keys_are_read_alike_whatever_they_are_asked_for_as() {
    let documents = [
        r#""Unit""#,
        r#"{"Unit":1}"#,
        r#"{"a":"Unit"}"#,
        "{1:2}",
        "{true :[]}",
        "{:1}",
        r#"{"a":}"#,
        "{[]}",
        "{[]:1}",
        "{}",
    ];
    for document in documents {
        for conduct in 0..5_000 {
            rogue::behave(conduct);
            agree::<Rogue>(document.as_bytes());
        }
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

#[test]
fn elements_that_are_not_read_are_refused_alike() {
    #[derive(Debug)]
    struct Unread;

    impl<'de> Deserialize<'de> for Unread {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Ok(Self)
        }
    }

    for document in ["[1,]", "[1, ]", "[1,2]", "[1,,]", "[1", "[1]", "[,]", "[]", "[ ]", "[[1,],]"] {
        agree::<(u8, Unread)>(document.as_bytes());
        agree::<(u8, Option<Unread>)>(document.as_bytes());
        agree::<(Unread, Unread)>(document.as_bytes());
        agree::<(Option<Unread>, Unread)>(document.as_bytes());
    }
}

#[test]
fn generated_documents_are_read_alike() {
    let seed = u64::from(number("SEED").unwrap_or_default()) << 32;
    for case in 0..u64::from(cases()) {
        let mut random = Random::new(seed | case);
        let document = documents::generate(&mut random);
        rogue::behave(random.next());
        agree::<Rogue>(&document);
        agree_on_all(&document);
    }
}

#[test]
fn numbers_beside_the_entries_are_kept_whatever_features_serde_json_has() {
    let detail =
        r#"{"ins-1":{"code":0},"a":1.5,"b":-0.0,"c":20000000000000000000,"d":18446744073709551615,"e":[-7,0.1]}"#;
    let document = format!(r#"{{"code":0,"detail":{detail}}}"#);
    let reply: StartReply = json::from_str(&document).unwrap_or_else(|error| panic!("{error}"));
    let strays: Vec<_> = reply.detail().strays().iter().map(|stray| format!("{:?}", stray.value())).collect();
    let expected =
        ["Float(1.5)", "Float(-0.0)", "Float(2e19)", "Large(18446744073709551615)", "List([Integer(-7), Float(0.1)])"];
    assert_eq!(strays, expected.map(|raw| format!("Other({raw})")));
    assert!(json::from_str::<StartReply>(&document.replace("0.1", "1e999")).is_err());
    let listed: StartReply =
        json::from_str(r#"{"code":0,"detail":[{"code":0},1.5]}"#).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(listed.detail().strays().len(), 2);
}
