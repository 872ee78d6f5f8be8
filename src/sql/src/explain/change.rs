//! EXPLAIN of a statement that changes rows: what it reads, under what it does. With ANALYZE it is carried out.

use super::PlanTree;
use super::tree::tree;
use crate::Result;
use crate::database::{Outcome, Session};
use crate::optimise::optimise;
use crate::parse::{Statement, strip_tags, unsupported};
use base::Budget;
use sqlparser::ast;

/// The plan of INSERT, UPDATE or DELETE.
pub(super) fn explain(
    session: &mut Session,
    statement: &Statement,
    inner: &ast::Statement,
    analyze: bool,
    budget: &Budget,
) -> Result<Outcome> {
    let (operator, query) = reads(inner)?;
    let children = match query {
        None => vec![],
        Some(query) => {
            let bound = session.bind_query(statement, &query)?;
            let view = session.view();
            let context = session.context(&view, budget);
            vec![tree(&optimise(bound.plan, &context), None)]
        }
    };
    let estimate = children.first().map_or(1, |child| child.estimate);
    let mut rows = None;
    if analyze {
        rows = Some(match session.dispatch(statement, inner, budget)? {
            Outcome::Affected { count, .. } => count,
            Outcome::Rows(table) => table.rows.len() as u64,
            _ => 0,
        });
    }
    Ok(Outcome::Plan(PlanTree { operator, details: vec![], estimate, rows, steps: None, children }))
}

/// The operator, and the query whose rows it works on.
fn reads(inner: &ast::Statement) -> Result<(String, Option<ast::Query>)> {
    use ast::Statement as S;
    Ok(match inner {
        S::Insert(insert) => {
            let source = insert.source.as_deref().cloned();
            (format!("Insert on {}", strip_tags(&insert.table_name.to_string())), source)
        }
        S::Update { table, from, selection, .. } => {
            let mut tables = vec![table.clone()];
            tables.extend(from.clone());
            (format!("Update on {}", named(table)), Some(all_of(tables, selection.clone())))
        }
        S::Delete(delete) => {
            let (ast::FromTable::WithFromKeyword(from) | ast::FromTable::WithoutKeyword(from)) = &delete.from;
            let mut tables = from.clone();
            tables.extend(delete.using.iter().flatten().cloned());
            let name = from.first().map(named).unwrap_or_default();
            (format!("Delete on {name}"), Some(all_of(tables, delete.selection.clone())))
        }
        _ => return Err(unsupported("EXPLAIN")),
    })
}

fn named(table: &ast::TableWithJoins) -> String {
    strip_tags(&table.relation.to_string())
}

/// `SELECT * FROM tables WHERE selection`
fn all_of(from: Vec<ast::TableWithJoins>, selection: Option<ast::Expr>) -> ast::Query {
    let select = ast::Select {
        distinct: None,
        top: None,
        top_before_distinct: false,
        projection: vec![ast::SelectItem::Wildcard(ast::WildcardAdditionalOptions::default())],
        into: None,
        from,
        lateral_views: vec![],
        prewhere: None,
        selection,
        group_by: ast::GroupByExpr::Expressions(vec![], vec![]),
        cluster_by: vec![],
        distribute_by: vec![],
        sort_by: vec![],
        having: None,
        named_window: vec![],
        qualify: None,
        window_before_qualify: false,
        value_table_mode: None,
        connect_by: None,
    };
    ast::Query {
        with: None,
        body: Box::new(ast::SetExpr::Select(Box::new(select))),
        order_by: None,
        limit: None,
        limit_by: vec![],
        offset: None,
        fetch: None,
        locks: vec![],
        for_clause: None,
        settings: None,
        format_clause: None,
    }
}
