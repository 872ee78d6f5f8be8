//! Expressions over batches.

mod arrays;
mod case;
mod compare;
mod in_list;
mod like;
mod logic;
mod subquery;
mod trying;

pub use like::LikePattern;
pub(super) use subquery::Answer;
pub(crate) use trying::is_by_data;

use super::{Batch, Context};
use crate::Result;
use crate::cast::cast_operand;
use crate::error::{Error, Execute};
use crate::functions;
use crate::plan::{Expr, Kind};
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Data, Operand, Vector};
use std::sync::Arc;

/// The expression's value for each row of a batch.
pub fn eval(expr: &Expr, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    match &expr.kind {
        Kind::Const(value) => Ok(Operand::Const(expr.ty.clone(), value.clone())),
        Kind::Column(index, _) => Ok(Operand::Vector(Arc::clone(&batch.columns[*index]))),
        Kind::Param(id, _) => Ok(Operand::Const(expr.ty.clone(), context.param(*id))),
        Kind::Call(function, args) => call(function, args, expr, batch, context),
        Kind::Compare(op, left, right) => compare::compare(*op, left, right, batch, context),
        Kind::Distinct(left, right, negated) => compare::distinct(left, right, *negated, batch, context),
        Kind::And(list) => logic::connect(list, true, batch, context),
        Kind::Or(list) => logic::connect(list, false, batch, context),
        Kind::Not(inner) => logic::not(inner, batch, context),
        Kind::IsNull(inner, negated) => logic::is_null(inner, *negated, batch, context),
        Kind::IsBool(inner, value, negated) => logic::is_bool(inner, *value, *negated, batch, context),
        Kind::Case(branches, otherwise) => case::case(branches, otherwise.as_deref(), &expr.ty, batch, context),
        Kind::Coalesce(list) => case::coalesce(list, &expr.ty, batch, context),
        Kind::Extreme(greatest, list) => case::extreme(*greatest, list, &expr.ty, batch, context),
        Kind::Cast { expr: inner, to, lenient, explicit } => {
            let operand = eval(inner, batch, context)?;
            context.budget.spend(batch.rows as u64 / 8 + 1)?;
            cast_operand(operand, to, *lenient, *explicit)
        }
        Kind::Try(inner) => trying::attempt(inner, &expr.ty, batch, context),
        Kind::InList(inner, list, negated) => in_list::in_list(inner, list, *negated, batch, context),
        Kind::Like { expr: inner, pattern, escape, insensitive, negated } => {
            like::like(inner, pattern, *escape, *insensitive, *negated, batch, context)
        }
        Kind::Array(items) => arrays::array(items, &expr.ty, batch, context),
        Kind::Row(items) => arrays::row(items, &expr.ty, batch, context),
        Kind::Field(inner, index) => arrays::field(inner, *index, &expr.ty, batch, context),
        Kind::Index(inner, indices) => arrays::index(inner, indices, &expr.ty, batch, context),
        Kind::Slice(inner, from, to) => arrays::slice(inner, from.as_deref(), to.as_deref(), &expr.ty, batch, context),
        Kind::AnyArray(op, left, array, all) => arrays::quantified(*op, left, array, *all, batch, context),
        Kind::Subquery(plan, test) => subquery::subquery(plan, test, &expr.ty, batch, context),
        // The binder replaces these when it makes the plan.
        Kind::Aggregate(_) | Kind::Window(_) | Kind::Set(..) | Kind::Grouping(_) => Err(Error::from(Execute::TooDeep)),
    }
}

/// The same, as a vector.
pub fn eval_vector(expr: &Expr, batch: &Batch, context: &Context<'_>) -> Result<Arc<Vector>> {
    Ok(eval(expr, batch, context)?.into_vector(batch.rows))
}

/// The value of an expression that reads no column.
pub fn eval_constant(expr: &Expr, context: &Context<'_>) -> Result<Value> {
    let batch = Batch::new(vec![], 1);
    Ok(eval(expr, &batch, context)?.value(0))
}

/// The rows of a batch for which a condition is true.
pub fn select(predicate: &Expr, batch: &Batch, context: &Context<'_>) -> Result<Vec<u32>> {
    let rows = batch.rows as u32;
    Ok(match eval(predicate, batch, context)? {
        Operand::Const(_, Value::Bool(true)) => (0..rows).collect(),
        Operand::Const(..) => vec![],
        Operand::Vector(vector) => truths(&vector),
    })
}

/// The rows of a batch for which all conditions are true.
pub fn select_all(predicates: &[Expr], batch: &Batch, context: &Context<'_>) -> Result<Vec<u32>> {
    if let [only] = predicates {
        return select(only, batch, context);
    }
    Ok(match logic::connect(predicates, true, batch, context)? {
        Operand::Const(_, Value::Bool(true)) => (0..batch.rows as u32).collect(),
        Operand::Const(..) => vec![],
        Operand::Vector(vector) => truths(&vector),
    })
}

/// The rows of a truth vector that are true.
pub fn truths(vector: &Vector) -> Vec<u32> {
    let Data::Bool(values) = &vector.data else { return vec![] };
    columns::matching(values, vector.valid.as_ref())
}

fn call(
    function: &functions::Function,
    args: &[Expr],
    expr: &Expr,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let operands = args.iter().map(|arg| eval(arg, batch, context)).collect::<Result<Vec<_>>>()?;
    let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone()).collect();
    let inner = functions::Context {
        now: context.now,
        rng: context.rng,
        budget: context.budget,
        types: &types,
        returns: &expr.ty,
        session: context.session,
    };
    functions::evaluate(function, &inner, &operands, batch.rows)
}
