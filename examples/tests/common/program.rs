//! Running an example of this package the way a user does.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// What a run ended with.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        let status = output.status.code().expect("the program ends by itself");
        Self { status, stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// The example with these arguments, in surroundings that say nothing about colours. In one process it is always the same
/// example.
pub(crate) fn command(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(built(name));
    command.args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// The example, up to date: cargo builds examples for some selections of tests only, and tells no test where.
fn built(name: &str) -> &'static Path {
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
