//! The table of the documentation against all that is told: every event is in it as it is, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use async_resp_tests_tracing::{Told, collect};

use crate::{Scene, driving, following, rolling, submitting};

const PAGE: &str = include_str!("../../../../async-resp-core/docs/tracing.md");
const SCENES: [Scene; 10] = [
    submitting::changes,
    submitting::stopped_and_restored,
    following::changes,
    following::stopped_and_restored,
    rolling::from_ids_to_ends,
    rolling::stopped,
    driving::blocking,
    driving::blocking_with_faults,
    driving::driven,
    driving::driven_with_faults,
];

/// The level and the fields of each, by name.
type Table = BTreeMap<String, (String, Vec<String>)>;

/// The rows of the table with this head, up to its third column.
fn documented(head: &str) -> Table {
    let rows = PAGE.lines().skip_while(|line| !line.starts_with(head)).skip(2).take_while(|line| line.starts_with('|'));
    let row = |row: &str| {
        let [_, name, level, fields, ..] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("expected three columns in {row}");
        };
        let fields = fields.split('`').map(str::trim).filter(|field| !field.is_empty()).map(String::from);
        (name.trim_matches('`').to_owned(), (level.to_owned(), fields.collect()))
    };
    rows.map(row).collect()
}

/// The same of what was told, with the fields in the order of this table where it has them.
fn told(all: &[Told], documented: &Table) -> Table {
    let mut fields: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut table = Table::new();
    for told in all {
        assert!(told.fields.iter().map(|(name, _)| name).all(|name| PAGE.contains(&format!("`{name}`"))), "{told:?}");
        let fields = fields.entry(told.name).or_default();
        fields.extend(told.fields.iter().map(|(name, _)| *name));
        let order = documented.get(told.name).map_or(&[][..], |(_, fields)| fields);
        let mut in_order: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        in_order.sort_by_key(|field| order.iter().position(|documented| documented == field));
        table.insert(told.name.to_owned(), (told.level.as_str().to_lowercase(), in_order));
    }
    table
}

#[test]
fn the_documentation_has_every_event_and_span_as_it_is() {
    let all = collect(|| SCENES.iter().for_each(|scene| scene()));
    let (events, spans) = (documented("| event |"), documented("| span |"));
    assert_eq!(told(&all.events, &events), events);
    assert_eq!(told(&all.spans, &spans), spans);
}

#[test]
fn every_field_is_explained() {
    let explained: BTreeSet<String> = documented("| field |").into_keys().collect();
    let explained = explained.iter().flat_map(|names| names.split('`').map(str::trim)).collect::<BTreeSet<_>>();
    let counts = ["ids", "out", "tasks", "keys", "named", "in_flight", "held_back", "again", "given_up"];
    let counts = counts.into_iter().chain(["accepted", "failed", "missing", "refused", "not_sent", "undetermined"]);
    let counts: BTreeSet<&str> = counts.chain(["unexpected", "live", "ended", "queries", "chunks"]).collect();
    for (event, (_, fields)) in documented("| event |") {
        for field in &fields {
            assert_ne!(explained.contains(&**field), counts.contains(&**field), "`{field}` of `{event}`");
        }
    }
}
