//! PostgreSQL's answers and ours, side by side.

use base::{Budget, Kind};
use sql::{Database, Outcome};
use std::fmt;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// How PostgreSQL is asked unless told otherwise.
pub(crate) const PSQL: &str = "su postgres -c \"PGTZ=UTC PGOPTIONS='-c client_min_messages=error -c statement_timeout=2000 -c jit=off -c synchronous_commit=off -c max_parallel_workers_per_gather=0' \
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
                write!(f, "{} rows: {}", rows.len(), rows.iter().take(24).cloned().collect::<Vec<_>>().join(" / "))
            }
            Self::Error(code) => write!(f, "ERROR {code}"),
        }
    }
}

/// How two answers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// They are the same.
    Same,
    /// They differ as is known and right.
    Known(Known),
    /// They differ.
    Differ,
}

/// The differences that are no mistake, each with its reason: the one place they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// One stumbled over a row the other did not look at, or over another one first: what is computed of rows that are not needed,
    /// and in which order, is the optimiser's to decide (SQLSTATE classes 22 and 21). Only where something in the statement rules
    /// rows or branches out, or where both stumble.
    ErrorByData,
    /// Of equal values that are written differently (1.5 and 1.50, one day and 24 hours) which one stands for all after DISTINCT,
    /// GROUP BY, UNION and their like is left open by the standard; PostgreSQL's depends on its plan.
    Representative,
    /// One of them gave up: PostgreSQL after two seconds, we at our bound of steps or memory.
    GaveUp,
    /// Our `numeric` holds 38 digits.
    Digits,
    /// The last digits of doubles written as texts or decimals: of cube roots (glibc's, which PostgreSQL asks, is not always the
    /// nearest double), and of regressions and covariances, whose sums depend on the order of the rows.
    LastDigits,
    /// Of a column that WHERE compares with `=`, PostgreSQL 15 forgets to sort by it, though grouping sets put NULLs in it (its
    /// planner takes it for a constant; mended in PostgreSQL 18).
    UnsortedGroupingSets,
    /// Both refuse the statement (SQLSTATE class 42): of two mistakes in it, which is told depends on the order of checking.
    OtherMistake,
}

impl Known {
    /// Every one, with its name in the report.
    pub(crate) const ALL: [(Self, &'static str); 7] = [
        (Self::ErrorByData, "errors by data"),
        (Self::Representative, "other representatives of equal values"),
        (Self::GaveUp, "given up"),
        (Self::Digits, "beyond 38 digits"),
        (Self::LastDigits, "last digits of doubles"),
        (Self::UnsortedGroupingSets, "grouping sets PostgreSQL 15 does not sort"),
        (Self::OtherMistake, "refused for another mistake"),
    ];
}

/// A statement to ask.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// The statement.
    pub(crate) text: String,
    /// Whether it says how its rows are ordered, to the last column.
    pub(crate) ordered: bool,
    /// Whether it changes something that later statements see.
    pub(crate) changes: bool,
}

/// Asks PostgreSQL, in a schema of its own.
pub(crate) fn ask(psql: &str, seed: u64, setup: &str, queries: &[Query]) -> Vec<Answer> {
    let mut script = format!(
        "DROP SCHEMA IF EXISTS fuzz_{seed} CASCADE;\nCREATE SCHEMA fuzz_{seed};\nSET search_path = fuzz_{seed};\n{setup}"
    );
    for (i, query) in queries.iter().enumerate() {
        let text = &query.text;
        script.push_str(&format!("\\echo @@{i}\n{text};\n"));
    }
    script.push_str(&format!("\\echo @@end\nROLLBACK;\nDROP SCHEMA fuzz_{seed} CASCADE;\n"));
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
    let run = std::panic::AssertUnwindSafe(|| db.run(query, &Budget::new(40_000_000)).pop());
    let Ok(outcome) = std::panic::catch_unwind(run) else { return Answer::Error("XX000 it panicked".to_owned()) };
    match outcome {
        Some(Outcome::Rows(table)) => {
            let doubles = table.columns.iter().map(|column| column.kind == Kind::Double).collect();
            Answer::Rows(
                table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(sql::value::write_cell).collect::<Vec<_>>().join("|"))
                    .collect(),
                doubles,
            )
        }
        Some(Outcome::Affected { .. } | Outcome::Warned { .. }) => Answer::Rows(vec![], vec![]),
        Some(Outcome::Failed(error)) => Answer::Error(format!("{} {} {:?}", error.code, error.id, error.args)),
        other => Answer::Error(format!("XX000 {other:?}")),
    }
}

/// Compares them.
pub(crate) fn same(query: &Query, ours: &Answer, theirs: &Answer) -> Verdict {
    let by_data = |code: &str| code.starts_with("22") || code.starts_with("21");
    let gave_up = |code: &str| ["57014", "53200", "54001"].iter().any(|known| code.starts_with(known));
    match (ours, theirs) {
        (Answer::Error(a), Answer::Error(b)) if a.starts_with(b.as_str()) => Verdict::Same,
        (Answer::Error(a), _) if gave_up(a) => Verdict::Known(Known::GaveUp),
        (_, Answer::Error(b)) if gave_up(b) => Verdict::Known(Known::GaveUp),
        (Answer::Error(a), _) if a.contains("sql-numeric-overflow") => Verdict::Known(Known::Digits),
        (Answer::Error(a), Answer::Error(b)) if a.starts_with("428") && b.starts_with("428") => {
            Verdict::Known(Known::OtherMistake)
        }
        (Answer::Error(a), Answer::Error(b))
            if by_data(a) && by_data(b) && raisable(a, &query.text) && raisable(b, &query.text) =>
        {
            Verdict::Known(Known::ErrorByData)
        }
        (Answer::Error(code), Answer::Rows(..)) | (Answer::Rows(..), Answer::Error(code))
            if by_data(code) && raisable(code, &query.text) && rules_out(&query.text) =>
        {
            Verdict::Known(Known::ErrorByData)
        }
        (Answer::Rows(a, doubles), Answer::Rows(b, _)) => rows(query, a, b, doubles),
        _ => Verdict::Differ,
    }
}

/// Whether something in the statement can stumble in this way at all.
fn raisable(code: &str, text: &str) -> bool {
    let any = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    match code.get(..5).unwrap_or(code) {
        // More than one row where one is wanted.
        "21000" => any(&["(SELECT", "MERGE", "ON CONFLICT"]),
        "22012" => any(&["/", "%", "mod(", "div(", "log(", "width_bucket"]),
        "22003" => any(&[
            "+",
            "*",
            "-",
            "^",
            "/",
            "::",
            "CAST",
            "sum(",
            "avg(",
            "power(",
            "exp(",
            "factorial",
            "abs(",
            "round(",
            "<<",
            "cast",
            "lcm(",
            "var",
            "stddev",
        ]),
        "22P02" | "22007" | "22018" => any(&["::", "CAST", "to_date", "to_timestamp", "to_number", "'"]),
        "22008" | "22015" => any(&["+", "-", "make_", "date", "interval", "INTERVAL"]),
        "2201E" => any(&["ln(", "log(", "log10("]),
        "2201F" => any(&["sqrt(", "power(", "^"]),
        "2201G" => text.contains("width_bucket"),
        "22013" => any(&["PRECEDING", "FOLLOWING"]),
        "2201W" | "2201X" => any(&["LIMIT", "OFFSET", "FETCH"]),
        "22011" => any(&["substr", "overlay", "OVERLAY", "SUBSTR"]),
        "22025" => any(&["LIKE", "SIMILAR"]),
        "2202E" => any(&["[", "array", "ARRAY", "unnest"]),
        _ => true,
    }
}

/// Whether every row of an answer, as often as it stands there, is one of the other's.
pub(crate) fn within(few: &Answer, all: &Answer) -> bool {
    let (Answer::Rows(few, _), Answer::Rows(all, _)) = (few, all) else { return false };
    let mut left: Vec<String> = all.iter().map(|row| without_scale(row)).collect();
    few.iter().all(|row| match left.iter().position(|known| *known == without_scale(row)) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}

/// The statement without the LIMIT it ends with.
pub(crate) fn unlimited(text: &str) -> Option<&str> {
    let at = text.rfind(" LIMIT ")?;
    (!text[at..].contains(')')).then(|| &text[..at])
}

/// Whether some rows, some branches, or columns of a query inside may be left unlooked at.
fn rules_out(text: &str) -> bool {
    let clauses = [
        "WHERE", " ON ", "HAVING", "FILTER", "LIMIT", "CASE", "COALESCE", " AND ", " OR ", "EXISTS", " IN (", "NULLIF",
        "QUALIFY", "WITH ", "(SELECT ",
    ];
    clauses.iter().any(|clause| text.contains(clause))
}

fn rows(query: &Query, a: &[String], b: &[String], doubles: &[bool]) -> Verdict {
    if a.len() != b.len() {
        return Verdict::Differ;
    }
    let agree = |a: &[String], b: &[String]| {
        if query.ordered {
            return a.iter().zip(b).all(|(x, y)| x == y || near_row(x, y, doubles));
        }
        let (mut a, mut b) = (a.to_vec(), b.to_vec());
        a.sort();
        b.sort();
        a == b || (doubles.contains(&true) && close(&a, &b, doubles))
    };
    if agree(a, b) {
        return Verdict::Same;
    }
    let chooses =
        ["DISTINCT", "GROUP BY", "UNION", "INTERSECT", "EXCEPT", "max(", "min(", "GREATEST", "LEAST", "mode()"];
    if chooses.iter().any(|word| query.text.contains(word)) {
        let plain = |rows: &[String]| rows.iter().map(|row| without_scale(row)).collect::<Vec<_>>();
        if agree(&plain(a), &plain(b)) {
            return Verdict::Known(Known::Representative);
        }
    }
    let tolerance =
        if ["regr_", "covar_", "corr("].iter().any(|name| query.text.contains(name)) { 1e-13 } else { 4e-16 };
    if tolerance > 1e-15 || query.text.contains("cbrt(") {
        let (mut a, mut b) = (a.to_vec(), b.to_vec());
        a.sort();
        b.sort();
        if a.iter().zip(&b).all(|(a, b)| last_digits(a, b, tolerance)) {
            return Verdict::Known(Known::LastDigits);
        }
    }
    let sets = ["ROLLUP", "CUBE", "GROUPING SETS"].iter().any(|word| query.text.contains(word));
    let equated = query.text.split_once(" WHERE ").is_some_and(|(_, rest)| rest.contains(" = "));
    if query.ordered && sets && equated {
        let (mut x, mut y) = (a.to_vec(), b.to_vec());
        x.sort();
        y.sort();
        if x == y || query.text.contains(" LIMIT ") {
            return Verdict::Known(Known::UnsortedGroupingSets);
        }
    }
    Verdict::Differ
}

/// Whether rows are the same but for the last digits of some numbers.
fn last_digits(a: &str, b: &str, tolerance: f64) -> bool {
    let near = |(a, b): (&str, &str)| {
        a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(x), Ok(y)) if (x - y).abs() <= tolerance * x.abs())
    };
    a.split('|').count() == b.split('|').count() && a.split('|').zip(b.split('|')).all(near)
}

/// The row with `1.50` as `1.5`, and with a day as 24 hours.
fn without_scale(row: &str) -> String {
    let mut out = String::new();
    let mut rest = row;
    while let Some(point) = rest.find('.') {
        let tail = &rest[point + 1..];
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let kept = tail[..digits].trim_end_matches('0');
        out.push_str(&rest[..point]);
        if !kept.is_empty() || digits == 0 {
            out.push('.');
        }
        out.push_str(kept);
        rest = &tail[digits..];
    }
    out.push_str(rest);
    out.replace("1 mon", "30 days").replace("-0", "0").replace("1 day", "24:00:00")
}

fn near_row(x: &str, y: &str, doubles: &[bool]) -> bool {
    let near = |x: &str, y: &str| {
        x == y
            || match (x.parse::<f64>(), y.parse::<f64>()) {
                (Ok(x), Ok(y)) => (x - y).abs() <= 1e-9 * x.abs().max(y.abs()).max(1.0),
                _ => false,
            }
    };
    let (x, y): (Vec<&str>, Vec<&str>) = (x.split('|').collect(), y.split('|').collect());
    let fits = |(i, (x, y)): (usize, (&&str, &&str))| if doubles.get(i) == Some(&true) { near(x, y) } else { x == y };
    x.len() == y.len() && x.iter().zip(&y).enumerate().all(fits)
}

/// Rows are paired however their doubles sort.
fn close(a: &[String], b: &[String], doubles: &[bool]) -> bool {
    let mut left: Vec<&String> = b.iter().collect();
    a.iter().all(|x| match left.iter().position(|y| near_row(x, y, doubles)) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}
