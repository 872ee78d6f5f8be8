//! Hypothetical-set aggregates: `rank(5) WITHIN GROUP (ORDER BY x)` is the rank a row with x = 5 would have. Counts of the rows that
//! would come before it say all there is to know.

use super::Binder;
use super::call::Arguments;
use crate::Result;
use crate::execute::aggregate::Aggregator;
use crate::parse::unsupported;
use crate::plan::{AggregateCall, CompareOp, Expr, Kind, SortKey};
use crate::types::{Castable, Type};
use crate::value::Value;
use base::Span;
use sqlparser::ast;

impl Binder<'_> {
    /// rank, dense_rank, percent_rank, cume_dist WITHIN GROUP (ORDER BY …).
    pub(super) fn hypothetical(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<Expr> {
        if !matches!(spelled, "rank" | "dense_rank" | "percent_rank" | "cume_dist") {
            return Err(unsupported(format!("{spelled}(…) WITHIN GROUP")));
        }
        if let Some(outer) = self.owner(function, args) {
            return self.at_level(outer, |this| this.hypothetical(function, spelled, args, at));
        }
        let (keys, row, filter) =
            self.inside_aggregate(at, |this| this.hypothetical_parts(function, spelled, args, at))?;
        let before = before(&keys, &row);
        let peers = keys.iter().zip(&row).map(|(key, value)| same(&key.expr, value));
        let peers = Expr::all(peers.collect());
        let counted = |condition: Expr, distinct: bool| {
            let mut all = vec![condition];
            all.extend(filter.clone());
            let group = super::expr::row_of(keys.iter().map(|key| key.expr.clone()).collect());
            AggregateCall {
                function: if distinct { Aggregator::Count } else { Aggregator::CountStar },
                name: spelled.to_owned(),
                args: if distinct { vec![group] } else { vec![] },
                distinct,
                filter: Some(Expr::all(all)),
                order: vec![],
                ty: Type::Int8,
            }
        };
        let one = || Expr::constant(Value::Int(1), Type::Int8);
        let as_float = |this: &Self, expr: Expr| this.cast(expr, &Type::Float8.into(), Castable::Implicit, at);
        if matches!(spelled, "rank" | "dense_rank") {
            let count = self.aggregated(counted(before, spelled == "dense_rank"));
            return self.operate("+", vec![count, one()], at);
        }
        let rows = self.aggregated(counted(Expr::bool(true), false));
        if spelled == "cume_dist" {
            let not_after = Expr::new(Kind::Or(vec![before, peers]), Type::Bool);
            let count = self.aggregated(counted(not_after, false));
            let (part, whole) = (self.operate("+", vec![count, one()], at)?, self.operate("+", vec![rows, one()], at)?);
            let sides = vec![as_float(self, part)?, as_float(self, whole)?];
            return self.operate("/", sides, at);
        }
        // Of no rows it is the first.
        let none = Expr::compare(CompareOp::Eq, rows.clone(), Expr::constant(Value::Int(0), Type::Int8));
        let count = self.aggregated(counted(before, false));
        let sides = vec![as_float(self, count)?, as_float(self, rows)?];
        let part = self.operate("/", sides, at)?;
        let zero = Expr::constant(Value::Float(0.0), Type::Float8);
        Ok(Expr::new(Kind::Case(vec![(none, zero)], Some(Box::new(part))), Type::Float8))
    }

    /// The sort keys, the hypothetical row in their types, and FILTER.
    #[allow(clippy::type_complexity)] // It is what the clauses are.
    fn hypothetical_parts(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<(Vec<SortKey>, Vec<Expr>, Option<Expr>)> {
        let given = args.list.iter().map(|arg| self.expr(arg)).collect::<Result<Vec<_>>>()?;
        let filter = self.aggregate_filter(function)?;
        let mut keys = self.sort_keys(&function.within_group.iter().collect::<Vec<_>>())?;
        if given.len() != keys.len() || given.is_empty() {
            return Err(self.undefined_aggregate(spelled, &given, at));
        }
        for arg in given.iter().filter(|arg| arg.any(&mut |expr| matches!(expr.kind, Kind::Column(..)))) {
            self.level().direct.push((arg.clone(), at));
        }
        let mut row = Vec::new();
        for (key, value) in keys.iter_mut().zip(given) {
            let (expr, value) = self.same_type(key.expr.clone(), value, "=", at)?;
            key.expr = expr;
            row.push(value);
        }
        Ok((keys, row, filter))
    }
}

fn same(key: &Expr, value: &Expr) -> Expr {
    Expr::new(Kind::Distinct(Box::new(key.clone()), Box::new(value.clone()), true), Type::Bool)
}

/// Whether a row's keys come before the hypothetical ones.
fn before(keys: &[SortKey], row: &[Expr]) -> Expr {
    let mut ways = Vec::new();
    for (at, (key, value)) in keys.iter().zip(row).enumerate() {
        let null = |expr: &Expr, negated: bool| Expr::new(Kind::IsNull(Box::new(expr.clone()), negated), Type::Bool);
        let op = if key.descending { CompareOp::Greater } else { CompareOp::Less };
        let less = Expr::compare(op, key.expr.clone(), value.clone());
        let (first, second) = if key.nulls_first { (&key.expr, value) } else { (value, &key.expr) };
        let by_null = Expr::all(vec![null(first, false), null(second, true)]);
        let mut all: Vec<Expr> = keys[..at].iter().zip(row).map(|(key, value)| same(&key.expr, value)).collect();
        all.push(Expr::new(Kind::Or(vec![less, by_null]), Type::Bool));
        ways.push(Expr::all(all));
    }
    if ways.len() == 1 { ways.swap_remove(0) } else { Expr::new(Kind::Or(ways), Type::Bool) }
}
