//! Every script under `tests/spec/sql` gives what PostgreSQL 15 gave when it was recorded (see `tests/oracles/sql/record.sh`):
//! rows as psql prints them unaligned, errors by SQLSTATE. Known differences stand in `known.txt`, one `file: statement` a line,
//! and fail the test when they go away.

use base::{Budget, Cell};
use sql::{Database, Outcome};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Bool(true) => "t".to_owned(),
        Cell::Bool(false) => "f".to_owned(),
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) => sql::value::write_float8(*x),
        Cell::Text(text) => text.clone(),
    }
}

fn shown(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Rows(table) => {
            let heading = table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join("|");
            let rows = table.rows.iter().map(|row| row.iter().map(written).collect::<Vec<_>>().join("|"));
            std::iter::once(heading)
                .chain(rows)
                .flat_map(|row| row.split('\n').map(str::to_owned).collect::<Vec<_>>())
                .collect()
        }
        Outcome::Failed(error) => vec![format!("ERROR:  {}", error.code)],
        Outcome::Plan(plan) => plan.lines(),
        Outcome::Affected { .. } | Outcome::Warned { .. } => vec![],
    }
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(scripts(&path));
        } else if path.extension().is_some_and(|ext| ext == "sql") {
            out.push(path);
        }
    }
    out.sort();
    out
}

#[test]
fn scripts_answer_as_postgresql_recorded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec/sql");
    let known: BTreeSet<String> =
        fs::read_to_string(root.join("known.txt")).unwrap_or_default().lines().map(str::to_owned).collect();
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let (mut statements, mut report) = (0, String::new());
    for script in scripts(&root) {
        let name = script.strip_prefix(&root).unwrap().display().to_string();
        let text = fs::read_to_string(&script).unwrap();
        let recorded = fs::read_to_string(script.with_extension("out")).unwrap();
        let mut expected = recorded.lines();
        let mut db = Database::new();
        // Statement by statement, so that one difference does not hide the next.
        let outcomes = db.run(&text, &Budget::new(100_000_000));
        let spans = sql::split_statements(&text);
        let ours: Vec<Vec<String>> = outcomes.iter().map(shown).collect();
        let mut remaining: Vec<&str> = expected.by_ref().collect();
        for (span, lines) in spans.iter().zip(&ours) {
            statements += 1;
            let fits = remaining.len() >= lines.len() && lines.iter().zip(&remaining).all(|(a, b)| a == b);
            if fits {
                remaining.drain(..lines.len());
                continue;
            }
            let statement = span.of(&text).replace('\n', " ");
            let near = &remaining[..remaining.len().min(lines.len().max(3))];
            let _ = writeln!(report, "{name}: {statement}\n  ours: {lines:?}\n  recorded: {near:?}");
            wrong.insert(format!("{name}: {statement}"));
            // Go on at the next place where what we said of a later statement stands.
            let at = spans.iter().position(|other| other == span).unwrap_or(0);
            let next = ours[at + 1..].iter().find(|lines| !lines.is_empty());
            let resume = next.and_then(|next| {
                (0..remaining.len()).find(|from| {
                    remaining.len() - from >= next.len() && next.iter().zip(&remaining[*from..]).all(|(a, b)| a == b)
                })
            });
            match resume {
                Some(from) => drop(remaining.drain(..from)),
                None => drop(remaining.drain(..remaining.len().min(lines.len()))),
            }
        }
    }
    let unexpected: Vec<&String> = wrong.difference(&known).collect();
    let mended: Vec<&String> = known.difference(&wrong).collect();
    assert!(unexpected.is_empty(), "{} of {statements} statements differ:\n{report}", unexpected.len());
    assert!(mended.is_empty(), "known differences that are gone; take them out of known.txt: {mended:#?}");
}

#[test]
fn every_message_has_words_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/ui");
    for language in ["en", "fr"] {
        let words = fs::read_to_string(root.join(format!("sql.{language}.ftl"))).unwrap();
        let missing: Vec<&str> = sql::message_ids()
            .into_iter()
            .map(|(id, _)| id)
            .filter(|id| !words.lines().any(|line| line.starts_with(&format!("{id} = "))))
            .collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}
