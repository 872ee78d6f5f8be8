//! PostgreSQL's answers and ours, side by side.

use base::{Budget, Cell, Kind};
use sql::{Database, Outcome};
use std::fmt;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// How PostgreSQL is asked unless told otherwise.
pub(crate) const PSQL: &str = "su postgres -c \"PGTZ=UTC PGOPTIONS='-c client_min_messages=error -c statement_timeout=20000' \
    psql -X -q -A -t -F '|' -P null=NULL -v VERBOSITY=sqlstate datelier_fuzz 2>&1\"";

/// What became of a query.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// Rows, each as texts, and which columns are doubles.
    Rows(Vec<String>, Vec<bool>),
    /// An SQLSTATE.
    Error(String),
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows, _) => {
                write!(f, "{} rows: {}", rows.len(), rows.iter().take(8).cloned().collect::<Vec<_>>().join(" / "))
            }
            Self::Error(code) => write!(f, "ERROR {code}"),
        }
    }
}

/// How two answers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They are the same.
    Same,
    /// One of them stumbled over a row that the other did not look at.
    ByData,
    /// They differ.
    Differ,
}

/// Asks PostgreSQL, in a schema of its own.
pub(crate) fn ask(psql: &str, setup: &str, queries: &[String]) -> Vec<Answer> {
    let mut script = format!(
        "DROP SCHEMA IF EXISTS fuzz_now CASCADE;\nCREATE SCHEMA fuzz_now;\nSET search_path = fuzz_now;\n{setup}"
    );
    for (i, query) in queries.iter().enumerate() {
        script.push_str(&format!("\\echo @@{i}\n{query};\n"));
    }
    script.push_str("\\echo @@end\nDROP SCHEMA fuzz_now CASCADE;\n");
    let child = Command::new("sh").arg("-c").arg(psql).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("psql starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || drop(stdin.write_all(script.as_bytes())));
    let output = child.wait_with_output().expect("psql ends");
    writer.join().expect("the script is written");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut answers: Vec<Vec<String>> = vec![Vec::new(); queries.len()];
    let mut at: Option<usize> = None;
    for line in text.lines() {
        if let Some(mark) = line.strip_prefix("@@") {
            at = mark.parse().ok();
        } else if let Some(i) = at {
            answers[i].push(line.to_owned());
        }
    }
    answers
        .into_iter()
        .map(|lines| match lines.iter().find_map(|line| line.strip_prefix("ERROR:  ")) {
            Some(code) => Answer::Error(code.trim().to_owned()),
            None => Answer::Rows(lines, vec![]),
        })
        .collect()
}

/// Asks our engine.
pub(crate) fn ours(db: &mut Database, query: &str) -> Answer {
    let written = |cell: &Cell| match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Bool(value) => if *value { "t" } else { "f" }.to_owned(),
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) => sql::value::write_float8(*x),
        Cell::Text(text) => text.clone(),
    };
    match db.run(query, &Budget::new(500_000_000)).pop() {
        Some(Outcome::Rows(table)) => {
            let doubles = table.columns.iter().map(|column| column.kind == Kind::Double).collect();
            Answer::Rows(
                table.rows.iter().map(|row| row.iter().map(written).collect::<Vec<_>>().join("|")).collect(),
                doubles,
            )
        }
        Some(Outcome::Failed(error)) => Answer::Error(format!("{} {} {:?}", error.code, error.id, error.args)),
        other => Answer::Error(format!("XX000 {other:?}")),
    }
}

/// Compares them.
pub(crate) fn same(ours: &Answer, theirs: &Answer) -> Verdict {
    let by_data = |code: &str| code.starts_with("22") || code.starts_with("21");
    match (ours, theirs) {
        (Answer::Error(a), Answer::Error(b)) if a.starts_with(b.as_str()) => Verdict::Same,
        (Answer::Error(a), Answer::Error(b)) if by_data(a) && by_data(b) => Verdict::ByData,
        (Answer::Error(a), Answer::Rows(..)) if by_data(a) => Verdict::ByData,
        (Answer::Rows(..), Answer::Error(b)) if by_data(b) => Verdict::ByData,
        (Answer::Rows(a, doubles), Answer::Rows(b, _)) => {
            let (mut a, mut b) = (a.clone(), b.clone());
            // A text may hold line ends: psql writes them as they are.
            if a.len() != b.len() {
                return Verdict::Differ;
            }
            a.sort();
            b.sort();
            if a == b || (doubles.contains(&true) && close(&a, &b, doubles)) { Verdict::Same } else { Verdict::Differ }
        }
        _ => Verdict::Differ,
    }
}

/// Rows are paired however their doubles sort.
fn close(a: &[String], b: &[String], doubles: &[bool]) -> bool {
    let near = |x: &str, y: &str| {
        x == y
            || match (x.parse::<f64>(), y.parse::<f64>()) {
                (Ok(x), Ok(y)) => (x - y).abs() <= 1e-9 * x.abs().max(y.abs()).max(1.0),
                _ => false,
            }
    };
    let row = |x: &String, y: &String| {
        let (x, y): (Vec<&str>, Vec<&str>) = (x.split('|').collect(), y.split('|').collect());
        x.len() == y.len()
            && x.iter()
                .zip(&y)
                .enumerate()
                .all(|(i, (x, y))| if doubles.get(i) == Some(&true) { near(x, y) } else { x == y })
    };
    let mut left: Vec<&String> = b.iter().collect();
    a.iter().all(|x| match left.iter().position(|y| row(x, y)) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}
