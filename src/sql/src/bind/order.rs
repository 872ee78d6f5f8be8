//! ORDER BY over the rows of a set operation or of VALUES: by the columns' names or positions only.

use super::{Binder, Bound, Clause, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::parse::name;
use crate::plan::{Expr, Node, Plan, SortKey};
use sqlparser::ast;

/// The position an ORDER BY or GROUP BY item names, if it is a number.
pub(super) fn position(ast: &ast::Expr) -> Option<i64> {
    let ast::Expr::Value(ast::Value::Number(n, _)) = ast else { return None };
    span::digits(n).parse().ok()
}

impl Binder<'_> {
    pub(super) fn order_output(
        &mut self,
        bound: Bound,
        order: &[ast::OrderByExpr],
        query: &ast::Query,
    ) -> Result<Bound> {
        let mut keys: Vec<SortKey> = Vec::new();
        for item in order {
            let at = span::of(&item.expr, self.places);
            let index = match (&item.expr, position(&item.expr)) {
                (_, Some(n)) => {
                    let index = usize::try_from(n - 1).ok().filter(|index| *index < bound.columns.len());
                    index.ok_or_else(|| {
                        Error::from(Bind::PositionOutOfRange).with("clause", "ORDER BY").with("position", n).at(at)
                    })?
                }
                (ast::Expr::Identifier(ident), None) => {
                    let wanted = name(ident);
                    let found = bound.columns.iter().position(|(known, _)| *known == wanted);
                    found.ok_or_else(|| {
                        let error = Error::from(Bind::UndefinedColumn).with("name", wanted.clone());
                        match super::nearest(&wanted, bound.columns.iter().map(|(known, _)| known.as_str())) {
                            Some(hint) => error.with("suggestion", hint).at(at),
                            None => error.at(at),
                        }
                    })?
                }
                (ast::Expr::Value(_), None) => {
                    return Err(Error::from(Bind::NonIntegerPosition).with("clause", "ORDER BY").at(at));
                }
                _ => return Err(Error::from(Bind::SetOperationOrder).at(at)),
            };
            let expr = Expr::column(index, bound.plan.types[index].clone());
            keys.push(self.sort_key(expr, item)?);
        }
        self.level().clause = Clause::OrderBy;
        let mut plan = bound.plan;
        if !keys.is_empty() {
            let types = plan.types.clone();
            plan = Plan::new(Node::Sort { input: Box::new(plan), keys: keys.clone(), top: None }, types);
        }
        let plan = self.limited(plan, query, Some(keys))?;
        Ok(Bound { plan, columns: bound.columns })
    }
}
