//! The recorded cases of `tests/spec/shell`: what real bash 5.2 and GNU tools do.
//!
//! A case passes when standard output, status and standard error agree (process numbers apart). Known differences are
//! listed in `tests/spec/shell/known-differences.json`; one that starts to pass fails the test until it is struck off.
//! `UPDATE=1` rewrites that list from the present state; records are only ever made by the recorder.

use base::Budget;
use serde_json::Value;
use shell::{Machine, Script};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec/shell");

fn records(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            records(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "json") && !path.ends_with("known-differences.json") {
            found.push(path);
        }
    }
}

/// Numbers of four digits and more may be process ids.
fn normal(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        out.push_str(if digits.len() > 3 && digits.len() < 8 { "PID" } else { &digits });
        digits.clear();
        out.push(letter);
    }
    out
}

#[test]
fn recorded_cases_agree() {
    let known_path = format!("{ROOT}/known-differences.json");
    let known: BTreeMap<String, Vec<String>> =
        std::fs::read_to_string(&known_path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut paths = Vec::new();
    records(Path::new(ROOT), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no recorded cases under {ROOT}");
    let (mut passed, mut failed, mut report) = (0, 0, String::new());
    let mut differences: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in paths {
        let name = path.strip_prefix(ROOT).unwrap().with_extension("").display().to_string();
        if std::env::var("ONLY").is_ok_and(|only| !name.starts_with(&only)) {
            continue;
        }
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        // Records of another shape have their own runner (`programmable.rs`).
        if recorded.get("recorded_with").is_none() {
            continue;
        }
        for case in recorded["cases"].as_array().unwrap() {
            let text = case["script"].as_str().unwrap();
            let mut script = Script::new(text);
            script.cwd = Some("/tmp/case".to_owned());
            for (file, content) in case["files"].as_object().into_iter().flatten() {
                script.files.push((file.clone(), content.as_str().unwrap().as_bytes().to_vec()));
            }
            script.stdin = case["stdin"].as_str().unwrap_or_default().as_bytes().to_vec();
            let done = Machine::default().run_script(&script, &Budget::new(300_000_000));
            let (stdout, stderr) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
            let wanted =
                (case["stdout"].as_str().unwrap(), case["stderr"].as_str().unwrap(), case["exit"].as_i64().unwrap());
            let agrees = normal(&stdout) == normal(wanted.0)
                && normal(&stderr) == normal(wanted.1)
                && i64::from(done.exit) == wanted.2;
            let expected_to_differ =
                known.get(&name).is_some_and(|scripts| scripts.iter().any(|script| script == text));
            if !agrees {
                differences.entry(name.clone()).or_default().push(text.to_owned());
            }
            if agrees != expected_to_differ {
                passed += 1;
                continue;
            }
            failed += 1;
            if expected_to_differ {
                let _ = writeln!(report, "== {name}: passes now, strike it off known-differences.json\n{text}\n");
            } else {
                let (out, err, exit) = wanted;
                let _ = writeln!(
                    report,
                    "== {name}\n{text}\n-- wanted {exit}\n{out}-- stderr\n{err}-- got {}\n{stdout}-- stderr\n{stderr}",
                    done.exit
                );
            }
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&known_path, serde_json::to_string_pretty(&differences).unwrap() + "\n").unwrap();
        return;
    }
    assert_eq!(failed, 0, "{report}\n{passed} passed, {failed} failed");
}
