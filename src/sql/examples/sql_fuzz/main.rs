//! Differential fuzzing against PostgreSQL: seeded schemas and statements of our dialect, asked of both.
//!
//! `cargo run -p sql --profile drive --example sql_fuzz -- SEED QUERIES [PSQL]`, where PSQL is the shell command that reads a script on
//! standard input (`su postgres -c "psql -X -q …"` by default). Prints each statement whose answers differ, and at the end how many
//! were asked, how many mismatch, and how many differ in a way that is known: [`oracle::Known`] lists those with their reasons.
//! Rows are compared as bags, as lists where ORDER BY names every column; doubles to nine digits.

mod change;
mod grammar;
mod oracle;
#[allow(dead_code)] // The tests of laws use the rest.
mod query;
mod schema;
mod shapes;
mod templates;

use base::{Budget, Rng};
use oracle::{Answer, Known, Query, Verdict, ask, ours, same};
use sql::Database;
use std::collections::BTreeMap;

/// Statements to a schema.
const BATCH: usize = 250;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: u64| args.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seed, wanted) = (number(0, 1), number(1, 1000) as usize);
    let psql = args.get(2).cloned().unwrap_or_else(|| oracle::PSQL.to_owned());
    let (mut asked, mut mismatches, mut refused) = (0, 0, 0);
    let mut known: BTreeMap<Known, usize> = BTreeMap::new();
    let mut batch = 0;
    while asked < wanted {
        let mut rng = Rng::new(seed.wrapping_mul(1_000_003).wrapping_add(batch));
        batch += 1;
        let (tables, setup) = schema::schema(&mut rng);
        let statements = statements(&mut rng, &tables, BATCH.min(wanted - asked));
        let theirs = ask(&psql, seed, &setup, &statements);
        let mut db = Database::new();
        db.run(&setup, &Budget::unlimited());
        for (query, theirs) in statements.iter().zip(&theirs) {
            asked += 1;
            let ours = ours(&mut db, &query.text);
            refused += usize::from(matches!(theirs, Answer::Error(_)));
            let mut verdict = same(query, &ours, theirs);
            // Which rows PostgreSQL takes without sorting is its own; that they are rows of the query is not.
            if verdict == Verdict::Known(Known::UnsortedGroupingSets)
                && let Some(text) = oracle::unlimited(&query.text)
                && !oracle::within(theirs, &oracle::ours(&mut db, text))
            {
                verdict = Verdict::Differ;
            }
            match verdict {
                Verdict::Same => {}
                Verdict::Known(reason) => *known.entry(reason).or_default() += 1,
                Verdict::Differ => {
                    mismatches += 1;
                    println!("-- batch {batch}\n{};\n-- ours:   {ours}\n-- theirs: {theirs}\n", query.text);
                }
            }
            // From here on the tables would differ.
            if query.changes && verdict != Verdict::Same {
                break;
            }
        }
    }
    let listed: Vec<String> =
        Known::ALL.iter().map(|(reason, name)| format!("{} {name}", known.get(reason).unwrap_or(&0))).collect();
    println!(
        "{asked} statements, {mismatches} mismatches; known: {}; {refused} refused by PostgreSQL",
        listed.join(", ")
    );
    if mismatches > 0 {
        std::process::exit(1);
    }
}

/// Queries, and now and then a few changes in a transaction.
fn statements(rng: &mut Rng, tables: &[schema::Table], count: usize) -> Vec<Query> {
    let mut out = Vec::new();
    while out.len() < count {
        if rng.below(40) == 0 {
            out.extend(change::session(rng, tables));
        } else {
            let (text, ordered) = query::Maker::new(rng, tables).statement();
            out.push(Query { text, ordered, changes: false });
        }
    }
    out.truncate(count);
    out
}
