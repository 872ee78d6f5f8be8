//! `sql-clause`: patterns in the tree of a query, whatever its spelling.

mod walk;

use sqlparser::ast::{BinaryOperator, Expr, JoinOperator, Value};
use walk::Parts;

/// Whether a clause of the script has the pattern. A script that cannot be parsed has none.
///
/// Clauses and patterns are those that `content/README` lists; an unknown one is never found.
pub(crate) fn has(script: &str, clause: &str, pattern: &str) -> bool {
    sql::split_statements(script).into_iter().any(|span| {
        sql::parse::parse(script, span).is_ok_and(|statement| {
            let mut parts = Parts::default();
            parts.statement(&statement.ast, clause);
            found(&parts, pattern)
        })
    })
}

fn found(parts: &Parts, pattern: &str) -> bool {
    let any = |test: &dyn Fn(&Expr) -> bool| parts.expressions.iter().any(|expr| test(expr));
    match pattern.split_once(':').unwrap_or((pattern, "")) {
        ("present", _) => parts.present,
        ("or-beside-and-without-parentheses", _) => any(&or_beside_and),
        ("equals-null", _) => any(&equals_null),
        ("select-star", _) => parts.star,
        ("distinct", _) => parts.distinct,
        ("subquery", _) => parts.subquery,
        ("union", _) => parts.union,
        ("window", _) => any(&|expr| matches!(expr, Expr::Function(function) if function.over.is_some())),
        ("function", name) => any(&|expr| calls(expr, name)),
        ("operator", name) => any(&|expr| uses(expr, name)),
        ("join", kind) => parts.joins.iter().any(|join| joins(join, kind)),
        _ => false,
    }
}

/// `a AND b OR c`: AND binds tighter, which is rarely meant.
fn or_beside_and(expr: &Expr) -> bool {
    let is = |expr: &Expr, wanted: &BinaryOperator| matches!(expr, Expr::BinaryOp { op, .. } if op == wanted);
    match expr {
        Expr::BinaryOp { left, op: BinaryOperator::Or, right } => {
            is(left, &BinaryOperator::And) || is(right, &BinaryOperator::And)
        }
        _ => false,
    }
}

/// `a = NULL`: never true.
fn equals_null(expr: &Expr) -> bool {
    let null = |expr: &Expr| matches!(expr, Expr::Value(Value::Null));
    match expr {
        Expr::BinaryOp { left, op: BinaryOperator::Eq | BinaryOperator::NotEq, right } => null(left) || null(right),
        _ => false,
    }
}

fn calls(expr: &Expr, name: &str) -> bool {
    match expr {
        Expr::Function(function) => {
            function.name.0.last().is_some_and(|ident| sql::parse::name(ident).eq_ignore_ascii_case(name))
        }
        // Functions with a grammar of their own.
        Expr::Extract { .. } => name == "extract",
        Expr::Substring { .. } => name == "substring",
        Expr::Trim { .. } => name == "trim",
        Expr::Position { .. } => name == "position",
        Expr::Overlay { .. } => name == "overlay",
        Expr::Ceil { .. } => name == "ceil" || name == "ceiling",
        Expr::Floor { .. } => name == "floor",
        Expr::Cast { .. } => name == "cast",
        _ => false,
    }
}

fn uses(expr: &Expr, name: &str) -> bool {
    let negated_name =
        |plain: &str, negated: bool| name == plain || (negated && name.strip_prefix("not-") == Some(plain));
    match expr {
        Expr::BinaryOp { op, .. } => op.to_string().eq_ignore_ascii_case(name),
        Expr::UnaryOp { op, .. } => op.to_string().eq_ignore_ascii_case(name),
        Expr::InList { negated, .. } | Expr::InSubquery { negated, .. } => negated_name("in", *negated),
        Expr::Between { negated, .. } => negated_name("between", *negated),
        Expr::Like { negated, .. } => negated_name("like", *negated),
        Expr::ILike { negated, .. } => negated_name("ilike", *negated),
        Expr::SimilarTo { negated, .. } => negated_name("similar-to", *negated),
        Expr::Exists { negated, .. } => negated_name("exists", *negated),
        Expr::IsNull(_) => name == "is-null",
        Expr::IsNotNull(_) => name == "is-not-null",
        Expr::IsDistinctFrom(..) => name == "is-distinct-from",
        Expr::IsNotDistinctFrom(..) => name == "is-not-distinct-from",
        Expr::Case { .. } => name == "case",
        Expr::Cast { .. } => name == "::",
        _ => false,
    }
}

fn joins(join: &JoinOperator, kind: &str) -> bool {
    match join {
        JoinOperator::Inner(_) => kind == "inner",
        JoinOperator::LeftOuter(_) => kind == "left",
        JoinOperator::RightOuter(_) => kind == "right",
        JoinOperator::FullOuter(_) => kind == "full",
        JoinOperator::CrossJoin => kind == "cross",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn patterns_are_found_in_their_clause_only() {
        let query = "SELECT *, count(x) OVER () FROM t LEFT JOIN u ON t.a = u.a WHERE a = 1 AND b = 2 OR c = NULL";
        for (clause, pattern, expected) in [
            ("where", "or-beside-and-without-parentheses", true),
            ("any", "or-beside-and-without-parentheses", true),
            ("having", "or-beside-and-without-parentheses", false),
            ("having", "present", false),
            ("where", "present", true),
            ("where", "equals-null", true),
            ("select", "select-star", true),
            ("select", "function:count", true),
            ("where", "function:count", false),
            ("select", "window", true),
            ("from", "join:left", true),
            ("from", "join:inner", false),
            ("where", "operator:=", true),
            ("where", "operator:between", false),
            ("any", "no-such-pattern", false),
        ] {
            assert_eq!(has(query, clause, pattern), expected, "{clause} {pattern}");
        }
    }

    #[test]
    fn parentheses_and_spelling_matter_as_they_mean() {
        let or = |query: &str| has(query, "where", "or-beside-and-without-parentheses");
        assert!(!or("select 1 from t where a and (b or c)"));
        assert!(!or("select 1 from t where (a and b) or c"));
        assert!(or("select 1 from t where x or\n b aNd c"));
        assert!(or("with q as (select 1 from t where a and b or c) select * from q"));
        assert!(or("select 1 from t where a in (select b from u where c or d and e)"));
        assert!(!or("select from where ("));
    }

    #[test]
    fn other_clauses() {
        assert!(has("select a from t group by a having count(*) > 1 order by a desc limit 3", "limit", "present"));
        assert!(has("select a from t order by upper(a)", "order-by", "function:upper"));
        assert!(has("select distinct a from t", "select", "distinct"));
        assert!(has("select a from t union select b from u", "any", "union"));
        assert!(has("select a from t where x not between 1 and 2", "where", "operator:not-between"));
        assert!(has("select (select 1)", "select", "subquery"));
        assert!(has("insert into t select a from u where a is null", "where", "operator:is-null"));
        assert!(has("with q as (select 1) select * from q", "with", "present"));
    }
}
