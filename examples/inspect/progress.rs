//! How far the reading of a file has come, for whoever waits at a terminal.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is read sooner shows no progress.
const A_MOMENT: Duration = Duration::from_secs(1);

const STYLE: &str = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

/// A file with a bar for how much of it has been read.
pub(crate) struct Watched {
    file: File,
    bar: ProgressBar,
    /// When the bar is due; `None` once it is there, and where it never is.
    due: Option<Instant>,
}

impl Watched {
    /// There is a bar on standard error if that is a terminal, the file's length is known and documents do not go to a
    /// terminal themselves: those show how far it is.
    pub(crate) fn new(file: File) -> Self {
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
        let wanted = length.is_some() && io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(STYLE) {
            bar.set_style(style);
        }
        Self { file, bar, due: wanted.then(|| Instant::now() + A_MOMENT) }
    }

    /// The bar, which has to be out of the way while something else is written.
    pub(crate) fn bar(&self) -> ProgressBar {
        self.bar.clone()
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let read = self.file.read(buffer)?;
        self.bar.inc(read as u64);
        Ok(read)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
