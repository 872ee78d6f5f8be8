//! Functions in FROM: generate_series, unnest… WITH ORDINALITY; a scalar function gives one row.

use super::{Binder, Clause, Scope};
use crate::Result;
use crate::execute::set_returning;
use crate::parse::{name, unsupported};
use crate::plan::{Expr, Kind, Node, Plan, SetCall};
use crate::types::Type;
use base::Span;
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr};

impl Binder<'_> {
    /// `function(args) [WITH ORDINALITY] [AS alias(columns)]`
    pub(super) fn table_function(
        &mut self,
        function: &str,
        args: &[FunctionArg],
        ordinality: bool,
        alias: Option<&ast::TableAlias>,
        at: Option<Span>,
    ) -> Result<(Plan, Scope)> {
        let clause = std::mem::replace(&mut self.level().clause, Clause::From);
        let bound = args
            .iter()
            .map(|arg| match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => self.expr(expr),
                other => Err(unsupported(other.to_string()).at(at)),
            })
            .collect::<Result<Vec<_>>>();
        self.level().clause = clause;
        let bound = bound?;
        if function == "unnest" && bound.len() > 1 {
            let calls =
                bound.into_iter().map(|arg| self.set_signature("unnest", vec![arg], at)).collect::<Result<Vec<_>>>()?;
            return self.function_scan(function, calls, ordinality, alias);
        }
        if set_returning::is_set_returning(function) {
            let call = self.set_signature(function, bound, at)?;
            return self.function_scan(function, vec![call], ordinality, alias);
        }
        let call = self.call_function(function, bound, at)?;
        if ordinality {
            return Err(unsupported(format!("{function}(…) WITH ORDINALITY")).at(at));
        }
        let columns = vec![(function.to_owned(), call.ty.clone())];
        let plan = Plan::one_row().project(vec![call]);
        self.aliased_scan(function, columns, plan, alias)
    }

    pub(super) fn function_scan(
        &mut self,
        function: &str,
        calls: Vec<SetCall>,
        ordinality: bool,
        alias: Option<&ast::TableAlias>,
    ) -> Result<(Plan, Scope)> {
        let mut columns: Vec<(String, Type)> = calls.iter().flat_map(|call| call.columns.iter().cloned()).collect();
        if ordinality {
            columns.push(("ordinality".to_owned(), Type::Int8));
        }
        let types = columns.iter().map(|(_, ty)| ty.clone()).collect();
        let plan = Plan::new(Node::TableFunction { calls, ordinality }, types);
        self.aliased_scan(function, columns, plan, alias)
    }

    fn aliased_scan(
        &mut self,
        function: &str,
        mut columns: Vec<(String, Type)>,
        plan: Plan,
        alias: Option<&ast::TableAlias>,
    ) -> Result<(Plan, Scope)> {
        let Some(alias) = alias else { return Ok((plan, Scope::table(function, &columns))) };
        let table = name(&alias.name);
        // A function with one column lends its alias to it.
        let single = columns.len() - usize::from(columns.last().is_some_and(|(name, _)| name == "ordinality")) == 1;
        if single && columns[0].0 == function {
            columns[0].0.clone_from(&table);
        }
        let columns = self.renamed(alias, &table, columns)?;
        Ok((plan, Scope::table(&table, &columns)))
    }

    /// LATERAL VIEW explode(…) t AS c (Spark).
    pub(super) fn lateral_view(&mut self, view: &ast::LateralView) -> Result<(Plan, Scope)> {
        let ast::Expr::Function(function) = &view.lateral_view else { return Err(unsupported("LATERAL VIEW")) };
        let ast::FunctionArguments::List(list) = &function.args else { return Err(unsupported("LATERAL VIEW")) };
        let spelled = function.name.0.last().map(name).unwrap_or_default();
        let table = view.lateral_view_name.0.last().cloned().unwrap_or_else(|| ast::Ident::new("view"));
        let alias = ast::TableAlias { name: table, columns: view.lateral_col_alias.clone() };
        let at = function.name.0.last().and_then(|part| self.places.of(&part.value));
        self.table_function(&spelled, &list.args, false, Some(&alias), at)
    }
}

/// Whether an expression reads any column of the level right around (after binding one level in).
pub(super) fn is_lateral(params: &[(usize, Expr)]) -> bool {
    params.iter().any(|(_, expr)| expr.any(&mut |expr| matches!(expr.kind, Kind::Column(..))))
}
