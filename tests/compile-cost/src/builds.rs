//! Writing a crate and timing Cargo on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::subjects::Subject;

/// A crate on disk, in a workspace and with a target directory of its own.
pub(crate) struct Written<'a> {
    subject: &'a Subject,
    folder: PathBuf,
}

impl<'a> Written<'a> {
    pub(crate) fn new(subject: &'a Subject, within: &Path) -> io::Result<Self> {
        let folder = within.join(subject.name);
        fs::create_dir_all(folder.join("src"))?;
        let Subject { name, dependencies, source, .. } = subject;
        let manifest = format!(
            "[workspace]\n\n\
             [package]\nname = \"compile-cost-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/lib.rs"), source)?;
        Ok(Self { subject, folder })
    }

    /// Fetches and resolves what the crate depends on.
    pub(crate) fn fetch(&self) -> io::Result<()> {
        self.cargo(&["fetch", "--quiet"]).map(drop)
    }

    /// Checks the crate; all that it depends on is at hand after the first time.
    pub(crate) fn check(&self) -> io::Result<Duration> {
        // What makes Cargo look at the crate again is a newer source.
        fs::write(self.folder.join("src/lib.rs"), &self.subject.source)?;
        self.cargo(&["check", "--quiet", "--offline"])
    }

    /// Builds the crate and all that it depends on, from nothing.
    pub(crate) fn build(&self) -> io::Result<Duration> {
        let target = self.folder.join("target");
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        self.cargo(&["build", "--quiet", "--offline"])
    }

    fn cargo(&self, arguments: &[&str]) -> io::Result<Duration> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        command.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", self.folder.join("target"));
        // Set by the Cargo that runs this program, and taken for flags of the build by some build scripts.
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
            command.env_remove(variable);
        }
        let start = Instant::now();
        let status = command.status()?;
        let time = start.elapsed();
        if status.success() {
            return Ok(time);
        }
        let folder = self.folder.display();
        Err(io::Error::other(format!("`cargo {}` failed in {folder}", arguments.join(" "))))
    }
}
