//! The payloads in `fixtures/payloads`: replies as servers send them. `ORIGINS.md` beside them says where each is from.

use std::fs;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/payloads");

/// The names of all payloads, sorted.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn names() -> Vec<String> {
    let folder = fs::read_dir(FOLDER).unwrap_or_else(|error| panic!("{FOLDER}: {error}"));
    let names = folder.map(|file| file.unwrap_or_else(|error| panic!("{FOLDER}: {error}")).file_name());
    let mut names: Vec<String> = names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"))
        .collect();
    names.sort();
    names
}

/// The text of a payload.
///
/// # Panics
///
/// If there is none of this name.
#[must_use]
pub fn text(name: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The text of `ORIGINS.md`.
///
/// # Panics
///
/// If it cannot be read.
#[must_use]
pub fn origins() -> String {
    text("ORIGINS.md")
}
