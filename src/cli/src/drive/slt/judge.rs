//! PostgreSQL as the judge of a foreign file: which of its records PostgreSQL answers as the file says.

use super::validate;
use sqllogictest::{DefaultColumnType, Normalizer, QueryExpect, Record, SortMode, StatementExpect};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What a file may not undo: the schema it plays in.
const SCHEMA: &str = "slt_judge";

/// For each record whether PostgreSQL agrees with it; records that are neither statement nor query count as agreed.
pub(super) fn ask(psql: &str, records: &[Record<DefaultColumnType>]) -> Vec<bool> {
    let mut script =
        format!("DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;\nCREATE SCHEMA {SCHEMA};\nSET search_path = {SCHEMA};\n");
    for (at, record) in records.iter().enumerate() {
        if let Record::Statement { sql, .. } | Record::Query { sql, .. } = record {
            let sql = sql.trim().trim_end_matches(';');
            script.push_str(&format!("\\echo @@{at}\n{sql}\n;\n"));
        }
    }
    script.push_str(&format!("\\echo @@end\nROLLBACK;\nDROP SCHEMA {SCHEMA} CASCADE;\n"));
    let text = run(psql, script);
    let mut answers: Vec<Vec<&str>> = vec![Vec::new(); records.len()];
    let mut at: Option<usize> = None;
    for line in text.lines() {
        if let Some(mark) = line.strip_prefix("@@") {
            at = mark.parse().ok();
        } else if let Some(at) = at {
            answers[at].push(line);
        }
    }
    records.iter().zip(&answers).map(|(record, answer)| agrees(record, answer)).collect()
}

fn run(psql: &str, script: String) -> String {
    let child = Command::new("sh").arg("-c").arg(psql).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else { return String::new() };
    let stdin = child.stdin.take();
    let writer = std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            drop(stdin.write_all(script.as_bytes()));
        }
    });
    let output = child.wait_with_output().map(|output| output.stdout).unwrap_or_default();
    drop(writer.join());
    String::from_utf8_lossy(&output).into_owned()
}

fn agrees(record: &Record<DefaultColumnType>, answer: &[&str]) -> bool {
    let failed = answer.iter().any(|line| line.starts_with("ERROR:") || line.starts_with("FATAL:"));
    match record {
        Record::Statement { expected, .. } => failed == matches!(expected, StatementExpect::Error(_)),
        Record::Query { expected: QueryExpect::Error(_), .. } => failed,
        Record::Query { expected: QueryExpect::Results { sort_mode, results, .. }, .. } => {
            let mut rows: Vec<Vec<String>> = answer.iter().map(|line| line.split('|').map(cell).collect()).collect();
            match sort_mode {
                Some(SortMode::RowSort) => rows.sort(),
                Some(SortMode::ValueSort) => {
                    let mut values: Vec<String> = rows.into_iter().flatten().collect();
                    values.sort();
                    rows = values.into_iter().map(|value| vec![value]).collect();
                }
                _ => {}
            }
            let normal: Normalizer = |text| text.split_whitespace().collect::<Vec<_>>().join(" ");
            !failed && validate(normal, &rows, results)
        }
        _ => true,
    }
}

fn cell(text: &str) -> String {
    if text.is_empty() { "(empty)".to_owned() } else { text.to_owned() }
}
