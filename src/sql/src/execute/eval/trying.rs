//! TRY(…) of Trino and Athena: NULL where a value cannot be computed, for each row by itself.

use super::{Batch, Context, eval};
use crate::Result;
use crate::error::Error;
use crate::plan::Expr;
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Operand, Vector};

/// Whether an error comes from a value: SQLSTATE class 22, data exceptions.
pub(crate) fn is_by_data(error: &Error) -> bool {
    error.code().starts_with("22")
}

pub(super) fn attempt(inner: &Expr, ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    match eval(inner, batch, context) {
        Err(error) if is_by_data(&error) => {}
        done => return done,
    }
    let mut values = Vec::with_capacity(batch.rows);
    for row in 0..batch.rows as u32 {
        context.budget.spend(8)?;
        values.push(match eval(inner, &batch.gather(&[row]), context) {
            Ok(operand) => operand.value(0),
            Err(error) if is_by_data(&error) => Value::Null,
            Err(error) => return Err(error),
        });
    }
    Ok(Vector::from_values(ty, values).into())
}
