//! Whether each word of the attributes has its UI cases in `tests/ui` of the workspace, and its row in the documentation.
//!
//! A new word, or a new way to write one, fails here until both are there.

use super::{async_response, batch_response, resource_id};
use crate::symbol::{self, Key, Takes, Vocabulary, Word};
use std::{fs, path};

const VOCABULARIES: [Vocabulary; 5] =
    [symbol::ON_ID, symbol::BATCH_ON_ID, symbol::BATCH_ON_REPLY, symbol::ON_RESPONSE, symbol::ON_RESPONSE_FIELD];

#[test]
fn every_word_has_its_cases() {
    let [duplicate, malformed, conflict, missing] = ["duplicate", "malformed", "conflict", "missing"].map(messages);
    let mut gaps = Vec::new();
    for (Vocabulary { attribute, .. }, word) in rows() {
        let name = word.name;
        let mut want = |messages: &[String], part: String| {
            if !messages.iter().any(|message| message.contains(&part)) {
                gaps.push(part);
            }
        };
        want(&duplicate, format!("duplicate `{attribute}` attribute `{name}`"));
        want(&malformed, wrong_value(word));
        if can_conflict(word.key) {
            want(&conflict, format!("`{name}` conflicts with"));
        }
        if let Some(what) = is_needed(word.key) {
            want(&missing, format!("missing {what}"));
        }
    }
    assert!(gaps.is_empty(), "no case in `tests/ui` gives {gaps:#?}");
}

#[test]
fn every_attribute_has_cases_of_unknown_words() {
    let unknown = messages("unknown");
    for Vocabulary { attribute, .. } in VOCABULARIES {
        let of_attribute =
            unknown.iter().filter(|message| message.contains(&format!("unknown `{attribute}` attribute")));
        for hint in ["did you mean", "expected one of", "; write `#["] {
            assert!(of_attribute.clone().any(|message| message.contains(hint)), "{attribute}: {hint}");
        }
    }
}

#[test]
fn every_word_is_suggested_for_a_slip() {
    for (vocabulary, word) in rows() {
        let slip: String = word.name.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        let attribute = vocabulary.attribute;
        let on_field = vocabulary.words.as_ptr() == symbol::ON_RESPONSE_FIELD.words.as_ptr();
        let output = match (attribute, on_field) {
            (symbol::RESOURCE, _) => resource_id(tokens(&format!("#[resource({slip} = 1)] struct A(String);"))),
            (symbol::BATCH, _) => batch_response(tokens(&format!("#[batch({slip} = 1)] struct A(BatchReply<B>);"))),
            (_, false) => async_response(tokens(&format!("#[response({slip} = 1)] struct A {{ code: Code }}"))),
            (_, true) => async_response(tokens(&format!("struct A {{ code: Code, #[response({slip})] b: B }}"))),
        };
        let hint = format!("unknown `{attribute}` attribute `{slip}`; did you mean `{}`?", word.name);
        assert!(output.to_string().contains(&hint), "{slip}: {output}");
    }
}

#[test]
fn every_word_has_its_row_in_the_documentation() {
    let rows_of_tables: Vec<&str> =
        include_str!("../lib.rs").lines().filter_map(|line| line.strip_prefix("/// | ")).collect();
    for (_, word) in rows() {
        let name = format!("`{}`", word.name);
        let has_row = rows_of_tables.iter().any(|row| row.split(" | ").next().is_some_and(|keys| keys.contains(&name)));
        assert!(has_row, "no table has a row for {name}");
    }
}

fn rows() -> impl Iterator<Item = (Vocabulary, &'static Word)> {
    VOCABULARIES.into_iter().flat_map(|vocabulary| vocabulary.words.iter().map(move |word| (vocabulary, word)))
}

/// What a wrong value of the word gives.
fn wrong_value(word: &Word) -> String {
    match word.takes {
        Takes::Flag => format!("`{}` takes no value", word.name),
        _ => format!("as in `{}`", word.sample),
    }
}

/// Whether the word may contradict another one, or the type.
fn can_conflict(key: Key) -> bool {
    use Key::{
        Accept, AllFailed, Code, CodeDesc, Crate, Detail, Fields, Idempotent, Kind, Limit, Lists, Message, Name,
        OneTask, Partial, Prefix, Retry, TaskId, Validate,
    };
    match key {
        Prefix | Validate | Retry | Partial | AllFailed | Code | Message | CodeDesc | TaskId | Detail => true,
        Kind | Fields | Limit | Idempotent | Name | Accept | OneTask | Lists | Crate => false,
    }
}

/// What is missing where neither the word nor anything in its place is there.
fn is_needed(key: Key) -> Option<&'static str> {
    match key {
        Key::Name => Some("the operation's name"),
        Key::Code => Some("the code"),
        Key::Detail => Some("the entries"),
        _ => None,
    }
}

/// The first lines of the errors in a folder of UI cases.
fn messages(folder: &str) -> Vec<String> {
    let folder = path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|file| file.extension().is_some_and(|end| end == "stderr")).map(fs::read_to_string);
    texts
        .flat_map(|text| {
            text.unwrap().lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

fn tokens(text: &str) -> proc_macro2::TokenStream {
    text.parse().unwrap()
}
