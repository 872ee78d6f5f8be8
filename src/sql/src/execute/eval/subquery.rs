//! Queries inside expressions. A query that takes nothing from the row runs once; one that does runs once for each distinct
//! set of values it takes.

use super::arrays::quantify;
use super::compare::row_truth;
use super::{Batch, Context, eval};
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::{collect, open};
use crate::plan::{CompareOp, Subplan, SubqueryTest};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use crate::vector::{Operand, Vector};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

/// How deep queries may run inside each other.
const DEPTH: usize = 48;

/// A query's answer, before the left side of IN or ANY is known.
#[derive(Clone)]
pub(in crate::execute) enum Answer {
    Value(Value),
    Rows(Rc<RowSet>),
}

/// The rows of a quantified subquery.
pub(in crate::execute) struct RowSet {
    rows: Vec<Value>,
    set: HashSet<Value>,
    has_null: bool,
    single: bool,
}

pub(super) fn subquery(
    plan: &Subplan,
    test: &SubqueryTest,
    ty: &Type,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let depth = context.depth.get();
    if depth >= DEPTH {
        return Err(Execute::TooDeep.into());
    }
    context.depth.set(depth + 1);
    let result = run(plan, test, ty, batch, context);
    context.depth.set(depth);
    result
}

fn run(plan: &Subplan, test: &SubqueryTest, ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let left = match test {
        SubqueryTest::Quantified { left, .. } => {
            left.iter().map(|e| eval(e, batch, context)).collect::<Result<Vec<_>>>()?
        }
        _ => vec![],
    };
    let params = plan.params.iter().map(|param| eval(&param.1, batch, context)).collect::<Result<Vec<_>>>()?;
    let constant = |operand: &Operand| matches!(operand, Operand::Const(..));
    let anew = plan.volatile && !params.is_empty();
    if !anew && params.iter().all(constant) {
        if batch.rows == 0 {
            return Ok(Vector::from_values(ty, []).into());
        }
        let key: Vec<Value> = params.iter().map(|operand| operand.value(0)).collect();
        let answer = remembered(plan, test, ty, key, context)?;
        if let Answer::Value(value) = answer {
            return Ok(Operand::Const(ty.clone(), value));
        }
        let values = (0..batch.rows).map(|i| decide(&answer, test, &left, i, context)).collect::<Result<Vec<_>>>()?;
        return Ok(Vector::from_values(ty, values).into());
    }
    let mut values = Vec::with_capacity(batch.rows);
    for i in 0..batch.rows {
        context.budget.spend(4)?;
        let key: Vec<Value> = params.iter().map(|operand| operand.value(i)).collect();
        let answer = remembered(plan, test, ty, key, context)?;
        values.push(decide(&answer, test, &left, i, context)?);
    }
    Ok(Vector::from_values(ty, values).into())
}

/// The answer for these values of the parameters, asked once each; every time where some call gives another value each time and
/// the query takes something from the row.
fn remembered(
    plan: &Subplan,
    test: &SubqueryTest,
    ty: &Type,
    key: Vec<Value>,
    context: &Context<'_>,
) -> Result<Answer> {
    let key = (plan.id, key);
    let anew = plan.volatile && !plan.params.is_empty();
    if !anew && let Some(answer) = context.answers.borrow().get(&key) {
        return Ok(answer.clone());
    }
    for ((id, _), value) in plan.params.iter().zip(&key.1) {
        context.set_param(*id, value.clone());
    }
    let answer = context.scope(|| ask(plan, test, ty, context))?;
    if anew {
        return Ok(answer);
    }
    let size = match &answer {
        Answer::Value(value) => value.heap_size(),
        Answer::Rows(set) => (set.rows.len() + set.set.len()) * 64,
    };
    context.keep_memory((size + 96 + key.1.iter().map(|value| 48 + value.heap_size()).sum::<usize>()) as u64)?;
    context.answers.borrow_mut().insert(key, answer.clone());
    Ok(answer)
}

fn ask(plan: &Subplan, test: &SubqueryTest, ty: &Type, context: &Context<'_>) -> Result<Answer> {
    context.budget.spend(16)?;
    Ok(match test {
        SubqueryTest::Exists => {
            let mut operator = open(&plan.plan, context)?;
            Answer::Value(Value::Bool(operator.next(context)?.is_some()))
        }
        SubqueryTest::Scalar => {
            let mut operator = open(&plan.plan, context)?;
            let Some(first) = operator.next(context)? else { return Ok(Answer::Value(Value::Null)) };
            if first.rows > 1 || operator.next(context)?.is_some() {
                return Err(Error::from(Execute::TooManyRows));
            }
            Answer::Value(first.columns[0].value(0))
        }
        SubqueryTest::Array => {
            let rows = collect(&plan.plan, context)?;
            let items: Vec<Value> = (0..rows.rows).map(|i| rows.columns[0].value(i)).collect();
            let element = ty.element().cloned().unwrap_or(Type::Text);
            let array = if matches!(rows.columns.first().map(|column| &column.ty), Some(Type::Array(_))) {
                ArrayValue::of_arrays(element, &items).ok_or_else(|| Error::from(Execute::ArrayDimensions))?
            } else {
                ArrayValue::new(element, items)
            };
            Answer::Value(Value::Array(Arc::new(array)))
        }
        SubqueryTest::Quantified { left, op, .. } => {
            let batch = collect(&plan.plan, context)?;
            let single = left.len() == 1;
            let mut set = RowSet { rows: Vec::new(), set: HashSet::new(), has_null: false, single };
            for i in 0..batch.rows {
                let row: Vec<Value> = batch.columns.iter().map(|column| column.value(i)).collect();
                let null = row.iter().any(Value::is_null);
                let value = match row.as_slice() {
                    [only] if single => only.clone(),
                    _ => Value::Row(row.into()),
                };
                set.has_null |= null;
                if *op == CompareOp::Eq || *op == CompareOp::NotEq {
                    if !null {
                        set.set.insert(value.clone());
                    }
                    // Rows with some NULL fields may still be certainly different.
                    if null && !single {
                        set.rows.push(value);
                    }
                } else {
                    set.rows.push(value);
                }
            }
            Answer::Rows(Rc::new(set))
        }
    })
}

fn decide(answer: &Answer, test: &SubqueryTest, left: &[Operand], i: usize, context: &Context<'_>) -> Result<Value> {
    let set = match answer {
        Answer::Value(value) => return Ok(value.clone()),
        Answer::Rows(set) => set,
    };
    let SubqueryTest::Quantified { op, all, .. } = test else { return Ok(Value::Null) };
    let value = match left {
        [only] if set.single => only.value(i),
        many => Value::Row(many.iter().map(|operand| operand.value(i)).collect()),
    };
    let empty = set.rows.is_empty() && set.set.is_empty() && !set.has_null;
    if empty {
        return Ok(Value::Bool(*all));
    }
    let null = match &value {
        Value::Row(fields) => fields.iter().any(Value::is_null),
        other => other.is_null(),
    };
    match (op, all) {
        (CompareOp::Eq, false) | (CompareOp::NotEq, true) if !null => {
            if set.set.contains(&value) {
                return Ok(Value::Bool(!all));
            }
            if set.single {
                return Ok(if set.has_null { Value::Null } else { Value::Bool(*all) });
            }
            context.budget.spend(set.rows.len() as u64)?;
            Ok(quantify(*all, set.rows.iter().map(|row| row_truth(*op, &value, row))))
        }
        _ => {
            context.budget.spend((set.rows.len() + set.set.len()) as u64)?;
            if set.single && null {
                return Ok(Value::Null);
            }
            let nulls = usize::from(set.single && set.has_null && matches!(op, CompareOp::Eq | CompareOp::NotEq));
            let truths = set.rows.iter().chain(&set.set).map(|row| row_truth(*op, &value, row));
            Ok(quantify(*all, truths.chain(std::iter::repeat_n(None, nulls))))
        }
    }
}
