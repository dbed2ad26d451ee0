//! Pages that keep the results of benchmarks: what stands between two markers is replaced, the rest is written by people.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread;

const BEGIN: &str = "<!-- results: begin -->\n";
const END: &str = "<!-- results: end -->\n";

/// Writes the results into the page at this path.
///
/// # Errors
///
/// The page cannot be read or written, or lacks a marker.
pub fn write(path: &Path, results: &str) -> io::Result<()> {
    let page = fs::read_to_string(path)?;
    let page = with_results(&page, results).ok_or_else(|| {
        let (path, begin, end) = (path.display(), BEGIN.trim(), END.trim());
        io::Error::other(format!("{path}: expected a line `{begin}` and then `{end}`"))
    })?;
    fs::write(path, page)
}

/// The page with other results; `None` without markers.
fn with_results(page: &str, results: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n\n{END}{after}", results.trim()))
}

/// The head of a table of goals.
pub const GOALS: &str = "| case | goal | by medians | by the shortest | |\n| --- | ---: | ---: | ---: | --- |";

/// Whether a goal was met, in a word.
#[must_use]
pub const fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

/// The day, the machine and the compiler, and for which processors it compiled.
#[must_use]
pub fn circumstances() -> String {
    let day = output("date", &["-u", "+%Y-%m-%d"]);
    let rustc = output("rustc", &["--version"]);
    let cores = thread::available_parallelism().map_or_else(|_| "unknown".to_owned(), |cores| cores.to_string());
    let built_for = if cfg!(target_feature = "avx2") { "AVX2 and more" } else { "any processor of its kind" };
    format!("{day}, {}, {cores} cores, {rustc}, built for {built_for}", processor())
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| format!("{} processor", std::env::consts::ARCH), |(_, model)| model.to_owned())
}

/// What a program says, in one line.
fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |error| format!("{program}: {error}"),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_markers_is_replaced() {
        let page = format!("before\n{BEGIN}old\n{END}after\n");
        let page = with_results(&page, "new\n").unwrap();
        assert_eq!(page, format!("before\n{BEGIN}\nnew\n\n{END}after\n"));
        assert_eq!(with_results(&page, "new").unwrap(), page);
        assert_eq!(with_results("before\nafter\n", "new"), None);
    }

    #[test]
    fn the_pages_have_markers() {
        for page in ["speed/README.md", "benches/following/README.md", "compile-cost/README.md", "README.md"] {
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
            assert!(with_results(&text, "new").is_some(), "{page}");
        }
    }
}
