//! EXPLAIN: plans as plain data, for text and for the page's picture. The shapes are ours; the words are PostgreSQL's.

mod change;
mod names;
mod render;
mod tree;
mod write;

pub use tree::PlanTree;

use crate::Result;
use crate::database::{Outcome, Session};
use crate::execute::{Stats, open};
use crate::optimise::optimise;
use crate::parse::{Statement, unsupported};
use base::Budget;
use sqlparser::ast;

/// EXPLAIN, EXPLAIN ANALYZE.
pub(crate) fn explain(
    session: &mut Session,
    statement: &Statement,
    inner: &ast::Statement,
    analyze: bool,
    _verbose: bool,
    format: bool,
    budget: &Budget,
) -> Result<Outcome> {
    if format {
        return Err(unsupported("EXPLAIN (FORMAT …)"));
    }
    let ast::Statement::Query(query) = inner else {
        return change::explain(session, statement, inner, analyze, budget);
    };
    let bound = session.bind_query(statement, query)?;
    let view = session.view();
    let stats = Stats::default();
    let mut context = session.context(&view, budget);
    let plan = optimise(bound.plan, &context);
    if analyze {
        context.stats = Some(&stats);
        let mut operator = open(&plan, &context)?;
        while let Some(batch) = operator.next(&context)? {
            budget.spend(batch.rows as u64 / 64 + 1)?;
        }
    }
    Ok(Outcome::Plan(tree::tree(&plan, analyze.then_some(&stats))))
}

#[cfg(test)]
mod tests {
    use crate::{Database, Outcome};
    use base::Budget;

    #[test]
    fn plans_name_their_columns() {
        let mut database = Database::new();
        let script = "CREATE TABLE a (id int, x text); CREATE TABLE b (id int, y int);
            EXPLAIN WITH big AS (SELECT id, max(y) AS most FROM b GROUP BY id)
            SELECT x, count(*) FROM a JOIN big ON a.id = big.id AND most > a.id GROUP BY x ORDER BY 2 DESC LIMIT 3";
        let Some(Outcome::Plan(plan)) = database.run(script, &Budget::unlimited()).pop() else { panic!() };
        let text = plan.lines().join("\n");
        for said in [
            "Sort Key: count(*) DESC",
            "Hash Cond: (a.id = b.id)",
            "Join Filter: (max(y) > a.id)",
            "Group Key: x",
            "Aggregates: max(y)",
            "Columns: 2 of 2 (id, y)",
        ] {
            assert!(text.contains(said), "{said} in\n{text}");
        }
    }

    #[test]
    fn many_semi_joins_are_named_at_once() {
        // Work that doubled with each of them would not end.
        let exists: Vec<String> =
            (0..60).map(|n| format!("EXISTS (SELECT 1 FROM b WHERE b.x = a.x AND b.y <> {n})")).collect();
        let script = format!(
            "CREATE TABLE a (x int); CREATE TABLE b (x int, y int); EXPLAIN SELECT * FROM a WHERE {}",
            exists.join(" AND ")
        );
        let Some(Outcome::Plan(plan)) = Database::new().run(&script, &Budget::unlimited()).pop() else { panic!() };
        assert!(plan.lines().join("\n").contains("Hash Cond: (a.x = b.x)"));
    }
}
