//! The times as tables in Markdown: ratios of two readers of one document, and times of one id.

use std::fmt::Write as _;

use async_resp_speed::corpus::Document;
use async_resp_speed::readers::{
    BORROWED, BORROWED_SERDE_JSON, BORROWED_SIMD_JSON, BORROWED_SONIC_RS, ENTRIES, IGNORED, OURS, OURS_DERIVED,
    SERDE_JSON, SIMD_JSON, SONIC_RS, TALLY, VALUE,
};

use async_resp_tests::page::{GOALS, verdict};

use crate::measured::{Measured, Time};

/// How many ids are reconciled.
pub(crate) const RECONCILED: [usize; 2] = [100, 100_000];
/// The reply has the order of the request.
pub(crate) const IN_ORDER: &str = "in order";
/// The reply has no order.
pub(crate) const SHUFFLED: &str = "shuffled";
/// The list of the asked ids.
pub(crate) const ASKED: &str = "Asked new";

/// A table of ratios: how many times as long each peer takes as `ours`.
struct Comparison {
    title: &'static str,
    ours: &'static str,
    peers: &'static [&'static str],
    only_plain: bool,
}

const COMPARISONS: [Comparison; 4] = [
    Comparison {
        title: "The owned reply, `json::from_slice::<BatchReply<String>>`",
        ours: OURS,
        peers: &[SERDE_JSON, SONIC_RS, SIMD_JSON, VALUE, IGNORED, OURS_DERIVED],
        only_plain: false,
    },
    Comparison {
        title: "A user's struct that borrows all text",
        ours: BORROWED,
        peers: &[BORROWED_SERDE_JSON, BORROWED_SONIC_RS, BORROWED_SIMD_JSON],
        only_plain: true,
    },
    Comparison {
        title: "The counts alone, `json::tally::<BatchReply<String>>`",
        ours: TALLY,
        peers: &[IGNORED, SONIC_RS, OURS],
        only_plain: false,
    },
    Comparison {
        title: "The entries one by one, `json::entries::<String, TaskReply, _>` over bytes in memory",
        ours: ENTRIES,
        peers: &[OURS, SERDE_JSON],
        only_plain: false,
    },
];

/// A ratio that should not be smaller: document, reader, its peer, times.
const FLOORS: [(&str, &str, &str, f64); 17] = [
    ("100-36-compact", OURS, SERDE_JSON, 3.0),
    ("100-36-compact", OURS, SONIC_RS, 2.5),
    ("100-12-compact", OURS, SERDE_JSON, 2.8),
    ("100-12-compact", OURS, SONIC_RS, 2.5),
    ("100-36-pretty", OURS, SERDE_JSON, 2.8),
    ("100-36-pretty", OURS, SONIC_RS, 2.5),
    ("100-12-pretty", OURS, SERDE_JSON, 2.8),
    ("100-12-pretty", OURS, SONIC_RS, 2.5),
    ("100000-36-compact", OURS, SERDE_JSON, 8.0),
    ("100000-36-compact", OURS, SONIC_RS, 7.0),
    ("100-36-compact", BORROWED, BORROWED_SONIC_RS, 2.2),
    ("100-36-compact", TALLY, IGNORED, 1.8),
    ("100000-36-compact", TALLY, IGNORED, 1.8),
    ("100-36-chinese-failures", OURS, SERDE_JSON, 2.0),
    ("100-36-chinese", OURS, SERDE_JSON, 2.0),
    ("100000-36-compact", ENTRIES, OURS, 0.7),
    ("100-36-leaves-subset", OURS, SERDE_JSON, 0.8),
];

/// Nanoseconds an id, of 100,000, that should not be more.
const CEILINGS: [(&str, f64); 3] = [(IN_ORDER, 20.0), (SHUFFLED, 200.0), (ASKED, 180.0)];

/// All tables.
pub(crate) fn render(measured: &Measured, documents: &[Document]) -> String {
    let mut text = String::new();
    for comparison in &COMPARISONS {
        compare(&mut text, measured, documents, comparison);
    }
    reconcile(&mut text, measured);
    goals(&mut text, measured, documents);
    text
}

/// Criterion's name of the group that reconciles.
pub(crate) fn reconcile_key(size: usize) -> String {
    format!("reconcile-{size}")
}

fn compare(text: &mut String, measured: &Measured, documents: &[Document], comparison: &Comparison) {
    let Comparison { title, ours, peers, only_plain } = comparison;
    let heads = peers.join(" | ");
    let rules = " ---: |".repeat(peers.len() + 2);
    let _ = writeln!(text, "{title}:\n\n| document | GB/s | ns an entry | {heads} |\n| --- |{rules}");
    for document in documents.iter().filter(|document| document.is_plain || !only_plain) {
        let Some(Time { median: time, .. }) = measured.time(&document.key, ours) else { continue };
        let _ = write!(text, "| {} |", document.title);
        let _ = write!(text, " {:.2} | {:.0} |", float(document.json.len()) / time, time / float(document.entries));
        for peer in *peers {
            match measured.time(&document.key, peer) {
                Some(peer) => write!(text, " {:.2} × |", peer.median / time),
                None => write!(text, " |"),
            }
            .unwrap_or_default();
        }
        text.push('\n');
    }
    text.push('\n');
}

fn reconcile(text: &mut String, measured: &Measured) {
    text.push_str("`reconcile`, 36-character ids, 10 % failures, ns an id:\n\n");
    let _ = writeln!(text, "| ids | {IN_ORDER} | {SHUFFLED} | `Asked::new` |\n| ---: | ---: | ---: | ---: |");
    for size in RECONCILED {
        let times = [IN_ORDER, SHUFFLED, ASKED].map(|name| measured.time(&reconcile_key(size), name));
        if let [Some(in_order), Some(shuffled), Some(asked)] = times.map(|time| Some(time?.median / float(size))) {
            let _ = writeln!(text, "| {size} | {in_order:.1} | {shuffled:.1} | {asked:.1} |");
        }
    }
    text.push('\n');
}

fn goals(text: &mut String, measured: &Measured, documents: &[Document]) {
    let _ = writeln!(text, "Goals:\n\n{GOALS}");
    for (key, ours, peer, floor) in FLOORS {
        let times = (measured.time(key, ours), measured.time(key, peer));
        let document = documents.iter().find(|document| document.key == key);
        if let ((Some(ours_time), Some(peer_time)), Some(document)) = (times, document) {
            let (median, shortest) = (peer_time.median / ours_time.median, peer_time.shortest / ours_time.shortest);
            let case = format!("{}: {ours}, against {peer}", document.title);
            let said = verdict(median >= floor);
            let _ = writeln!(text, "| {case} | ≥ {floor:.1} × | {median:.2} × | {shortest:.2} × | {said} |");
        }
    }
    let size = RECONCILED[1];
    for (name, ceiling) in CEILINGS {
        if let Some(time) = measured.time(&reconcile_key(size), name) {
            let (median, shortest) = (time.median / float(size), time.shortest / float(size));
            let said = verdict(median <= ceiling);
            let case = format!("{size} ids of 36 characters: reconcile, {name}");
            let _ = writeln!(text, "| {case} | ≤ {ceiling:.0} ns | {median:.1} ns | {shortest:.1} ns | {said} |");
        }
    }
}

fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
