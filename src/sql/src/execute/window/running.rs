//! Sums, counts and averages by prefix sums; running minima and maxima.

use super::Sorted;
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::execute::aggregate::Aggregator;
use crate::execute::eval::{eval_vector, select};
use crate::plan::WindowCall;
use crate::types::Type;
use crate::value::{Decimal, Value, compare_floats};
use crate::vector::{Bitmap, Builder, Data, NO_ROW, Vector};
use std::cmp::Ordering;
use std::sync::Arc;

/// The aggregate of each frame, where a shortcut exists.
pub(super) fn compute(
    call: &WindowCall,
    function: &Aggregator,
    sorted: &Sorted,
    frames: &[(u32, u32)],
    grows: bool,
    context: &Context<'_>,
) -> Result<Option<Vector>> {
    let rows = sorted.batch.rows;
    let mut known: Vec<bool> = Vec::new();
    if let Some(filter) = &call.filter {
        known.resize(rows, false);
        select(filter, &sorted.batch, context)?.iter().for_each(|row| known[*row as usize] = true);
    }
    let argument: Option<Arc<Vector>> =
        call.args.first().map(|arg| eval_vector(arg, &sorted.batch, context)).transpose()?;
    if let Some(argument) = argument.as_ref().filter(|argument| argument.valid.is_some()) {
        known.resize(rows, true);
        known.iter_mut().enumerate().for_each(|(row, known)| *known &= !argument.is_null(row));
    }
    // Where every row counts there is nothing to look up.
    let all = known.is_empty();
    let is_known = |row: usize| all || known[row];
    context.budget.spend(rows as u64 / 4 + 1)?;
    let mut counts = Vec::new();
    if !all {
        counts.reserve(rows + 1);
        let mut count = 0_i64;
        counts.push(0);
        for known in &known {
            count += i64::from(*known);
            counts.push(count);
        }
    }
    let counted = |(start, end): (u32, u32)| {
        if all { i64::from(end) - i64::from(start) } else { counts[end as usize] - counts[start as usize] }
    };
    let some = || {
        let one = |row: usize| counted(frames[row]) > 0;
        (!(0..rows).all(one)).then(|| Bitmap::from_fn(rows, one))
    };
    match (function, argument.as_deref()) {
        (Aggregator::CountStar | Aggregator::Count, _) => {
            let values = frames.iter().map(|frame| counted(*frame)).collect();
            Ok(Some(Vector::new(call.ty.clone(), Data::Int(values))))
        }
        (Aggregator::Sum | Aggregator::Average, Some(Vector { data: Data::Int(values), .. })) => {
            let mut sums = Vec::with_capacity(rows + 1);
            let mut sum = 0_i128;
            sums.push(0);
            for (row, n) in values.iter().enumerate() {
                sum += if is_known(row) { i128::from(*n) } else { 0 };
                sums.push(sum);
            }
            let total = |(start, end): (u32, u32)| sums[end as usize] - sums[start as usize];
            if *function == Aggregator::Sum && call.ty == Type::Int8 {
                let mut out = Vec::with_capacity(rows);
                for frame in frames {
                    let n = i64::try_from(total(*frame));
                    out.push(n.map_err(|_| Error::from(Execute::IntegerOutOfRange).with("type", "bigint"))?);
                }
                return Ok(Some(Vector { ty: call.ty.clone(), data: Data::Int(out), valid: some() }));
            }
            let each = |frame: (u32, u32)| decimal_result(function, Decimal::new(total(frame), 0), counted(frame));
            Ok(Some(Vector::from_values(
                &call.ty,
                frames.iter().map(|frame| each(*frame)).collect::<Result<Vec<_>>>()?,
            )))
        }
        (Aggregator::Sum | Aggregator::Average, Some(Vector { data: Data::Decimal(values), .. })) if grows => {
            let overflow = || Error::from(Execute::NumericOverflow);
            let mut out = Builder::new(&call.ty, rows);
            let (mut sum, mut upto, mut start) = (Decimal::ZERO, 0, NO_ROW);
            for (s, e) in frames {
                if *s != start {
                    (sum, upto, start) = (Decimal::ZERO, *s, *s);
                }
                while upto < *e {
                    if is_known(upto as usize) {
                        sum = sum.add(&values[upto as usize]).ok_or_else(overflow)?;
                    }
                    upto += 1;
                }
                out.push(decimal_result(function, sum, counted((*s, *e)))?);
            }
            Ok(Some(out.finish()))
        }
        (Aggregator::Sum | Aggregator::Average, Some(Vector { data: Data::Float(values), ty, .. }))
            if grows && *ty == Type::Float8 =>
        {
            if all && *function == Aggregator::Sum {
                let sums = columns::running_floats(values, frames);
                return Ok(Some(Vector { ty: call.ty.clone(), data: Data::Float(sums), valid: some() }));
            }
            let mut out = Vec::with_capacity(rows);
            let (mut sum, mut upto, mut start) = (0.0, 0, NO_ROW);
            for (s, e) in frames {
                if *s != start {
                    (sum, upto, start) = (0.0, *s, *s);
                }
                while upto < *e {
                    if is_known(upto as usize) {
                        sum += values[upto as usize];
                    }
                    upto += 1;
                }
                out.push(if *function == Aggregator::Average { sum / counted((*s, *e)) as f64 } else { sum });
            }
            Ok(Some(Vector { ty: call.ty.clone(), data: Data::Float(out), valid: some() }))
        }
        (Aggregator::Min | Aggregator::Max, Some(vector)) if grows => {
            // Of equals the last one, as everywhere.
            let worse = if *function == Aggregator::Max { Ordering::Less } else { Ordering::Greater };
            let mut picked = Vec::with_capacity(rows);
            let (mut best, mut upto, mut start) = (NO_ROW, 0, NO_ROW);
            for (s, e) in frames {
                if *s != start {
                    (best, upto, start) = (NO_ROW, *s, *s);
                }
                while upto < *e {
                    if is_known(upto as usize) && (best == NO_ROW || compare(vector, upto, best) != worse) {
                        best = upto;
                    }
                    upto += 1;
                }
                picked.push(best);
            }
            Ok(Some(vector.gather_or_null(&picked)))
        }
        _ => Ok(None),
    }
}

fn compare(vector: &Vector, a: u32, b: u32) -> Ordering {
    let (a, b) = (a as usize, b as usize);
    match &vector.data {
        Data::Int(v) => v[a].cmp(&v[b]),
        Data::Float(v) => compare_floats(v[a], v[b]),
        Data::Decimal(v) => v[a].cmp(&v[b]),
        Data::Text(v) => v.get(a).as_bytes().cmp(v.get(b).as_bytes()),
        _ => vector.value(a).cmp(&vector.value(b)),
    }
}

fn decimal_result(function: &Aggregator, sum: Decimal, count: i64) -> Result<Value> {
    if count == 0 {
        return Ok(Value::Null);
    }
    if *function == Aggregator::Sum {
        return Ok(Value::Decimal(sum));
    }
    sum.div(&Decimal::from_i64(count)).map(Value::Decimal).ok_or_else(|| Error::from(Execute::NumericOverflow))
}
