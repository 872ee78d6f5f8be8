//! `datelier sql --probe`: the dialect as a table, a line a spec file: statements that answer as PostgreSQL was recorded to.

use crate::failure::Failure;
use crate::folder;
use base::Budget;
use sql::{Database, Outcome};
use std::path::Path;
use std::process::ExitCode;

/// Prints the table for the spec files below `root`, each an `.sql` with an `.out` beside it.
pub(super) fn run(root: &Path) -> Result<ExitCode, Failure> {
    let files = folder::walk(root)?;
    let text = |wanted: &str| {
        let found = files.iter().find(|(path, _)| path == wanted);
        found.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    let (mut all, mut good) = (0, 0);
    for (name, bytes) in files.iter().filter_map(|(path, bytes)| Some((path.strip_suffix(".sql")?, bytes))) {
        let Some(recorded) = text(&format!("{name}.out")) else { continue };
        let (passed, total) = play(&String::from_utf8_lossy(bytes), &recorded);
        println!("{name:32} {passed:4} of {total:4}");
        all += total;
        good += passed;
    }
    println!("{:32} {good:4} of {all:4}", "all");
    Ok(ExitCode::SUCCESS)
}

/// How many statements give the lines that come next in the record, and how many there are.
fn play(script: &str, recorded: &str) -> (usize, usize) {
    let mut rest: Vec<&str> = recorded.lines().collect();
    let answers: Vec<Vec<String>> =
        Database::new().run(script, &Budget::new(1_000_000_000)).iter().map(lines).collect();
    let mut passed = 0;
    for (at, answer) in answers.iter().enumerate() {
        let fits =
            |rest: &[&str], lines: &[String]| rest.len() >= lines.len() && lines.iter().zip(rest).all(|(a, b)| a == b);
        if fits(&rest, answer) {
            rest.drain(..answer.len());
            passed += 1;
            continue;
        }
        // Go on where the next answer stands.
        let next = answers[at + 1..].iter().find(|answer| !answer.is_empty());
        let resume = next.and_then(|next| (0..rest.len()).find(|from| fits(&rest[*from..], next)));
        rest.drain(..resume.unwrap_or(rest.len().min(answer.len())));
    }
    (passed, answers.len())
}

/// What psql prints, unaligned.
fn lines(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Rows(table) => {
            let heading = table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join("|");
            let rows =
                table.rows.iter().map(|row| row.iter().map(sql::value::write_cell).collect::<Vec<_>>().join("|"));
            let whole: Vec<String> = std::iter::once(heading).chain(rows).collect();
            whole.iter().flat_map(|row| row.split('\n')).map(str::to_owned).collect()
        }
        Outcome::Failed(error) => vec![format!("ERROR:  {}", error.code)],
        Outcome::Plan(plan) => plan.lines(),
        Outcome::Affected { .. } | Outcome::Warned { .. } => vec![],
    }
}
