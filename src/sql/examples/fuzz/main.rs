//! Differential fuzzing against PostgreSQL: seeded schemas and queries of our dialect, asked of both.
//!
//! `cargo run -p sql --example fuzz -- SEED QUERIES [PSQL]`, where PSQL is the shell command that reads a script on standard input
//! (`su postgres -c "psql -X -q …"` by default). Prints each query whose answers differ, and at the end
//! `N queries, M mismatches, E errors by data`. Rows are compared as bags, doubles to nine digits. What an optimiser may decide, whether
//! a row that is not needed is divided by zero, is no mismatch: errors by data (SQLSTATE class 22 and 21) count apart.

mod grammar;
mod oracle;
#[allow(dead_code)] // The tests of laws use the rest.
mod query;
mod schema;

use base::{Budget, Rng};
use oracle::{Answer, ask, ours, same};
use sql::Database;

/// Queries to a schema.
const BATCH: usize = 100;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: u64| args.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seed, wanted) = (number(0, 1), number(1, 1000) as usize);
    let psql = args.get(2).cloned().unwrap_or_else(|| oracle::PSQL.to_owned());
    let (mut asked, mut mismatches, mut by_data, mut errors) = (0, 0, 0, 0);
    let mut batch = 0;
    while asked < wanted {
        let mut rng = Rng::new(seed.wrapping_mul(1_000_003).wrapping_add(batch));
        batch += 1;
        let (tables, setup) = schema::schema(&mut rng);
        let queries: Vec<String> = {
            let mut maker = query::Maker::new(&mut rng, &tables);
            (0..BATCH.min(wanted - asked)).map(|_| maker.statement()).collect()
        };
        let theirs = ask(&psql, &setup, &queries);
        let mut db = Database::new();
        db.run(&setup, &Budget::unlimited());
        for (query, theirs) in queries.iter().zip(&theirs) {
            asked += 1;
            let ours = ours(&mut db, query);
            errors += usize::from(matches!(theirs, Answer::Error(_)));
            match same(&ours, theirs) {
                oracle::Verdict::Same => {}
                oracle::Verdict::ByData => by_data += 1,
                oracle::Verdict::Differ => {
                    mismatches += 1;
                    println!("-- batch {batch}\n{query};\n-- ours:   {ours}\n-- theirs: {theirs}\n");
                }
            }
        }
    }
    println!("{asked} queries, {mismatches} mismatches, {by_data} errors by data ({errors} refused by PostgreSQL)");
    if mismatches > 0 {
        std::process::exit(1);
    }
}
