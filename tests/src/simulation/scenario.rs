//! What goes wrong: each thing alone, and all of it.

use async_resp_core::testing::{Faults, Lies};

#[derive(Debug)]
pub(super) struct Scenario {
    pub(super) name: &'static str,
    pub(super) faults: Faults,
    pub(super) lies: Lies,
    /// The process dies and goes on from its last save, or cannot save.
    pub(super) crashes: bool,
    /// The clock is set back.
    pub(super) set_back: bool,
    /// There is little time.
    pub(super) hurried: bool,
}

const NOTHING: Scenario = Scenario {
    name: "nothing",
    faults: Faults::NONE,
    lies: Lies::NONE,
    crashes: false,
    set_back: false,
    hurried: false,
};

const fn with(name: &'static str, faults: Faults) -> Scenario {
    Scenario { name, faults, ..NOTHING }
}

pub(super) const SCENARIOS: &[Scenario] = &[
    NOTHING,
    with("refused connections", Faults { unconnected: 0.2, ..Faults::NONE }),
    with("throttled", Faults { throttled: 0.2, ..Faults::NONE }),
    with("lost before", Faults { lost_before: 0.2, ..Faults::NONE }),
    with("lost after", Faults { lost_after: 0.2, ..Faults::NONE }),
    with("hang", Faults { hang: 0.2, ..Faults::NONE }),
    with("late", Faults { late: 0.3, ..Faults::NONE }),
    with("doubled requests", Faults { doubled: 0.2, ..Faults::NONE }),
    with("unreadable or refused", Faults { garbled: 0.1, refused: 0.1, busy: 0.1, gone: 0.05, ..Faults::NONE }),
    Scenario { name: "lies", lies: Lies::all(0.05), ..with("", Faults { busy: 0.1, gone: 0.05, ..Faults::NONE }) },
    with("polls failing", Faults { poll_failed: 0.2, unnamed: 0.2, denied: 0.001, ..Faults::NONE }),
    with(
        "tasks ending badly",
        Faults { slow: 0.1, unknown: 0.2, failed: 0.1, cancelled: 0.1, partly: 0.05, endless: 0.02, ..Faults::NONE },
    ),
    Scenario { name: "crashes", crashes: true, ..NOTHING },
    Scenario { name: "clock set back", set_back: true, ..NOTHING },
    Scenario { name: "little time", hurried: true, ..NOTHING },
    Scenario {
        name: "everything",
        faults: Faults::all(0.04),
        lies: Lies::all(0.02),
        crashes: true,
        set_back: true,
        hurried: false,
    },
    Scenario {
        name: "everything, little time",
        faults: Faults::all(0.04),
        lies: Lies::all(0.02),
        crashes: true,
        set_back: true,
        hurried: true,
    },
];
