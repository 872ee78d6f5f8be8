//! Runs a function over a batch: constants once, one text column once per distinct string, the rest row by row.

use super::{Body, Context, Function, Volatility};
use crate::Result;
use crate::value::Value;
use crate::vector::{Builder, Data, Operand, Strings, Vector};
use std::sync::Arc;

/// The function's value for each of `rows` rows.
pub fn evaluate(function: &Function, context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Operand> {
    let pure = function.volatility != Volatility::Volatile;
    let constant = |arg: &Operand| matches!(arg, Operand::Const(..));
    if function.strict && args.iter().any(|arg| matches!(arg, Operand::Const(_, Value::Null))) {
        return Ok(Operand::Const(context.returns.clone(), Value::Null));
    }
    match function.body {
        Body::Vector(body) => {
            if pure && args.iter().all(constant) {
                let one = body(context, args, 1)?;
                return Ok(Operand::Const(context.returns.clone(), one.value(0)));
            }
            Ok(body(context, args, rows)?.into())
        }
        Body::Row(body) => {
            context.budget.spend(rows as u64)?;
            if pure && args.iter().all(constant) {
                let values: Vec<Value> = args.iter().map(|arg| arg.value(0)).collect();
                return Ok(Operand::Const(context.returns.clone(), body(context, &values)?));
            }
            if pure && let Some(done) = by_dictionary(function, context, args, rows)? {
                return Ok(done.into());
            }
            let mut out = Builder::new(context.returns, rows);
            let mut values = vec![Value::Null; args.len()];
            for i in 0..rows {
                let mut null = false;
                for (slot, arg) in values.iter_mut().zip(args) {
                    *slot = arg.value(i);
                    null |= slot.is_null();
                }
                if null && function.strict {
                    out.push_null();
                } else {
                    out.push(body(context, &values)?);
                }
            }
            Ok(out.finish().into())
        }
    }
}

/// One text column with a small dictionary, all else constant: one call per entry that occurs.
fn by_dictionary(function: &Function, context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Option<Vector>> {
    let Body::Row(body) = function.body else { return Ok(None) };
    let mut columns = args.iter().enumerate().filter(|(_, arg)| matches!(arg, Operand::Vector(_)));
    let (Some((at, Operand::Vector(column))), None) = (columns.next(), columns.next()) else { return Ok(None) };
    let Data::Text(strings) = &column.data else { return Ok(None) };
    if !function.strict || rows == 0 || strings.dictionary.len() * 2 > rows {
        return Ok(None);
    }
    let mut slot_of = vec![u32::MAX; strings.dictionary.len()];
    let mut values: Vec<Value> = args.iter().map(|arg| arg.value(0)).collect();
    let mut entries = Builder::new(context.returns, strings.dictionary.len());
    let mut picked = Vec::with_capacity(rows);
    for (i, code) in strings.codes.iter().enumerate() {
        if column.is_null(i) {
            picked.push(crate::vector::NO_ROW);
            continue;
        }
        let slot = &mut slot_of[*code as usize];
        if *slot == u32::MAX {
            *slot = entries.len() as u32;
            values[at] = Value::text(strings.dictionary.get(*code));
            entries.push(body(context, &values)?);
        }
        picked.push(*slot);
    }
    let entries = entries.finish();
    let mut out = if column.valid.is_some() { entries.gather_or_null(&picked) } else { entries.gather(&picked) };
    if let Data::Text(texts) = &mut out.data {
        *texts = Strings { codes: std::mem::take(&mut texts.codes), dictionary: Arc::clone(&texts.dictionary) };
    }
    Ok(Some(out))
}
