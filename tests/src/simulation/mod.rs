//! Many small rollouts against a [`FakeCloud`](async_resp_core::testing::FakeCloud) with everything that can go wrong, held
//! against the laws of sending and following.
//!
//! Here are the cases; `scenario` says what goes wrong in each, `run` drives one, `crash` interrupts it, `laws` holds the result
//! against the truth, `table` adds up, and `chance` is what a seed decides.

mod chance;
mod crash;
mod laws;
mod run;
mod scenario;
mod table;

use std::error::Error;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use self::scenario::{SCENARIOS, Scenario};
pub use self::table::{Row, Table};

/// The most ids of one case.
const MOST_IDS: usize = 250;
/// How many tasks one query names.
const GROUPS: [usize; 2] = [1, 20];
/// The most requests that are out at a time.
const MOST_IN_FLIGHT: usize = 5;
/// The cases of one scenario that differ by more than their seed: idempotent or not, how many are in flight, which group.
const KINDS: usize = 2 * MOST_IN_FLIGHT * GROUPS.len();

/// So many ids, spread over cases of all kinds: the same numbers are the same cases.
#[derive(Debug, Clone, Copy)]
pub struct Simulation {
    ids: usize,
    seed: u64,
    scenarios: &'static [Scenario],
}

/// One rollout.
#[derive(Debug, Clone, Copy)]
struct Case {
    number: usize,
    seed: u64,
    ids: usize,
    scenario: &'static Scenario,
    idempotent: bool,
    in_flight: usize,
    group: usize,
}

/// A law that a case broke.
#[derive(Debug)]
pub struct Violation {
    case: Case,
    law: String,
}

impl Simulation {
    /// With everything that can go wrong, each thing alone and all together.
    #[must_use]
    pub const fn new(ids: usize, seed: u64) -> Self {
        Self { ids, seed, scenarios: SCENARIOS }
    }

    /// With what goes wrong in this scenario alone; `None` if there is none of this name.
    #[must_use]
    pub fn only(self, scenario: &str) -> Option<Self> {
        let scenarios = SCENARIOS.chunks(1).find(|one| one[0].name == scenario)?;
        Some(Self { scenarios, ..self })
    }

    /// Runs all cases.
    ///
    /// # Errors
    ///
    /// A case that breaks a law.
    pub fn run(self, threads: NonZeroUsize) -> Result<Table, Violation> {
        let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = || {
            let mut table = Table::default();
            while !failed.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= self.cases() {
                    break;
                }
                table.add(&self.run_case(number).inspect_err(|_| failed.store(true, Ordering::Relaxed))?);
            }
            Ok(table)
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads.get()).map(|_| scope.spawn(work)).collect();
            let tables = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
            tables.reduce(|one, other| Ok(one?.with(&other?))).unwrap_or_else(|| Ok(Table::default()))
        })
    }

    /// Runs the case of this number alone.
    ///
    /// # Errors
    ///
    /// It breaks a law.
    pub fn run_case(self, number: usize) -> Result<Row, Violation> {
        let (rest, scenario) = (number / self.scenarios.len(), number % self.scenarios.len());
        let (rest, idempotent) = (rest / 2, rest % 2 == 1);
        let (rest, in_flight) = (rest / MOST_IN_FLIGHT, 1 + rest % MOST_IN_FLIGHT);
        let group = GROUPS[rest % GROUPS.len()];
        // Those that do not divide evenly go to the first cases.
        let ids = self.ids / self.cases() + usize::from(number < self.ids % self.cases());
        let seed = self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number as u64;
        let case = Case { number, seed, ids, scenario: &self.scenarios[scenario], idempotent, in_flight, group };
        run::run(&case).map_err(|law| Violation { case, law })
    }

    /// How many cases there are: as many of each kind.
    fn cases(self) -> usize {
        let kinds = self.scenarios.len() * KINDS;
        self.ids.div_ceil(MOST_IDS).next_multiple_of(kinds).max(kinds)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { case: Case { number, ids, scenario, idempotent, in_flight, group, .. }, law } = self;
        let name = scenario.name;
        let kind = if *idempotent { "idempotent" } else { "not idempotent" };
        write!(f, "case {number} ({name}, {kind}, {ids} ids, {in_flight} in flight, groups of {group}): {law}")
    }
}

impl Error for Violation {}
