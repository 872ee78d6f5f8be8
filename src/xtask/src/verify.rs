//! `cargo verify`: every test there is, and the totals.

use crate::run::{aloud, cargo, quietly, say};
use crate::{paths, site, sizes, toolchain};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

/// Passed, failed and skipped tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Totals {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Totals {
    /// Adds what a line of `cargo test` says, if it says something.
    fn read(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let count = |word: &str| -> u64 {
            let before = result.split(word).next().unwrap_or("");
            before.trim_end().rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        self.passed += count(" passed");
        self.failed += count(" failed");
        self.skipped += count(" ignored");
    }
}

/// Sets up what is missing, then runs every check and test; fails if one does.
pub fn verify() -> Result<()> {
    let start = Instant::now();
    toolchain::for_site()?;
    toolchain::for_browser()?;
    quietly("formatting", cargo().args(["fmt", "--all", "--check"]))?;
    quietly("clippy", cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;

    let mut totals = Totals::default();
    let mut green = tests("native tests", &["--workspace", "--exclude", "tests", "--no-fail-fast"], &mut totals)?;
    green &= beside_vim()?;
    green &= tests("tidy", &["--package", "tests", "--lib", "--test", "tidy"], &mut totals)?;
    // The tests of `cli` have just built it.
    site::build_with(&mut Command::new(paths::target().join("debug/datelier")))?;
    green &= tests("browser tests", &["--package", "tests", "--test", "browser"], &mut totals)?;
    sizes::report()?;

    println!("\n{:.1} minutes", start.elapsed().as_secs_f64() / 60.0);
    println!("{} passed, {} failed, {} skipped", totals.passed, totals.failed, totals.skipped);
    if !green || totals.failed > 0 {
        bail!("not green");
    }
    Ok(())
}

/// Plays random sessions in the vim that is installed and in ours; without vim or Python, says so and goes on.
fn beside_vim() -> Result<bool> {
    let there = |tool: &str| Command::new(tool).arg("--version").output().is_ok_and(|run| run.status.success());
    if !there("vim") || !there("python3") {
        say("vim beside ours: skipped, vim or python3 is not installed");
        return Ok(true);
    }
    let mut compare = Command::new("python3");
    // The tests of the editor have just built the player.
    compare.env("BATCH", paths::target().join("debug/examples/batch"));
    compare.arg(paths::root().join("tests/oracles/vim/compare.py")).args(["verify", "60"]);
    aloud("vim beside ours", &mut compare, |_| {})
}

fn tests(what: &str, args: &[&str], totals: &mut Totals) -> Result<bool> {
    aloud(what, cargo().arg("test").args(args), |line| totals.read(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_add_up() {
        let mut totals = Totals::default();
        totals.read("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        totals
            .read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        totals.read("running 3 tests");
        assert_eq!(totals, Totals { passed: 15, failed: 2, skipped: 1 });
    }
}
