//! The documents that are read: batch replies of many sizes and forms, and the ids in them.

use std::fmt::Write as _;

/// A batch reply.
#[derive(Debug)]
pub struct Document {
    /// Its name in one word, such as `100-36-compact`.
    pub key: String,
    /// What is in it.
    pub title: String,
    /// How many entries.
    pub entries: usize,
    /// Whether no text has escapes, so that `&str` can be read from it.
    pub is_plain: bool,
    /// The JSON.
    pub json: Vec<u8>,
}

/// How many entries the documents have.
pub const SIZES: [usize; 5] = [1, 10, 100, 1_000, 100_000];

/// How many characters an id has.
pub const ID_LENGTHS: [usize; 2] = [12, 36];

/// The form of the documents beside size and length of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Compact,
    /// With new lines and two spaces for each level.
    Pretty,
    /// Compact, the messages of failed entries in escaped Chinese.
    ChineseFailures,
    /// Compact, all messages in escaped Chinese.
    Chinese,
    /// Compact, and its last member is what the fast reader leaves to `serde_json`: all was read in vain.
    LeavesSubset,
}

/// All documents. In each, every tenth entry failed.
#[must_use]
pub fn documents() -> Vec<Document> {
    let mut documents = Vec::new();
    for entries in SIZES {
        for id_length in ID_LENGTHS {
            documents.extend([Form::Compact, Form::Pretty].map(|form| document(entries, id_length, form)));
        }
    }
    documents.extend([Form::ChineseFailures, Form::Chinese, Form::LeavesSubset].map(|form| document(100, 36, form)));
    documents
}

/// `count` ids of so many characters, all different and in no order.
///
/// # Panics
///
/// If a length is asked for that is none of [`ID_LENGTHS`].
pub fn ids(count: usize, length: usize) -> impl Iterator<Item = String> {
    // Multiplied by an odd constant, numbers stay different.
    (1..=count).map(move |number| match length {
        12 => format!("ins-{:08x}", (number as u64).wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF),
        36 => format!("qcvm{:032x}", (number as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)),
        _ => panic!("no ids of {length} characters"),
    })
}

/// The same items in an order without any rule, and always the same one.
#[must_use]
pub fn shuffled<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    let mut state = 1_u64;
    for last in (1..items.len()).rev() {
        // Knuth's generator, of which the upper half is the better one.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, usize::try_from(state >> 33).unwrap_or_default() % (last + 1));
    }
    items
}

fn document(entries: usize, id_length: usize, form: Form) -> Document {
    let (word, title) = match form {
        Form::Compact => ("compact", "compact"),
        Form::Pretty => ("pretty", "pretty"),
        Form::ChineseFailures => ("chinese-failures", "compact, messages of failures in escaped Chinese"),
        Form::Chinese => ("chinese", "compact, all messages in escaped Chinese"),
        Form::LeavesSubset => ("leaves-subset", "compact, leaves the subset in its last member"),
    };
    let plural = if entries == 1 { "entry" } else { "entries" };
    Document {
        key: format!("{entries}-{id_length}-{word}"),
        title: format!("{} {plural}, {id_length}-character ids, {title}", thousands(entries)),
        entries,
        is_plain: !matches!(form, Form::ChineseFailures | Form::Chinese),
        json: reply(entries, id_length, form).into_bytes(),
    }
}

fn reply(entries: usize, id_length: usize, form: Form) -> String {
    // Before each member on its level, behind the last one, and behind a colon.
    let [outer, detail, entry, end, space] = match form {
        Form::Pretty => ["\n  ", "\n    ", "\n      ", "\n", " "],
        _ => [""; 5],
    };
    // "Operation successful", "cloud disk does not exist".
    let (accepted, failed) = match form {
        Form::Chinese => (r"\u64cd\u4f5c\u6210\u529f", r"\u4e91\u786c\u76d8\u4e0d\u5b58\u5728"),
        Form::ChineseFailures => ("", r"\u4e91\u786c\u76d8\u4e0d\u5b58\u5728"),
        _ => ("", "disk not exist"),
    };
    let mut json = format!(r#"{{{outer}"code":{space}5400,{outer}"message":{space}"",{outer}"detail":{space}{{"#);
    for (number, id) in ids(entries, id_length).enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let fields = if number % 10 == 9 {
            format!(r#""code":{space}16000,{entry}"message":{space}"{failed}""#)
        } else {
            let task = 1_231_231_231_231 + number as u64;
            format!(r#""code":{space}0,{entry}"message":{space}"{accepted}",{entry}"requestId":{space}"{task}""#)
        };
        // Writing to a `String` cannot fail.
        let _ = write!(json, r#"{comma}{detail}"{id}":{space}{{{entry}{fields}{detail}}}"#);
    }
    let _ = write!(json, "{outer}}}");
    if form == Form::LeavesSubset {
        json.push_str(r#","codeDesc":1.5"#);
    }
    json + end + "}"
}

/// The number with commas between thousands.
fn thousands(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", thousands(number / 1_000), number % 1_000) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_all_different_and_of_their_length() {
        for length in ID_LENGTHS {
            let ids: HashSet<String> = ids(100_000, length).collect();
            assert_eq!(ids.len(), 100_000);
            assert!(ids.iter().all(|id| id.len() == length));
        }
    }

    #[test]
    fn shuffling_loses_nothing_and_leaves_little_in_its_place() {
        let mut items = shuffled(0..1_000);
        assert!(items.iter().enumerate().filter(|(place, item)| place == *item).count() < 10);
        items.sort_unstable();
        assert!(items.into_iter().eq(0..1_000));
    }

    #[test]
    fn pretty_is_as_serde_json_writes_it() {
        let compact = reply(20, 12, Form::Compact);
        let value: serde_json::Value = serde_json::from_str(&compact).unwrap();
        let ours = reply(20, 12, Form::Pretty);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&ours).unwrap(), value);
        // Members in another order have the same lengths.
        assert_eq!(ours.len(), serde_json::to_string_pretty(&value).unwrap().len());
    }
}
