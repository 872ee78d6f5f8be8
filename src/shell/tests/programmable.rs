//! awk, sed, grep, find, xargs, jq, expr, bc and factor against what the real tools did (`tests/spec/shell/commands`).

use base::Budget;
use shell::{Machine, Script};
use std::fmt::Write;

/// Runs the cases of one command; gives back what is wrong.
fn check(name: &str) -> String {
    let path = format!("{}/../../tests/spec/shell/commands/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let spec: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let files: Vec<(String, Vec<u8>)> = spec["files"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, text)| (name.clone(), text.as_str().unwrap().as_bytes().to_vec()))
        .collect();
    let mut report = String::new();
    for case in spec["cases"].as_array().unwrap() {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let stdin = files.iter().find(|(name, _)| name == text("stdin")).map(|(_, text)| text.clone());
        let script = Script {
            program: case["program"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().into()).collect(),
            files: files.clone(),
            stdin: stdin.unwrap_or_default(),
            cwd: Some("/tmp/case".into()),
            ..Script::default()
        };
        let done = Machine::default().run_script(&script, &Budget::new(2_000_000_000));
        let mut stdout = String::from_utf8_lossy(&done.stdout).into_owned();
        if case["sorted"].as_bool() == Some(true) {
            let mut lines: Vec<&str> = stdout.split_inclusive('\n').collect();
            lines.sort_unstable();
            stdout = lines.concat();
        }
        // Diagnostics are compared by whether there are any; their words are those of the tools, their usage texts ours.
        let spoke = !done.stderr.is_empty();
        let same = stdout == text("stdout")
            && i64::from(done.exit) == case["exit"].as_i64().unwrap()
            && spoke != text("stderr").is_empty();
        let known = case["known_difference"].as_str();
        if same == known.is_none() {
            continue;
        }
        let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
        let verdict = if same { "passes now, though listed as a known difference" } else { "differs" };
        let _ = writeln!(
            report,
            "{verdict}: {}\n  expected {} {:?} {:?}\n  got      {} {stdout:?} {stderr:?}",
            text("line"),
            case["exit"],
            text("stdout"),
            text("stderr"),
            done.exit
        );
    }
    report
}

macro_rules! commands {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            let report = check(stringify!($name));
            assert!(report.is_empty(), "{report}");
        })*
    };
}

commands! { awk bc sed grep find xargs jq expr factor }
