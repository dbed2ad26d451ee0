//! Where an example of this package is, up to date.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The example of this name, always the same in one process: cargo builds examples for some selections of tests only, and tells
/// no test where.
pub(crate) fn program(name: &str) -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        // It is inside the target directory of this very run, wherever that is.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the directory for tests has a parent");
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", env!("CARGO_PKG_NAME"), "--example", name])
            .args(["--message-format", "json-render-diagnostics", "--manifest-path"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
            .arg("--target-dir")
            .arg(target)
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo can be run");
        assert!(built.status.success(), "the example does not build");
        let messages = serde_json::Deserializer::from_slice(&built.stdout).into_iter::<serde_json::Value>();
        let program = messages.flatten().find_map(|message| Some(message.get("executable")?.as_str()?.into()));
        program.expect("cargo names what it built")
    })
}
