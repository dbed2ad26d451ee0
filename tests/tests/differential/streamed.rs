//! The law of `json::entries`: in whatever pieces a document comes, it gives what `json::from_slice` does, and where that refuses
//! the document the same error, behind the entries before its place.

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse as _, ResourceId, TaskReply, json};
use async_resp_tests::accepted::Accepted;
use async_resp_tests::piecemeal::Piecemeal;
use serde::de::DeserializeOwned;

use crate::agreement::InstanceId;
use crate::types::Every;

/// What a reply says beside its entries, and the strays, as they are shown.
type Rest = (String, String);

pub(crate) fn agree_on_the_entries(bytes: &[u8]) {
    agree::<String, TaskReply>(bytes);
    agree::<InstanceId, Accepted<Every>>(bytes);
    // `streaming` has more of this.
    if bytes.len().is_multiple_of(4) {
        let most = if bytes.len().is_multiple_of(8) { 1 } else { 1 + bytes.len() / 3 };
        let [whole, piecemeal] = [usize::MAX, most].map(|most| streamed::<String, TaskReply>(bytes, most));
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
            // Of what is no object, no more is looked at than shows that.
            if bytes.trim_ascii_start().starts_with(b"{") {
                assert_eq!(found.what, error.what, "{document}");
                // For the digits that an escape lacks, `serde_json` takes what stands behind the text, and says where that ends: in
                // the next entry, it may be.
                let lacks_digits = error.what.starts_with("invalid escape")
                    || error.what.starts_with("EOF while parsing a string") && ends_in_an_escape(bytes);
                assert!(lacks_digits || found.entry == error.entry, "{found:?}, not {error:?}: {document}");
            }
            assert_eq!(first.0, pairs_before_the_error::<Id, E>(bytes), "{document}");
        }
    }
}

/// Why and where a document is refused.
#[derive(Debug, PartialEq)]
struct Refusal {
    what: String,
    entry: Option<String>,
}

impl From<json::Error> for Refusal {
    fn from(error: json::Error) -> Self {
        let what = format!("{} {}:{}", error.reason(), error.line(), error.column());
        Self { what, entry: error.entry().map(str::to_owned) }
    }
}

/// Whether the last escape of a document may lack digits that are not there.
fn ends_in_an_escape(bytes: &[u8]) -> bool {
    bytes[bytes.len().saturating_sub(5)..].windows(2).any(|two| two == b"\\u")
}

fn held<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(bytes: &[u8]) -> Result<(Vec<String>, Rest), Refusal> {
    let reply: BatchReply<Id, E> = json::from_slice(bytes)?;
    let pairs = reply.iter().map(|pair| format!("{pair:?}")).collect();
    let outer = (reply.code(), reply.message(), reply.code_desc(), reply.task_id());
    Ok((pairs, (format!("{outer:?}"), format!("{:?}", reply.detail().strays()))))
}

/// The pairs that came, and what came behind them.
fn streamed<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(
    bytes: &[u8],
    most: usize,
) -> (Vec<String>, Result<Rest, Refusal>) {
    let mut entries = json::entries::<Id, E, _>(Piecemeal::new(bytes, most));
    let mut pairs = Vec::new();
    for pair in &mut entries {
        match pair {
            Ok(pair) => pairs.push(format!("{pair:?}")),
            Err(error) => return (pairs, Err(error.into())),
        }
    }
    let rest = entries.finish().map_err(Refusal::from).map(|(outer, strays)| {
        let outer = (outer.code(), outer.message(), outer.code_desc(), outer.task_id());
        (format!("{outer:?}"), format!("{strays:?}"))
    });
    (pairs, rest)
}

/// The pairs of a reply that is refused: those of the longest beginning of it that ends behind a member of `detail` and, with
/// its brackets closed, is a reply.
fn pairs_before_the_error<Id: ResourceId, E: AsyncResponse + DeserializeOwned>(bytes: &[u8]) -> Vec<String> {
    let Some(Members { close, ends }) = Members::of_detail(bytes) else {
        return Vec::new();
    };
    // Another entry makes a reply of what is none but strays.
    let last = if close == b']' { r#"{"instanceId":"ins-last","code":0}]"# } else { r#""ins-last":{"code":0}}"# };
    let pairs_up_to = |(count, end): (usize, &usize)| {
        let comma = if count == 0 { "" } else { "," };
        // The code may have been yet to come.
        ["}", ",\"code\":0}"].into_iter().find_map(|rest| {
            let document = [&bytes[..*end], comma.as_bytes(), last.as_bytes(), rest.as_bytes()].concat();
            let reply: BatchReply<Id, E> = serde_json::from_slice(&document).ok()?;
            let mut pairs: Vec<_> = reply.iter().map(|pair| format!("{pair:?}")).collect();
            assert!(pairs.pop().is_some_and(|pair| pair.contains("ins-last")));
            Some(pairs)
        })
    };
    ends.iter().enumerate().rev().find_map(pairs_up_to).unwrap_or_default()
}

/// The members of `detail` in a document that may be wrong.
struct Members {
    /// The bracket that closes `detail`.
    close: u8,
    /// The place behind the bracket that opens it, and behind each member.
    ends: Vec<usize>,
}

impl Members {
    /// Those up to the end of the document, to the bracket that closes `detail`, or to another where it should stand.
    fn of_detail(bytes: &[u8]) -> Option<Self> {
        let mut members: Option<Self> = None;
        let mut depth = 0_usize;
        let mut text = None;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match (byte, &mut members) {
                (b'"', _) => {
                    let start = at;
                    at = end_of_text(bytes, at);
                    if depth == 1 {
                        text = serde_json::from_slice::<String>(&bytes[start..at]).ok();
                    }
                    continue;
                }
                (b'{' | b'[', None) if depth == 1 && text.as_deref() == Some("detail") => {
                    depth += 1;
                    members = Some(Self { close: if byte == b'{' { b'}' } else { b']' }, ends: vec![at + 1] });
                }
                (b'{' | b'[', _) => depth += 1,
                (b',', Some(Members { ends, .. })) if depth == 2 => ends.push(at),
                (b'}' | b']', Some(Members { close, ends })) if depth == 2 => {
                    if byte == *close {
                        ends.push(at);
                    }
                    break;
                }
                (b'}' | b']', _) => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
        }
        members
    }
}

/// The place behind the text that begins at a quote.
fn end_of_text(bytes: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
