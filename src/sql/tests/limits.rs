//! Nothing a learner types makes the engine panic, hang or overflow the stack.

use base::Budget;
use sql::{Database, Outcome};

fn code(script: &str, budget: u64) -> String {
    let outcomes = Database::new().run(script, &Budget::new(budget));
    match outcomes.last() {
        Some(Outcome::Failed(error)) => error.code.clone(),
        _ => String::new(),
    }
}

#[test]
fn a_cross_join_of_any_size_stops_with_its_budget() {
    let script = "CREATE TABLE t AS SELECT x FROM generate_series(1, 100000) x; SELECT count(*) FROM t a, t b";
    let mut db = Database::new();
    let outcomes = db.run(script, &Budget::new(5_000_000));
    assert_eq!(outcomes[1].error().unwrap().code, "57014");
    // The data is still there.
    let again = db.run("SELECT count(*) FROM t", &Budget::new(5_000_000));
    assert!(again[0].rows().is_some());
}

#[test]
fn endless_recursion_and_deep_nesting_are_refused() {
    assert_eq!(
        code("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r", 1_000_000),
        "57014"
    );
    let deep = format!("SELECT {}1{}", "(".repeat(3000), ")".repeat(3000));
    assert_eq!(code(&deep, 1_000_000), "54001");
    let chain = format!("SELECT {}", vec!["true"; 2000].join(" AND "));
    assert_eq!(code(&chain, 1_000_000), "");
}

#[test]
fn a_predicate_cuts_a_table_in_three() {
    // TLP: rows where p, where NOT p, and where p is unknown are all the rows.
    let mut db = Database::new();
    let budget = Budget::unlimited();
    db.run(
        "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL), (NULL, 'y'), (3, 'x'), (NULL, NULL)",
        &budget,
    );
    for p in [
        "a > 1",
        "b = 'x'",
        "a IN (1, NULL)",
        "b LIKE 'x%' OR a < 3",
        "a > 1 AND b = 'x'",
        "NOT (a = 2 OR b = 'y')",
        "a = ANY (SELECT a FROM t)",
    ] {
        let script = format!(
            "SELECT (SELECT count(*) FROM t WHERE {p}) + (SELECT count(*) FROM t WHERE NOT ({p})) + (SELECT count(*) FROM t WHERE ({p}) IS NULL)"
        );
        let outcomes = db.run(&script, &budget);
        assert_eq!(outcomes[0].rows().unwrap().rows[0][0], base::Cell::Int(5), "{p}");
    }
}
