//! The simulation in small: ten thousand ids, all that can go wrong, and no law that is broken.

use std::num::NonZeroUsize;
use std::path::Path;

use async_resp_tests::page;
use async_resp_tests::simulation::{Row, Simulation};

const PAGE: &str = include_str!("../README.md");

#[test]
fn no_law_is_broken_whatever_goes_wrong() {
    let run = |threads: usize| {
        let threads = NonZeroUsize::new(threads).expect("one or more");
        Simulation::new(10_000, 1).run(threads).unwrap_or_else(|violation| panic!("{violation}"))
    };
    let table = run(2);
    if std::env::var_os("BLESS").is_some() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        page::write(&page, &table.to_string()).expect("the page can be written");
    } else {
        assert!(PAGE.contains(&table.to_string()), "not as on the page, which BLESS=1 writes:\n{table}");
    }
    assert_eq!(run(3), table, "whichever thread runs which case");
    let ended =
        |row: &Row| row.succeeded + row.failed + row.cancelled + row.no_task + row.not_started + row.undetermined;
    for row in table.rows() {
        assert_eq!(row.ids, ended(row), "one end each: {row:?}");
    }
    assert_eq!(table.rows().map(|row| row.ids).sum::<usize>(), 10_000);

    // Not by calling everything undetermined.
    let known = ["nothing", "refused connections", "throttled", "clock set back"];
    for (name, idempotent) in known.iter().flat_map(|name| [(name, false), (name, true)]) {
        let row = table.row(name, idempotent).expect("a row of each scenario");
        assert_eq!((row.succeeded, row.ran), (row.ids, row.ids), "{row:?}");
    }
    for idempotent in [false, true] {
        let row = table.row("everything", idempotent).expect("a row of each scenario");
        assert!(row.crashes > 0, "{row:?}");
        let ends = [row.succeeded, row.failed, row.cancelled, row.no_task, row.not_started, row.undetermined];
        assert!(ends.iter().all(|&count| count > 0), "each kind of end: {row:?}");
        assert_eq!(row.ran > row.ids, idempotent, "what may run again does: {row:?}");
    }
}

#[test]
fn a_case_is_the_same_whenever_it_runs() {
    let simulation = Simulation::new(10_000, 7).only("everything").expect("a scenario");
    let run = || simulation.run_case(3).unwrap_or_else(|violation| panic!("{violation}"));
    assert_eq!(run(), run());
    assert!(simulation.only("anything").is_none());
}
