//! `cargo xtask bench shell`: our shell, native, beside bash and the GNU tools: processor time, the start taken off.

use crate::paths;
use crate::run::{quietly, say};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// What is timed: a name, what both prepare, and what counts.
const JOBS: [(&str, &str, &str); 8] = [
    ("arithmetic, 1e5 steps", "", "for ((i = 0; i < 100000; i++)); do ((s += i * 3 % 7)); done; echo $s"),
    ("while + [, 5e4 steps", "", "i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done; echo $i"),
    ("seq | sort -r | uniq -c | wc", "", "seq 1000000 | sort -r | uniq -c | wc"),
    ("awk sum", "seq 1000000 > n", "awk '{ s += $1 } END { print s }' n"),
    ("grep -cE", "seq 1000000 > n", "grep -cE '(12|34)5+' n"),
    ("sort -k2,2n", "seq 300000 | awk '{ print $1, $1 * 7919 % 300007 }' > p", "sort -k2,2n p | tail -n 1"),
    ("cut | sort | uniq", "seq 300000 | awk '{ print $1 \",\" $1 % 97 }' > c", "cut -d, -f2 c | sort | uniq | wc -l"),
    ("sed s///g, 10 MB", "seq 1450000 > n", "sed 's/1/one/g' n | wc -c"),
];

/// Builds the command line tool, then times every job; each figure is the best of three.
pub(super) fn bench(arguments: &[String]) -> Result<()> {
    if !arguments.iter().any(|argument| argument == "--built") {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut build = Command::new(cargo);
        build.args(["build", "--profile", "drive", "-p", "cli"]).current_dir(paths::root());
        quietly("build cli", &mut build)?;
    }
    say("timing (--built takes the tool of the last build)");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), Into::into);
    let ours = target.join("drive/datelier").display().to_string();
    let ours = [ours.as_str(), "sh", "-c"];
    let theirs = ["bash", "-c"];
    println!("{:<30} {:>9} {:>9} {:>7}", "job", "ours s", "bash s", "ratio");
    let mut product = 0.0;
    for (name, before, job) in JOBS {
        let whole = format!("cd /tmp; {before}\n{job}");
        let (mine, my_answer) = best(&ours, before, &whole)?;
        let (other, answer) = best(&theirs, before, &whole)?;
        if my_answer != answer {
            bail!("{name}: ours says {my_answer:?}, bash says {answer:?}");
        }
        let ratio = mine / other;
        product += ratio.ln();
        println!("{name:<30} {mine:>9.3} {other:>9.3} {ratio:>7.2}");
    }
    println!("{:<30} {:>27.2}", "geometric mean", (product / 8.0).exp());
    Ok(())
}

/// Seconds of processor time that `whole` takes beyond `before`, and what it prints.
fn best(shell: &[&str], before: &str, whole: &str) -> Result<(f64, String)> {
    let mut times = Vec::new();
    let mut answer = String::new();
    for _ in 0..3 {
        let start = timed(shell, &format!("cd /tmp; {before}"))?.0;
        let (time, text) = timed(shell, whole)?;
        times.push((time - start).max(0.001));
        answer = text;
    }
    Ok((times.into_iter().fold(f64::MAX, f64::min), answer))
}

/// User and system time of a script, as bash's `time` counts it, and what it prints.
fn timed(shell: &[&str], script: &str) -> Result<(f64, String)> {
    let mut command = Command::new("bash");
    command.args(["-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bash"]).args(shell).arg(script);
    let done = command.output().context("cannot start bash")?;
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    let last = told.lines().last().unwrap_or_default();
    let numbers: Option<Vec<f64>> = last.split(' ').map(|text| text.parse().ok()).collect();
    match numbers.as_deref() {
        Some([user, system]) if done.status.success() => {
            Ok((user + system, String::from_utf8_lossy(&done.stdout).into_owned()))
        }
        _ => bail!("{} failed: {told}", shell.join(" ")),
    }
}
