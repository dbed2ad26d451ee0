//! What came of all cases, added up by scenario.

use std::fmt;

use async_resp_core::Ends;
use async_resp_core::testing::FakeCloud;

use super::Case;
use super::scenario::SCENARIOS;

/// What came of the cases of one scenario, of an operation that is idempotent or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    scenario: &'static str,
    idempotent: bool,
    /// Ids that were asked for.
    pub ids: usize,
    /// How often the operation ran.
    pub ran: usize,
    /// Requests of both APIs.
    pub requests: u64,
    /// Processes that died, and saves that failed.
    pub crashes: u32,
    /// Ids by how they ended.
    pub succeeded: usize,
    /// The task failed.
    pub failed: usize,
    /// The task was cancelled.
    pub cancelled: usize,
    /// Accepted without a task.
    pub no_task: usize,
    /// Nothing ran.
    pub not_started: usize,
    /// Nobody knows.
    pub undetermined: usize,
}

impl Row {
    pub(super) fn of(case: &Case, cloud: &FakeCloud, asked: &[String], ends: &Ends<'_, String>, crashes: u32) -> Self {
        let tally = ends.tally();
        Self {
            scenario: case.scenario.name,
            idempotent: case.idempotent,
            ids: asked.len(),
            ran: asked.iter().map(|id| cloud.runs(id)).sum(),
            requests: cloud.requests(),
            crashes,
            succeeded: tally.succeeded,
            failed: tally.failed,
            cancelled: tally.cancelled,
            no_task: tally.no_task,
            not_started: tally.not_started,
            undetermined: tally.undetermined,
        }
    }

    fn counts(&self) -> [u64; 9] {
        let count = |number: usize| number as u64;
        [
            count(self.ids),
            count(self.ran),
            self.requests,
            u64::from(self.crashes),
            count(self.succeeded),
            count(self.failed + self.cancelled),
            count(self.no_task),
            count(self.not_started),
            count(self.undetermined),
        ]
    }
}

/// All rows that have any ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// The rows, in the order of the scenarios.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// The row of a scenario.
    #[must_use]
    pub fn row(&self, scenario: &str, idempotent: bool) -> Option<&Row> {
        self.rows.iter().find(|row| row.scenario == scenario && row.idempotent == idempotent)
    }

    pub(super) fn add(&mut self, other: &Row) {
        let place = |row: &Row| (SCENARIOS.iter().position(|one| one.name == row.scenario), row.idempotent);
        let at = match self.rows.binary_search_by_key(&place(other), place) {
            Ok(at) => at,
            Err(at) => {
                self.rows.insert(at, Row { scenario: other.scenario, idempotent: other.idempotent, ..Row::default() });
                at
            }
        };
        let row = &mut self.rows[at];
        row.ids += other.ids;
        row.ran += other.ran;
        row.requests += other.requests;
        row.crashes += other.crashes;
        row.succeeded += other.succeeded;
        row.failed += other.failed;
        row.cancelled += other.cancelled;
        row.no_task += other.no_task;
        row.not_started += other.not_started;
        row.undetermined += other.undetermined;
    }

    pub(super) fn with(mut self, other: &Table) -> Self {
        other.rows.iter().for_each(|row| self.add(row));
        self
    }
}

/// As a table in Markdown.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| what goes wrong | runs again | ids | runs | requests | crashes | succeeded | failed, cancelled | no task | not started | undetermined |"
        )?;
        writeln!(f, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        let mut sums = [0; 9];
        for row in &self.rows {
            let counts = row.counts();
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            line(f, row.scenario, if row.idempotent { "yes" } else { "no" }, counts)?;
        }
        line(f, "all", "", sums)
    }
}

fn line(f: &mut fmt::Formatter<'_>, scenario: &str, again: &str, counts: [u64; 9]) -> fmt::Result {
    write!(f, "| {scenario} | {again} |")?;
    for count in counts {
        write!(f, " {count} |")?;
    }
    writeln!(f)
}
