//! Laws that hold whatever the data: a query parts into where p, where NOT p and where p IS NULL (TLP, Rigger and Su 2020); and
//! the truth tables of three-valued logic. Seeds are fixed.

#[path = "../examples/sql_fuzz/grammar.rs"]
#[allow(dead_code)] // The fuzzer uses all of it.
mod grammar;
#[path = "../examples/sql_fuzz/query.rs"]
#[allow(dead_code)] // The same.
mod query;
#[path = "../examples/sql_fuzz/schema.rs"]
#[allow(dead_code)] // The same.
mod schema;
#[path = "../examples/sql_fuzz/shapes.rs"]
#[allow(dead_code)] // The same.
mod shapes;
#[path = "../examples/sql_fuzz/templates.rs"]
mod templates;

use base::{Budget, Cell, Rng};
use sql::{Database, Outcome};

fn rows(db: &mut Database, query: &str) -> Option<Vec<String>> {
    match db.run(query, &Budget::new(200_000_000)).pop() {
        Some(Outcome::Rows(table)) => {
            let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            Some(rows)
        }
        // A row that one query divides by zero on, another may not look at.
        Some(Outcome::Failed(error)) if error.code.starts_with("22") || error.code.starts_with("21") => None,
        other => panic!("{query}\n{other:?}"),
    }
}

#[test]
fn a_query_parts_in_three() {
    let mut compared = 0;
    for seed in 0..12 {
        let mut rng = Rng::new(seed);
        let (tables, setup) = schema::schema(&mut rng);
        let mut db = Database::new();
        db.run(&setup, &Budget::unlimited());
        let mut maker = query::Maker::new(&mut rng, &tables);
        for _ in 0..25 {
            let (columns, from, p) = maker.partition();
            let whole = rows(&mut db, &format!("SELECT {columns} FROM {from}"));
            let parts = format!(
                "SELECT {columns} FROM {from} WHERE {p} UNION ALL SELECT {columns} FROM {from} WHERE NOT ({p}) \
                 UNION ALL SELECT {columns} FROM {from} WHERE ({p}) IS NULL"
            );
            let parts = rows(&mut db, &parts);
            if let (Some(whole), Some(parts)) = (whole, parts) {
                assert_eq!(whole, parts, "seed {seed}: SELECT {columns} FROM {from} WHERE {p}");
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn logic_has_three_values() {
    let mut db = Database::new();
    let values = ["true", "false", "NULL::boolean"];
    let laws = [
        "(NOT (p AND q)) IS NOT DISTINCT FROM (NOT p OR NOT q)",
        "(NOT (p OR q)) IS NOT DISTINCT FROM (NOT p AND NOT q)",
        "(p AND q) IS NOT DISTINCT FROM (q AND p)",
        "(p OR q) IS NOT DISTINCT FROM (q OR p)",
        "(p AND (q OR r)) IS NOT DISTINCT FROM ((p AND q) OR (p AND r))",
        "(p OR (q AND r)) IS NOT DISTINCT FROM ((p OR q) AND (p OR r))",
        "(NOT NOT p) IS NOT DISTINCT FROM p",
        "(p AND true) IS NOT DISTINCT FROM p AND (p OR false) IS NOT DISTINCT FROM p",
        "(p AND false) = false AND (p OR true) = true",
        "(p = q) IS NOT DISTINCT FROM ((p AND q) OR (NOT p AND NOT q))",
        "(p IN (q, r)) IS NOT DISTINCT FROM (p = q OR p = r)",
        "(p NOT IN (q, r)) IS NOT DISTINCT FROM (p <> q AND p <> r)",
        "(p BETWEEN q AND r) IS NOT DISTINCT FROM (p >= q AND p <= r)",
        "(CASE WHEN p THEN q ELSE r END) IS NOT DISTINCT FROM ((p IS TRUE AND q) OR (p IS NOT TRUE AND r))",
        "(p IS TRUE) OR (p IS FALSE) OR (p IS UNKNOWN)",
        "COALESCE(p, q) IS NOT DISTINCT FROM CASE WHEN p IS NULL THEN q ELSE p END",
        "NULLIF(p, q) IS NOT DISTINCT FROM CASE WHEN p = q THEN NULL ELSE p END",
        "(p = ANY (ARRAY[q, r])) IS NOT DISTINCT FROM (p = q OR p = r)",
        "(p <> ALL (ARRAY[q, r])) IS NOT DISTINCT FROM (p <> q AND p <> r)",
    ];
    let list: Vec<String> = values.iter().map(|value| format!("({value})")).collect();
    let list = list.join(", ");
    for law in laws {
        // As constants that are folded, and over rows.
        let query = format!(
            "SELECT p, q, r FROM (VALUES {list}) a(p), (VALUES {list}) b(q), (VALUES {list}) c(r) WHERE ({law}) IS NOT TRUE"
        );
        assert_eq!(rows(&mut db, &query), Some(vec![]), "{law}");
        for p in values {
            for q in values {
                for r in values {
                    let folded: String = law
                        .split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                        .map(|word| match word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                            "p" => word.replacen('p', p, 1),
                            "q" => word.replacen('q', q, 1),
                            "r" => word.replacen('r', r, 1),
                            _ => word.to_owned(),
                        })
                        .collect();
                    let outcome = db.run(&format!("SELECT {folded}"), &Budget::unlimited()).pop();
                    let Some(Outcome::Rows(table)) = outcome else { panic!("{folded}: {outcome:?}") };
                    assert_eq!(table.rows[0][0], Cell::Bool(true), "{folded}");
                }
            }
        }
    }
}
