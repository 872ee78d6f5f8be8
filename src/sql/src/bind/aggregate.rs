//! Aggregate calls.

use super::call::Arguments;
use super::{Binder, Clause, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::execute::aggregate::{self, Aggregator};
use crate::parse::unsupported;
use crate::plan::{AggregateCall, Expr, Kind, SortKey};
use crate::types::{Castable, ColumnType, Type};
use base::Span;
use sqlparser::ast;

impl Binder<'_> {
    /// An aggregate of this query level.
    pub(super) fn aggregate_call(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<Expr> {
        if let Some(outer) = self.owner(function, args) {
            return self.at_level(outer, |this| this.aggregate_call(function, spelled, args, at));
        }
        let call = self.inside_aggregate(at, |this| this.aggregate_parts(function, spelled, args, at))?;
        Ok(self.aggregated(call))
    }

    /// The value of an aggregate, which the query level computes once.
    pub(super) fn aggregated(&mut self, call: AggregateCall) -> Expr {
        let ty = call.ty.clone();
        let aggregates = &mut self.level().aggregates;
        let number = match aggregates.iter().position(|known| *known == call) {
            Some(number) => number,
            None => {
                aggregates.push(call);
                aggregates.len() - 1
            }
        };
        Expr::new(Kind::Aggregate(number), ty)
    }

    /// Binds the parts of an aggregate, if one may stand here; no other may stand in them.
    pub(super) fn inside_aggregate<T>(
        &mut self,
        at: Option<Span>,
        bind: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let level = self.level();
        if level.in_aggregate {
            return Err(Error::from(Bind::NestedAggregate).at(at));
        }
        if !level.clause.takes_aggregates() {
            return Err(Error::from(Bind::MisplacedAggregate).with("clause", level.clause.name()).at(at));
        }
        level.in_aggregate = true;
        let bound = bind(self);
        self.level().in_aggregate = false;
        bound
    }

    /// The query level an aggregate belongs to, if that is not the innermost one: the innermost level whose columns it reads.
    pub(super) fn owner(&self, function: &ast::Function, args: &Arguments<'_>) -> Option<usize> {
        let innermost = self.levels.len().checked_sub(1)?;
        if innermost == 0 {
            return None;
        }
        let mut names = Vec::new();
        let ordered = args.order.iter().copied().chain(&function.within_group).map(|key| &key.expr);
        let read = args.list.iter().copied().chain(function.filter.as_deref()).chain(ordered);
        read.for_each(|expr| super::names::columns(expr, &mut names));
        let found = names.iter().filter_map(|parts| self.level_of(parts)).max()?;
        (found < innermost).then_some(found)
    }

    /// An aggregate over the rows of a query around: computed there, a value here.
    pub(super) fn at_level(&mut self, outer: usize, call: impl FnOnce(&mut Self) -> Result<Expr>) -> Result<Expr> {
        let inner = self.levels.split_off(outer + 1);
        let call = call(self);
        self.levels.extend(inner);
        let mut expr = call?;
        for level in outer + 1..self.levels.len() {
            let id = self.fresh_id();
            let ty = expr.ty.clone();
            self.levels[level].params.push((id, expr));
            expr = Expr::new(Kind::Param(id, crate::plan::Place::default()), ty);
        }
        Ok(expr)
    }

    /// The call itself: arguments, DISTINCT, FILTER, ORDER BY, WITHIN GROUP.
    pub(super) fn aggregate_parts(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<AggregateCall> {
        let mut bound = args.list.iter().map(|arg| self.expr(arg)).collect::<Result<Vec<_>>>()?;
        let filter = self.aggregate_filter(function)?;
        // count_if(c) is count(*) where c.
        if spelled == "count_if" {
            let [condition] = bound.as_slice() else { return Err(self.undefined_aggregate(spelled, &bound, at)) };
            let mut all = vec![condition.clone()];
            all.extend(filter);
            return Ok(AggregateCall {
                function: Aggregator::CountStar,
                name: spelled.to_owned(),
                args: vec![],
                distinct: false,
                filter: Some(Expr::all(all)),
                order: vec![],
                ty: Type::Int8,
            });
        }
        let within: Vec<&ast::OrderByExpr> = function.within_group.iter().collect();
        let mut order = self.sort_keys(if within.is_empty() { &args.order } else { &within })?;
        let within_types: Vec<Type> =
            if within.is_empty() { vec![] } else { order.iter().map(|key| key.expr.ty.clone()).collect() };
        let types: Vec<Type> = bound.iter().map(|arg| arg.ty.clone()).collect();
        let resolved = aggregate::resolve(spelled, &types, args.star, &within_types);
        let Some(resolved) = resolved else { return Err(self.undefined_aggregate(spelled, &bound, at)) };
        if matches!(resolved.function, Aggregator::PercentileCont | Aggregator::PercentileDisc | Aggregator::Mode)
            && !within.is_empty()
        {
            bound.insert(0, order[0].expr.clone());
        }
        let mut cast = Vec::new();
        for (arg, ty) in bound.into_iter().zip(&resolved.arguments) {
            // listagg takes anything that can be written as text.
            let how = if *ty == Type::Text { Castable::Assignment } else { Castable::Implicit };
            cast.push(self.cast(arg, &ColumnType::plain(ty.clone()), how, at)?);
        }
        if matches!(resolved.function, Aggregator::PercentileCont | Aggregator::PercentileDisc) && !within.is_empty() {
            // The order is that of the values themselves.
            order = vec![SortKey { expr: cast[0].clone(), ..order[0].clone() }];
        }
        let distinct = (args.distinct || resolved.distinct)
            && !matches!(
                resolved.function,
                Aggregator::Min | Aggregator::Max | Aggregator::BoolAnd | Aggregator::BoolOr
            );
        if args.distinct && args.star {
            return Err(unsupported("DISTINCT *").at(at));
        }
        // What is sorted by is an argument, before or after its cast; the values that remain are the cast ones.
        let bare = |expr: &Expr| match &expr.kind {
            Kind::Cast { expr, .. } => (**expr).clone(),
            _ => expr.clone(),
        };
        if distinct {
            for key in &mut order {
                let same = |arg: &&Expr| bare(arg) == key.expr || bare(arg) == bare(&key.expr);
                if let Some(arg) = cast.iter().find(same) {
                    key.expr = arg.clone();
                }
            }
        }
        if distinct && !order.iter().all(|key| cast.contains(&key.expr)) {
            return Err(Error::from(Bind::DistinctOrder).with("what", "aggregate").at(at));
        }
        let args = cast.into_iter().take(2).collect();
        Ok(AggregateCall {
            function: resolved.function,
            name: spelled.to_owned(),
            args,
            distinct,
            filter,
            order,
            ty: resolved.returns,
        })
    }

    /// FILTER (WHERE …)
    pub(super) fn aggregate_filter(&mut self, function: &ast::Function) -> Result<Option<Expr>> {
        let Some(filter) = &function.filter else { return Ok(None) };
        let clause = std::mem::replace(&mut self.level().clause, Clause::Filter);
        let filter = self.condition(filter, "FILTER");
        self.level().clause = clause;
        filter.map(Some)
    }

    pub(super) fn undefined_aggregate(&self, spelled: &str, args: &[Expr], at: Option<Span>) -> Error {
        let list: Vec<String> = args.iter().map(|arg| arg.ty.name()).collect();
        let signature = format!("{spelled}({})", list.join(", "));
        Error::from(Bind::UndefinedFunction).with("signature", signature).with("name", spelled).at(at)
    }

    /// Sort keys; NULLs last when ascending, first when descending, unless said otherwise.
    pub(super) fn sort_keys(&mut self, order: &[&ast::OrderByExpr]) -> Result<Vec<SortKey>> {
        order
            .iter()
            .map(|key| {
                let expr = self.expr(&key.expr)?;
                self.sort_key(expr, key)
            })
            .collect()
    }

    /// One sort key.
    pub(super) fn sort_key(&self, expr: Expr, key: &ast::OrderByExpr) -> Result<SortKey> {
        if key.with_fill.is_some() {
            return Err(unsupported("WITH FILL").at(span::of(&key.expr, self.places)));
        }
        let expr = if expr.ty == Type::Unknown {
            self.cast(expr, &Type::Text.into(), Castable::Implicit, None)?
        } else {
            expr
        };
        if matches!(expr.ty, Type::Json) {
            return Err(Error::from(Bind::NoOrdering)
                .with("type", expr.ty.name())
                .at(span::of(&key.expr, self.places)));
        }
        let descending = key.asc == Some(false);
        Ok(SortKey { expr, descending, nulls_first: key.nulls_first.unwrap_or(descending) })
    }
}
