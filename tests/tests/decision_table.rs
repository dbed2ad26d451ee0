//! What `reconcile` makes of every kind of outer code, kind of entries and list of asked ids, cell by cell.
//!
//! The entries are those of a and b. Outcomes are in asked order: A accepted, F failed, M missing, R refused; then U for
//! the entry of b where it was not asked for, the verdict, ! for a contradiction, and what `into_result` gives.

use async_resp_core::{Anomaly, Asked, BatchReply, BatchResponse, Code, Outcome, Report, TaskReply, Verdict};

#[rustfmt::skip]
const TABLE: &[(&str, &str, [&str; 3])] = &[
    // outer  entries        asked a, b       asked a, b, c      asked a
    ("0",     "none",       ["M M None Err",  "M M M None Err",  "M None Err"]),
    ("0",     "all ok",     ["A A All Ok",    "A A M Some Err",  "A U All Err"]),
    ("0",     "all failed", ["F F None ! Err","F F M None ! Err","F U None ! Err"]),
    ("0",     "mixed",      ["A F Some ! Err","A F M Some ! Err","A U All ! Err"]),
    ("5100",  "none",       ["R R None Err",  "R R R None Err",  "R None Err"]),
    ("5100",  "all ok",     ["A A All ! Err", "A A M Some ! Err","A U All ! Err"]),
    ("5100",  "all failed", ["F F None Err",  "F F M None Err",  "F U None Err"]),
    ("5100",  "mixed",      ["A F Some ! Err","A F M Some ! Err","A U All ! Err"]),
    ("5400",  "none",       ["M M None Err",  "M M M None Err",  "M None Err"]),
    ("5400",  "all ok",     ["A A All ! Err", "A A M Some ! Err","A U All ! Err"]),
    ("5400",  "all failed", ["F F None ! Err","F F M None ! Err","F U None ! Err"]),
    ("5400",  "mixed",      ["A F Some Err",  "A F M Some Err",  "A U All Err"]),
    ("other", "none",       ["R R None Err",  "R R R None Err",  "R None Err"]),
    ("other", "all ok",     ["A A All ! Err", "A A M Some ! Err","A U All ! Err"]),
    ("other", "all failed", ["F F None Err",  "F F M None Err",  "F U None Err"]),
    ("other", "mixed",      ["A F Some ! Err","A F M Some ! Err","A U All ! Err"]),
];

const ASKED: [&[&str]; 3] = [&["a", "b"], &["a", "b", "c"], &["a"]];

#[test]
fn every_cell() {
    for (outer, entries, cells) in TABLE {
        for outer_code in outer_codes(outer) {
            for (asked, expected) in ASKED.into_iter().zip(cells) {
                for reversed in [false, true] {
                    let reply = reply(outer_code, entries, reversed);
                    let report = reply.reconcile(asked.iter().map(ToString::to_string).collect());
                    assert_eq!(
                        shown(report),
                        *expected,
                        "outer code {outer_code}, entries {entries}, asked {asked:?}, reversed: {reversed}"
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_asked_has_no_verdict() {
    for (outer, entries, _) in TABLE {
        for outer_code in outer_codes(outer) {
            let report = reply(outer_code, entries, false).reconcile(Asked::default());
            assert_eq!(
                (report.verdict(), report.declared()),
                (None, None),
                "outer code {outer_code}, entries {entries}"
            );
            assert_eq!(report.tally().unexpected, if *entries == "none" { 0 } else { 2 });
        }
    }
}

fn outer_codes(outer: &str) -> Vec<i64> {
    match outer {
        "other" => vec![4000, 4400, 6000, 6200, 16000, -1],
        number => vec![number.parse().expect("a number")],
    }
}

fn reply(outer: i64, entries: &str, reversed: bool) -> BatchReply<String> {
    let codes: &[i64] = match entries {
        "none" => &[],
        "all ok" => &[0, 0],
        "all failed" => &[16000, 16004],
        "mixed" => &[0, 16000],
        other => panic!("no such entries: {other}"),
    };
    let entries = ["a", "b"].into_iter().zip(codes);
    let mut pairs: Vec<_> = entries.map(|(id, code)| (id.to_owned(), TaskReply::new(Code::new(*code)))).collect();
    if reversed {
        pairs.reverse();
    }
    BatchReply::from_iter(pairs).with_code(Code::new(outer))
}

fn shown(report: Report<String>) -> String {
    let mut words: Vec<&str> = report
        .iter()
        .map(|(_, outcome)| match outcome {
            Outcome::Accepted { .. } => "A",
            Outcome::Failed(_) => "F",
            Outcome::Missing => "M",
            Outcome::Refused => "R",
            other => panic!("not in the table: {other}"),
        })
        .collect();
    words.extend(report.unexpected().map(|_| "U"));
    words.push(match report.verdict() {
        Some(Verdict::AllAccepted) => "All",
        Some(Verdict::SomeAccepted) => "Some",
        Some(Verdict::NoneAccepted) => "None",
        None => "nothing asked",
    });
    if report.anomalies().any(|anomaly| matches!(anomaly, Anomaly::Contradiction { .. })) {
        words.push("!");
    }
    let words = words.join(" ");
    let result = if report.into_result().is_ok() { "Ok" } else { "Err" };
    format!("{words} {result}")
}
