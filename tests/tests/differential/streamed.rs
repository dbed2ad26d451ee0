//! The law of `json::entries`: in whatever pieces a document comes, it gives what `json::from_slice` does, and where that refuses
//! the document the same error, behind the entries before its place.

use std::cell::RefCell;
use std::fmt::Debug;
use std::io::{self, Read};
use std::marker::PhantomData;

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse as _, Code, ResourceId, TaskId, TaskReply, json};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};

use crate::agreement::InstanceId;
use crate::types::Every;

thread_local! {
    static READ: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// An entry of every kind of value.
#[derive(Debug, Deserialize)]
struct Wide(#[expect(dead_code, reason = "shown")] Every);

impl AsyncResponse for Wide {
    fn code(&self) -> Code {
        Code::SUCCESS
    }

    fn message(&self) -> Option<&str> {
        None
    }

    fn task_id(&self) -> Option<&TaskId> {
        None
    }
}

/// An entry that is written down when it has been read.
#[derive(Debug)]
struct Noted<E>(PhantomData<E>);

impl<'de, E: Deserialize<'de> + Debug> Deserialize<'de> for Noted<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = E::deserialize(deserializer)?;
        READ.with_borrow_mut(|read| read.push(format!("{entry:?}")));
        Ok(Self(PhantomData))
    }
}

/// What a reply says beside its entries, and the strays, as they are shown.
type Rest = (String, String);

/// Gives at most so many bytes at a time, and is interrupted now and then.
pub(crate) struct Piecemeal<'a> {
    rest: &'a [u8],
    most: usize,
    calls: usize,
}

impl<'a> Piecemeal<'a> {
    pub(crate) fn new(document: &'a [u8], most: usize) -> Self {
        Self { rest: document, most, calls: 0 }
    }
}

impl Read for Piecemeal<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.rest.len().min(self.most).min(buffer.len());
        self.rest.read(&mut buffer[..size])
    }
}

pub(crate) fn agree_on_the_entries(bytes: &[u8]) {
    agree::<String, TaskReply>(bytes);
    agree::<InstanceId, Wide>(bytes);
    // `streaming` has more of this.
    if bytes.len().is_multiple_of(8) {
        let [whole, piecemeal] = [usize::MAX, 1].map(|most| streamed::<String, TaskReply>(bytes, most));
        assert_eq!(piecemeal, whole, "{:?}", String::from_utf8_lossy(bytes));
    }
}

fn agree<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(bytes: &[u8]) {
    let document = String::from_utf8_lossy(bytes);
    let held = held::<Id, E>(bytes);
    let first = streamed::<Id, E>(bytes, usize::MAX);
    match &held {
        Ok((pairs, rest)) => {
            assert_eq!(first.0, *pairs, "{document}");
            assert_eq!(first.1.as_ref(), Ok(rest), "{document}");
        }
        Err(error) => {
            let found = first.1.as_ref().expect_err(&document);
            // Of what is no object, no more is looked at than shows that. An escape without digits takes those behind its text,
            // but none from behind the member, which ends there.
            let is_object = bytes.trim_ascii_start().starts_with(b"{");
            let lacks_digits = error.contains("invalid escape")
                || error.contains("EOF while parsing a string") && document.contains("\\u");
            // And a key that comes again with no colon behind it may be told one byte later.
            let lacks_colon = error.starts_with("duplicate field") && found.starts_with("duplicate field");
            if is_object && !lacks_digits && !lacks_colon {
                assert_eq!(found, error, "{document}");
            }
            let all = read_before_the_error::<Id, E>(bytes);
            let mut rest = all.iter();
            let in_order = first.0.iter().all(|pair| rest.any(|entry| pair.ends_with(&format!(", {entry})"))));
            assert!(in_order, "{:?} of {all:?}: {document}", first.0);
        }
    }
}

fn described(error: &json::Error) -> String {
    format!("{error} {} {}:{} {:?}", error.reason(), error.line(), error.column(), error.entry())
}

fn held<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(bytes: &[u8]) -> Result<(Vec<String>, Rest), String> {
    let reply: BatchReply<Id, E> = json::from_slice(bytes).map_err(|error| described(&error))?;
    let pairs = reply.iter().map(|pair| format!("{pair:?}")).collect();
    let outer = (reply.code(), reply.message(), reply.code_desc(), reply.task_id());
    Ok((pairs, (format!("{outer:?}"), format!("{:?}", reply.detail().strays()))))
}

/// The pairs that came, and what came behind them.
fn streamed<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(
    bytes: &[u8],
    most: usize,
) -> (Vec<String>, Result<Rest, String>) {
    let mut entries = json::entries::<Id, E, _>(Piecemeal::new(bytes, most));
    let mut pairs = Vec::new();
    for pair in &mut entries {
        match pair {
            Ok(pair) => pairs.push(format!("{pair:?}")),
            Err(error) => return (pairs, Err(described(&error))),
        }
    }
    let rest = entries.finish().map_err(|error| described(&error)).map(|(outer, strays)| {
        let outer = (outer.code(), outer.message(), outer.code_desc(), outer.task_id());
        (format!("{outer:?}"), format!("{strays:?}"))
    });
    (pairs, rest)
}

/// The entries, those of strays among them, that `serde_json` reads in a document that it refuses.
fn read_before_the_error<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(bytes: &[u8]) -> Vec<String> {
    READ.with_borrow_mut(Vec::clear);
    assert!(serde_json::from_slice::<BatchReply<Id, Noted<E>>>(bytes).is_err());
    READ.take()
}
