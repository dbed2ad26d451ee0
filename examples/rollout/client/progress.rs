//! How far it is, on standard error: two bars on a terminal, a line for each tenth elsewhere.

use std::io::{self, IsTerminal as _};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output;

const STYLE: &str = "{prefix:8} {wide_bar} {pos} of {len} {msg}";
/// What a line is written for.
const TENTHS: usize = 10;

/// What was shown so far.
pub(crate) struct Progress {
    bars: Option<Bars>,
    /// The tenths of machines and tasks that a line was written for.
    tenths: Option<[usize; 2]>,
    /// Why requests were not sent, as it was last told.
    not_sent: Option<String>,
}

struct Bars {
    machines: ProgressBar,
    tasks: ProgressBar,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let bars = io::stderr().is_terminal().then(Bars::new);
        Self { bars, tenths: None, not_sent: None }
    }

    /// Shows how far it is, where that says anything new.
    pub(crate) fn show(&mut self, progress: async_resp_core::Progress, not_sent: Option<&str>) {
        if let Some(why) = not_sent.filter(|why| self.not_sent.as_deref() != Some(why)) {
            self.not_sent = Some(why.to_owned());
            self.say(&format!("a request was not sent, and is tried again: {why}"));
        }
        let (machines, accepted) = (progress.outcomes.asked, progress.outcomes.accepted);
        let (tasks, ended) = (progress.tasks.tasks, progress.tasks.ended);
        if let Some(bars) = &self.bars {
            show(&bars.machines, accepted, machines);
            show(&bars.tasks, ended, tasks);
            return;
        }
        let tenths = [accepted, ended].map(|count| count * TENTHS / machines.max(1));
        if self.tenths != Some(tenths) {
            self.tenths = Some(tenths);
            self.say(&format!("{accepted} of {machines} machines accepted, {ended} of {tasks} tasks ended"));
        }
    }

    fn say(&self, text: &str) {
        match &self.bars {
            Some(bars) => bars.machines.suspend(|| output::say(text)),
            None => output::say(text),
        }
    }
}

impl Bars {
    fn new() -> Self {
        let both = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
        let bar = |name, what| {
            let bar = both.add(ProgressBar::new(0).with_prefix(name).with_message(what));
            ProgressStyle::with_template(STYLE).map_or(bar.clone(), |style| bar.with_style(style))
        };
        Self { machines: bar("machines", "accepted"), tasks: bar("tasks", "ended") }
    }
}

fn show(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(done as u64);
}

/// Of bars nothing is left above the table.
impl Drop for Bars {
    fn drop(&mut self) {
        self.machines.finish_and_clear();
        self.tasks.finish_and_clear();
    }
}
