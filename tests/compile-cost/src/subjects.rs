//! What is compared: crates that do the same job with other means, as sources.
//!
//! Each is the crate that its users would write. How they are built and measured is for `main` and `cargo`.

use std::fmt::Write as _;
use std::path::Path;

/// A crate to be written and built.
pub(crate) struct Subject {
    /// What the tables call it.
    pub(crate) title: &'static str,
    /// The name of its folder.
    pub(crate) name: &'static str,
    /// The lines under `[dependencies]`.
    pub(crate) dependencies: String,
    /// The content of `src/lib.rs`.
    pub(crate) source: String,
    /// How much of its time ours may take, in percent, where the two are compared.
    pub(crate) goal: Option<f64>,
}

/// `pairs` ids and as many reply types: ours first, and then what it is compared with.
pub(crate) fn pairs(core: &Path, pairs: usize) -> [Subject; 4] {
    let structs = "std::collections::HashMap, serde::{Deserialize, Serialize}";
    [
        Subject {
            title: "async-resp-core",
            name: "ours",
            dependencies: on_core(core),
            source: source("async_resp_core::ResourceId", pairs, ours),
            goal: None,
        },
        Subject {
            title: "serde",
            name: "serde",
            dependencies: SERDE.to_owned(),
            source: source(&format!("{{{structs}}}"), pairs, serde),
            goal: Some(25.0),
        },
        Subject {
            title: "nutype ids, serde replies",
            name: "nutype",
            dependencies: format!("{SERDE}nutype = {{ version = \"0.8\", features = [\"serde\"] }}\n"),
            source: source(&format!("{{{structs}, nutype::nutype}}"), pairs, nutype),
            goal: Some(21.0),
        },
        Subject {
            title: "an empty crate",
            name: "empty",
            dependencies: SERDE.to_owned(),
            source: "//! Nothing.\n".to_owned(),
            goal: None,
        },
    ]
}

/// Crates that only have their dependencies: ours first.
pub(crate) fn dependencies(core: &Path) -> [Subject; 2] {
    let source = "//! Nothing.\n";
    [
        Subject {
            title: "async-resp-core, default features",
            name: "core",
            dependencies: on_core(core),
            source: source.to_owned(),
            goal: None,
        },
        Subject {
            title: "serde (derive) and serde_json",
            name: "serde_json",
            dependencies: format!("{SERDE}serde_json = \"1\"\n"),
            source: source.to_owned(),
            goal: Some(125.0),
        },
    ]
}

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n";

fn on_core(core: &Path) -> String {
    format!("async-resp-core = {{ path = \"{}\" }}\n", core.display())
}

fn source(imports: &str, pairs: usize, pair: fn(usize, &mut String)) -> String {
    let mut source = format!("//! Ids and replies of an SDK.\n\nuse {imports};\n");
    for number in 0..pairs {
        pair(number, &mut source);
    }
    source
}

fn ours(number: usize, source: &mut String) {
    let _ = write!(
        source,
        "
/// An id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(Start{number}Reply, limit = 100, idempotent)]
pub struct Id{number}(String);
"
    );
}

fn serde(number: usize, source: &mut String) {
    let _ = write!(
        source,
        "
/// An id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Id{number}(String);
"
    );
    structs(number, source);
}

/// The conversions that [`ours`] come with.
fn nutype(number: usize, source: &mut String) {
    let _ = write!(
        source,
        "
/// An id.
#[nutype(
    validate(not_empty),
    derive(
        Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsRef, Borrow, Display, FromStr, TryFrom, Serialize,
        Deserialize
    )
)]
pub struct Id{number}(String);
"
    );
    structs(number, source);
}

/// An entry and a batch reply, as one writes them by hand.
fn structs(number: usize, source: &mut String) {
    let _ = write!(
        source,
        "
/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = \"camelCase\")]
pub struct Start{number}Entry {{
    /// The code.
    pub code: i64,
    /// The message.
    pub message: Option<String>,
    /// The task number.
    pub request_id: Option<String>,
}}

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = \"camelCase\")]
pub struct Start{number}Reply {{
    /// The code.
    pub code: i64,
    /// The message.
    pub message: Option<String>,
    /// The task number.
    pub request_id: Option<String>,
    /// The entries.
    pub detail: HashMap<Id{number}, Start{number}Entry>,
}}
"
    );
}
