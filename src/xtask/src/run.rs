//! Runs a program and says what it is doing while it does it.

use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Says what comes next.
pub fn say(text: &str) {
    println!("▸ {text}");
}

/// Runs `command` to its end, its output kept in a log; shows the time that passes, and the log's end if it fails.
pub fn quietly(what: &str, command: &mut Command) -> Result<()> {
    let logs = super::paths::root().join("target/logs");
    fs::create_dir_all(&logs)?;
    let name: String = what.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let path = logs.join(format!("{name}.log"));
    let log = File::create(&path)?;
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .with_context(|| format!("{what}: cannot start {}", command.get_program().display()))?;
    let live = std::io::stdout().is_terminal();
    let mut next = Duration::from_secs(if live { 1 } else { 30 });
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(100));
        let elapsed = start.elapsed();
        if elapsed >= next {
            if live {
                print!("\r▸ {what} … {} s ", elapsed.as_secs());
                std::io::stdout().flush()?;
                next += Duration::from_secs(1);
            } else {
                println!("▸ {what} … {} s", elapsed.as_secs());
                next += Duration::from_secs(30);
            }
        }
    };
    if live {
        print!("\r");
    }
    if status.success() {
        println!("✓ {what} ({:.1} s)", start.elapsed().as_secs_f64());
        return Ok(());
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(60)..] {
        println!("  {line}");
    }
    bail!("{what} failed ({status}); the whole output is in {}", path.display())
}

/// Runs `command`, its output passed on, and hands every line of its standard output to `each`.
pub fn aloud(what: &str, command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    say(what);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| what.to_owned())?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line?;
            println!("{line}");
            each(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// What `program args` prints, or nothing if it is absent or fails.
pub fn output(program: &str, args: &[&str]) -> Option<String> {
    let out = Command::new(program).args(args).stdin(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Cargo, the one that runs us.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(super::paths::root());
    command
}
