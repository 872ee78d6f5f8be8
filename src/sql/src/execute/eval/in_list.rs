//! IN (…) over a list. Constants become a set that is looked up once a row.

use super::compare::compare_operands;
use super::{Batch, Context, eval};
use crate::Result;
use crate::plan::{CompareOp, Expr};
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Bitmap, Data, Operand, Vector};
use std::collections::HashSet;

pub(super) fn in_list(
    inner: &Expr,
    list: &[Expr],
    negated: bool,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let operand = eval(inner, batch, context)?;
    context.budget.spend(batch.rows as u64 / 8 + list.len() as u64 / 8 + 1)?;
    let simple = !matches!(inner.ty, Type::Record(_) | Type::Char);
    if simple && let Some(constants) = list.iter().map(Expr::as_const).collect::<Option<Vec<_>>>() {
        return Ok(with_constants(&operand, &constants, negated, batch.rows));
    }
    let mut found = vec![false; batch.rows];
    let mut unknown = vec![false; batch.rows];
    for item in list {
        let item = eval(item, batch, context)?;
        context.budget.spend(batch.rows as u64 / 8 + 1)?;
        let answer = compare_operands(CompareOp::Eq, &operand, &item, batch.rows);
        for i in 0..batch.rows {
            match answer.value(i) {
                Value::Bool(true) => found[i] = true,
                Value::Null => unknown[i] = true,
                _ => {}
            }
        }
    }
    let valid = Bitmap::from_fn(batch.rows, |i| found[i] || !unknown[i]);
    let values = found.iter().map(|found| *found != negated).collect();
    Ok(Vector { ty: Type::Bool, data: Data::Bool(values), valid: Some(valid) }.into())
}

fn with_constants(operand: &Operand, constants: &[&Value], negated: bool, rows: usize) -> Operand {
    let has_null = constants.iter().any(|value| value.is_null());
    let set: HashSet<&Value> = constants.iter().copied().filter(|value| !value.is_null()).collect();
    let test = |value: &Value| -> Option<bool> {
        if value.is_null() {
            return if constants.is_empty() { Some(negated) } else { None };
        }
        let found = set.contains(value);
        if !found && has_null { None } else { Some(found != negated) }
    };
    let vector = match operand {
        Operand::Const(_, value) => {
            return Operand::Const(Type::Bool, test(value).map_or(Value::Null, Value::Bool));
        }
        Operand::Vector(vector) => vector,
    };
    let found: Vec<bool> = match &vector.data {
        Data::Int(values) => {
            let mut set: Vec<i64> = constants.iter().filter_map(|value| value.as_int()).collect();
            set.sort_unstable();
            if set.len() <= 8 {
                values.iter().map(|n| set.contains(n)).collect()
            } else {
                values.iter().map(|n| set.binary_search(n).is_ok()).collect()
            }
        }
        Data::Text(strings) if strings.is_dictionary() => {
            let texts: HashSet<&str> = constants.iter().filter_map(|value| value.as_str()).collect();
            let entries = strings.dictionary.len() as u32;
            let answers: Vec<bool> = (0..entries).map(|code| texts.contains(strings.dictionary.get(code))).collect();
            strings.codes.iter().map(|code| answers[*code as usize]).collect()
        }
        _ => (0..rows).map(|i| set.contains(&vector.value(i))).collect(),
    };
    let valid =
        if has_null { Some(Bitmap::from_fn(rows, |i| found[i] && !vector.is_null(i))) } else { vector.valid.clone() };
    Vector { ty: Type::Bool, data: Data::Bool(found.iter().map(|found| *found != negated).collect()), valid }.into()
}
