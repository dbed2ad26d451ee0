//! `json::entries` against `json::from_slice`: the same pairs, envelope and strays, or an error of both; in whatever pieces
//! the document comes.

use std::cell::Cell;
use std::io::{self, Read};

use async_resp_core::{BatchReply, BatchResponse, Stray, TaskReply, json};
use async_resp_tests::cases;
use async_resp_tests::mutation::Mutation;
use async_resp_tests::payloads;
use async_resp_tests::piecemeal::Piecemeal;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Everything a reply says.
type Whole = (TaskReply, Vec<(String, TaskReply)>, Vec<Stray<TaskReply>>);

fn held(document: &[u8]) -> Result<Whole, json::Error> {
    let mut reply: BatchReply<String> = json::from_slice(document)?;
    let envelope = json::from_slice(document)?;
    let detail = reply.take_detail();
    let strays = detail.strays().to_vec();
    Ok((envelope, detail.into_iter().collect(), strays))
}

fn streamed(reader: impl Read) -> Result<Whole, json::Error> {
    let mut entries = json::entries::<String, TaskReply, _>(reader);
    let pairs = entries.by_ref().collect::<Result<Vec<_>, _>>()?;
    let (envelope, strays) = entries.finish()?;
    Ok((envelope, pairs, strays))
}

fn agree(document: &[u8], most: usize) {
    let held = held(document);
    let streamed = streamed(Piecemeal::new(document, most));
    let shown = String::from_utf8_lossy(document);
    match (&held, &streamed) {
        (Ok(held), Ok(streamed)) => assert_eq!(streamed, held, "{shown}"),
        (Err(_), Err(_)) => {}
        _ => panic!("{shown}: held as {held:?}, streamed as {streamed:?}"),
    }
}

const SEEDS: &[&str] = &[
    r#"{"code":0,"message":"ok","detail":{"a":{"code":0,"message":"","requestId":"7"},"b":{"code":1}},"requestId":9}"#,
    r#"{ "detail" : [ { "instanceId" : "i" , "code" : "-1" } , {"code":0} , 7 ] , "code" : "5400" , "msg" : "\u4e2d \"x\"" }"#,
    r#"{"code":0,"detail":{"a":{"code":0,"x":[1.5,{"y":"]}"}]},"taskId":"9","a":{"code":2},"":{"code":0}},"x":{"detail":[1]}}"#,
    r#"{"d\u0065tail":{"k\"{":{"code":0}},"code":1,"codeDesc":"x"}"#,
    r#"{"code":0,"detail":null}"#,
    r#"{"code":0,"detail":{"x":1}}"#,
    r#"{"code":0,"detail":[]}"#,
    r#"{"code":0}"#,
    "{}",
    "[1]",
    "7",
];

#[test]
fn whole_replies_are_streamed_alike() {
    for document in
        SEEDS.iter().map(|seed| (*seed).to_owned()).chain(payloads::names().iter().map(|name| payloads::text(name)))
    {
        for most in [1, 7, 1_000_000] {
            agree(document.as_bytes(), most);
        }
    }
}

proptest! {
    #![proptest_config(cases(4_000))]

    #[test]
    fn damaged_replies_are_streamed_alike(
        seed in select(SEEDS),
        mutations in vec(mutation(), 0..4),
        most in select(&[1_usize, 3, 64, 100_000][..]),
    ) {
        let mut document = seed.as_bytes().to_vec();
        for mutation in mutations {
            mutation.apply(&mut document);
        }
        agree(&document, most);
    }
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let tokens = [",", ":", "{", "}", "[", "]", "\"", "\\", "null", "1", " ", "\n", r#""code":0,"#, r#""detail":{},"#];
    let token = select(tokens.to_vec()).prop_map(|token| token.as_bytes().to_vec());
    prop_oneof![
        1 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        1 => any::<usize>().prop_map(Mutation::Truncate),
        5 => (any::<usize>(), token).prop_map(|(at, token)| Mutation::Insert(at, token)),
        2 => any::<[usize; 3]>().prop_map(|[from, to, target]| Mutation::Copy(from, to, target)),
    ]
}

#[test]
fn what_came_before_an_error_is_given_and_the_error_says_where() {
    let document = "{\"code\":0,\"detail\":{\n\"a\":{\"code\":0},\n\"b\":{\"code\":true},\"c\":{\"code\":0}}}";
    let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes());
    assert_eq!(entries.next().and_then(Result::ok).map(|(id, _)| id), Some("a".to_owned()));
    let streamed = entries.next().expect("a member").expect_err("no code");
    let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err("no code");
    assert_eq!(streamed.to_string(), held.to_string());
    assert_eq!((streamed.line(), streamed.column(), streamed.entry()), (held.line(), held.column(), held.entry()));
    assert!(entries.next().is_none(), "nothing comes after an error");
    assert!(entries.finish().is_err());
}

#[test]
fn what_is_wrong_beside_the_entries_is_said_where_it_is_when_it_is_held() {
    let deep = "[".repeat(125) + &"]".repeat(125);
    for document in [
        "{\"code\":0,\n \"code\" : 1,\"detail\":{\"a\":{\"code\":0}}}",
        "{\"detail\":{\"a\":{\"code\":0}},\"code\":0,\n\"detail\" : {}}",
        "{\"detail\":{\"a\":{\"code\":0}}}  \n",
        "{\"detail\":{\"x\":1 }\n,\"code\":0}",
        "{\"detail\":nul,\"code\":0}",
        "{\"code\":0,\"code\",\"detail\":{}}",
        "{\"detail\":{\"a\":{\"code\":0}},\"code\":0,\"code\"\n ,\"x\":1}",
        "{\"code\":0,\"msg\":\"\\u\",\"x\":{}}",
        "{\"detail\":\"\\u\",\"code\":0}",
        "{\"code\":0,\"detail\":[{\"code\":0},,{\"code\":0}]}",
        &format!("{{\"code\":0,\"detail\":{{\"taskId\":[{deep}]}}}}"),
    ] {
        let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err(document);
        let streamed = streamed(document.as_bytes()).expect_err(document);
        assert_eq!(streamed.to_string(), held.to_string(), "{document}");
        assert_eq!((streamed.line(), streamed.column()), (held.line(), held.column()), "{document}");
    }
}

#[test]
fn an_escape_without_digits_is_no_reply_that_was_cut_off() {
    for (rest, entry) in [
        (r#""b":{"code":0,"message":"\u"},"c":{"code":0}}}"#, "b"),
        (r#""b":"\u","c":{"code":0}}}"#, "b"),
        (r#""b":{"code":0},"c":{"code":0,"message":"\u00"}}}"#, "c"),
    ] {
        let document = format!(r#"{{"code":0,"detail":{{"a":{{"code":0}},{rest}"#);
        let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err(rest);
        for most in [1, 1_000_000] {
            let streamed = streamed(Piecemeal::new(document.as_bytes(), most)).expect_err(rest);
            assert_eq!(streamed.entry(), Some(entry), "{rest}");
            assert_eq!(streamed.reason(), "invalid escape", "{rest}");
            assert_eq!((streamed.line(), streamed.column()), (held.line(), held.column()), "{rest}");
        }
    }
}

#[test]
fn a_cut_off_reply_gives_what_arrived() {
    let document = r#"{"code":0,"detail":{"a":{"code":0},"b":{"code":0,"requ"#;
    let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes());
    assert!(entries.next().is_some_and(|pair| pair.is_ok()));
    let error = entries.next().expect("a member").expect_err("cut off");
    let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err("cut off");
    assert_eq!(error.to_string(), held.to_string());
}

#[test]
fn the_error_of_a_reader_comes_after_the_entries_before_it() {
    let reader = r#"{"code":0,"detail":{"a":{"code":0},"#.as_bytes().chain(Broken);
    let mut entries = json::entries::<String, TaskReply, _>(reader);
    let first = entries.next().expect("an entry").expect("it came before the reader failed");
    assert_eq!(first.0, "a");
    let error = entries.next().expect("an error").expect_err("the reader fails");
    assert!(error.to_string().contains("the line went dead"), "{error}");
    assert!(entries.next().is_none(), "nothing comes after an error");
    assert!(entries.finish().is_err());
}

#[test]
fn an_entry_is_given_before_more_is_asked_for() {
    let pieces = [r#"{"code":0,"detail":{"a":{"code":0},"#, r#""b":{"code":0}"#, ",", r#""c":{"code":0}}}"#];
    let asked = Cell::new(0);
    let mut entries = json::entries::<String, TaskReply, _>(Pieces { pieces: &pieces, asked: &asked });
    for (id, most) in [("a", 1), ("b", 3), ("c", 4)] {
        let pair = entries.next().expect(id).expect("it has come");
        assert_eq!((pair.0.as_str(), asked.get()), (id, most));
    }
    assert!(entries.finish().is_ok());
}

/// Gives one piece at a time.
struct Pieces<'a> {
    pieces: &'a [&'a str],
    /// How many pieces were asked for.
    asked: &'a Cell<usize>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.pieces.get(self.asked.get()).unwrap_or(&"").as_bytes();
        self.asked.set(self.asked.get() + 1);
        buffer[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

#[test]
fn a_reader_that_boasts_of_more_than_it_was_asked_for_does_no_harm() {
    struct Boaster;

    impl Read for Boaster {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            Ok(buffer.len() + 1)
        }
    }

    let mut entries = json::entries::<String, TaskReply, _>(Boaster);
    assert!(entries.next().is_some_and(|pair| pair.is_err()), "zeros are no reply");
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the line went dead"))
    }
}

#[test]
fn an_entry_beyond_the_limit_is_refused() {
    let document = format!(r#"{{"code":0,"detail":{{"a":{{"code":0,"message":"{}"}}}}}}"#, "x".repeat(300_000));
    let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes());
    assert!(entries.next().is_some_and(|pair| pair.is_ok()));
    let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes()).with_limit(100_000);
    assert!(entries.next().is_some_and(|pair| pair.is_err()));
}

#[test]
fn a_limit_holds_to_the_byte_in_whatever_pieces_the_reply_comes() {
    let stray = r#""taskId":"2377970""#;
    let entry = r#""a":{"code":0,"message":"\"x\"","requestId":7}"#;
    let members = [r#""code" : 0"#, r#""message":"as long as an entry is""#];
    let document = format!(r#"{{{},"detail":{{{entry},{stray},{entry}}},{}}}"#, members[0], members[1]);
    for most in [1, 5, 1_000_000] {
        let read = |limit| {
            let mut entries =
                json::entries::<String, TaskReply, _>(Piecemeal::new(document.as_bytes(), most)).with_limit(limit);
            let pairs = entries.by_ref().take_while(Result::is_ok).count();
            (pairs, entries.finish().is_ok())
        };
        assert_eq!(read(entry.len()), (2, true), "by {most} bytes");
        assert_eq!(read(entry.len() - 1), (0, false), "by {most} bytes");
        assert_eq!(read(0), (0, false), "by {most} bytes");
    }
}

#[test]
fn keys_and_members_at_every_place_of_what_is_read_at_once() {
    for space in (0..200).map(|more| 8 * 1024 - 100 + more) {
        let document = format!(
            r#"{{{}"code":0,"message":"m","detail":{{"a":{{"code":0}},"t":1}},"requestId":"7"}}"#,
            " ".repeat(space)
        );
        assert_eq!(streamed(document.as_bytes()).expect("a reply"), held(document.as_bytes()).expect("a reply"));
    }
}

#[test]
fn what_is_wrong_before_the_limit_is_said_with_its_place() {
    let rest = "z".repeat(300_000);
    let before = "{\"code\":0,\"detail\":{\"a\":{\"code\":0},\n\"b\":{\"code\":";
    for (document, wrong) in [
        (format!("{before}x,\"message\":\"open}}{rest}"), "expected value"),
        (format!("{before}0,\"message\":\"{rest}\"}}}}}}"), "a member is longer than the limit of 100000 bytes"),
    ] {
        let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes()).with_limit(100_000);
        assert!(entries.next().is_some_and(|pair| pair.is_ok()), "the one before it");
        let error = entries.next().expect("a member").expect_err(wrong);
        assert_eq!((error.reason().as_str(), error.line(), error.entry()), (wrong, 2, Some("b")));
    }
}

#[test]
fn what_is_no_reply_is_refused_as_when_it_is_held() {
    for document in ["", " \n  7", "\n\n [1]", "  \"x\"", "\nnull ", "\t<html>busy</html>"] {
        let held = json::from_slice::<BatchReply<String>>(document.as_bytes()).expect_err(document);
        let mut entries = json::entries::<String, TaskReply, _>(document.as_bytes());
        let streamed = entries.next().expect("an error").expect_err(document);
        assert_eq!(streamed.to_string(), held.to_string(), "{document:?}");
    }
}
