//! Plays every recorded case of `tests/spec/vim/*.jsonl` and compares with what vim answered.
//!
//! The answers are vim's and are never edited here. A case that we are known to answer otherwise is listed in
//! `known-differences.txt`; the test fails as well when such a case starts to agree, so that the list stays true.

use std::collections::BTreeSet;
use std::path::PathBuf;
use vim::batch::{Case, run_case};

/// Where the cases are.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec/vim")
}

/// What vim answered.
#[derive(serde::Deserialize)]
struct Answer {
    name: String,
    #[serde(flatten)]
    case: Case,
    vim: Expected,
}

#[derive(serde::Deserialize)]
struct Expected {
    lines: Vec<String>,
    cursor: (usize, usize),
    mode: String,
    regs: std::collections::BTreeMap<String, (String, Vec<String>)>,
}

/// What differs, in words for whoever reads the failure.
fn difference(answer: &Answer) -> Option<String> {
    let ours = run_case(&answer.case);
    let vim = &answer.vim;
    let keys = &answer.case.keys;
    if ours.lines != vim.lines {
        return Some(format!("{keys:?}: text\n  vim  {:?}\n  ours {:?}", vim.lines, ours.lines));
    }
    if ours.cursor != vim.cursor {
        return Some(format!("{keys:?}: cursor, vim {:?}, ours {:?}", vim.cursor, ours.cursor));
    }
    let mode = if vim.mode.starts_with("ni") { "n" } else { &vim.mode };
    if ours.mode.chars().next() != mode.chars().next() {
        return Some(format!("{keys:?}: mode, vim {mode:?}, ours {:?}", ours.mode));
    }
    if ours.regs != vim.regs {
        return Some(format!("{keys:?}: registers\n  vim  {:?}\n  ours {:?}", vim.regs, ours.regs));
    }
    None
}

#[test]
fn every_recorded_case_ends_as_in_vim() {
    let known = std::fs::read_to_string(folder().join("known-differences.txt")).unwrap_or_default();
    let known: BTreeSet<&str> =
        known.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| !name.starts_with('#')).collect();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the cases are there")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    let (mut failures, mut count) = (Vec::new(), 0);
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a case file can be read");
        for line in text.lines() {
            let answer: Answer = serde_json::from_str(line).expect("a case is JSON");
            count += 1;
            match (difference(&answer), known.contains(answer.name.as_str())) {
                (Some(difference), false) => failures.push(format!("{}: {difference}", answer.name)),
                (None, true) => failures.push(format!("{} agrees now: take it off the list", answer.name)),
                _ => {}
            }
        }
    }
    assert!(count >= 1_500, "only {count} cases were found");
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
}
