//! `datelier bench`: the timed work of each engine, natively, in milliseconds of CPU-bound wall time: the best of five.

use crate::failure::Failure;
use base::Budget;
use lexopt::prelude::*;
use shell::{Machine, Script};
use sql::Database;
use std::fmt::Write;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

const RUNS: u32 = 5;

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut engine = None;
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) if engine.is_none() => engine = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match engine.as_deref() {
        Some("sql") => sql(),
        Some("shell") => shell(),
        Some("vim") => vim(),
        _ => return Err(Failure::usage("bench needs sql, shell or vim")),
    }
    Ok(ExitCode::SUCCESS)
}

fn time(name: &str, mut work: impl FnMut()) {
    let best = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    println!("{name:20} {:10.3} ms", best.as_secs_f64() * 1000.0);
}

/// 100,000 orders and 1,000 customers.
const TABLES: &str = "
CREATE TABLE customers (id integer, city text);
INSERT INTO customers SELECT i, 'city ' || i % 50 FROM generate_series(1, 1000) AS g(i);
CREATE TABLE orders (id integer, customer integer, amount double precision, note text);
INSERT INTO orders SELECT i, i * 7919 % 1000 + 1, i * 104729 % 100000 / 100.0, 'note ' || i * 31 % 9973
  FROM generate_series(1, 100000) AS g(i);
";

const QUERIES: [(&str, &str); 5] = [
    ("filter", "SELECT count(*) FROM orders WHERE note LIKE '%77%' AND amount > 100"),
    ("group", "SELECT customer, sum(amount), count(*) FROM orders GROUP BY customer"),
    ("join", "SELECT c.city, sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer GROUP BY c.city"),
    ("top-10", "SELECT id, amount FROM orders ORDER BY amount DESC, id LIMIT 10"),
    ("count distinct", "SELECT count(DISTINCT note) FROM orders"),
];

fn sql() {
    let budget = Budget::unlimited();
    let mut database = Database::new();
    let failed = |outcomes: &[sql::Outcome]| outcomes.iter().find_map(|outcome| outcome.error().cloned());
    let outcomes = database.run(TABLES, &budget);
    if let Some(error) = failed(&outcomes) {
        println!("{:20} {}", "tables", crate::words::say(&error));
        return;
    }
    for (name, query) in QUERIES {
        let outcomes = database.run(query, &budget);
        match failed(&outcomes) {
            Some(error) => println!("{name:20} {}", crate::words::say(&error)),
            None => time(name, || {
                black_box(database.run(query, &budget));
            }),
        }
    }
}

/// Over 100,000 lines of CSV, about 3 MB.
const TASKS: [(&str, &str); 8] = [
    ("loop", "i=0; s=0; while ((i < 100000)); do ((s += i, i++)); done; echo $s"),
    ("awk sum", "awk -F, '{ s[$2] += $3 } END { for (k in s) print k, s[k] }' data.csv | sort | head -3"),
    ("grep", "grep -cE 'note 7[0-9]+7$' data.csv"),
    ("sort", "sort -t, -k3,3n data.csv | tail -1"),
    ("sed", "sed 's/note \\([0-9]*\\)/\\1!/' data.csv | tail -1"),
    ("cut uniq", "cut -d, -f2 data.csv | sort | uniq -c | sort -rn | head -1"),
    ("tr wc", "tr a-z A-Z < data.csv | wc"),
    ("read loop", "n=0; while IFS=, read -r a b c d; do n=$((n + 1)); done < data.csv; echo $n"),
];

fn shell() {
    let mut data = String::new();
    for i in 1..=100_000_u64 {
        // Writing to a text cannot fail.
        let _ = writeln!(data, "{i},{},{},note {}", i * 7919 % 1000, i * 104_729 % 100_000, i * 31 % 9973);
    }
    let mut machine = Machine::default();
    machine.run_script(
        &Script { files: vec![("data.csv".to_owned(), data.into_bytes())], ..Script::new("true") },
        &Budget::unlimited(),
    );
    for (name, task) in TASKS {
        let script = Script::new(task);
        let done = machine.run_script(&script, &Budget::unlimited());
        if done.exit == 0 {
            time(name, || {
                black_box(machine.run_script(&script, &Budget::unlimited()));
            });
        } else {
            println!("{name:20} {}", String::from_utf8_lossy(&done.stderr).trim());
        }
    }
}

/// Keys in a text of 10,000 lines; the time is for 100 of them.
const KEYS: [(&str, &str); 6] =
    [("j", "j"), ("w", "w"), ("x u", "xu"), ("dd p", "ddp"), ("A x Esc", "Ax<Esc>"), ("/ Enter", "/line 9000<CR>")];

fn vim() {
    for (name, keys) in KEYS {
        let mut editor = ::vim::Editor::new((0..10_000).map(|i| format!("line {i}: the quick brown fox")));
        time(&format!("100 x {name}"), || {
            for _ in 0..100 {
                black_box(editor.feed_notation(keys));
            }
        });
    }
}
