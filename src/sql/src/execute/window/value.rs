//! lag, lead, first_value, last_value, nth_value.

use super::frame::{frames, without};
use super::{Sorted, WindowFunction};
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::execute::eval::eval_vector;
use crate::plan::WindowCall;
use crate::vector::{Builder, NO_ROW, Vector};

pub(super) fn shifted(call: &WindowCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    let rows = sorted.batch.rows;
    let values = eval_vector(&call.args[0], &sorted.batch, context)?;
    let offsets = call.args.get(1).map(|arg| eval_vector(arg, &sorted.batch, context)).transpose()?;
    let defaults = call.args.get(2).map(|arg| eval_vector(arg, &sorted.batch, context)).transpose()?;
    let direction = if call.function == WindowFunction::Lag { -1 } else { 1 };
    let mut picked = Vec::with_capacity(rows);
    let mut missing = vec![false; rows];
    for bounds in sorted.partitions.windows(2) {
        let (first, past) = (bounds[0] as i64, bounds[1] as i64);
        for row in first..past {
            let offset = match &offsets {
                None => Some(1),
                Some(vector) => vector.value(row as usize).as_int(),
            };
            let Some(offset) = offset else {
                picked.push(NO_ROW);
                continue;
            };
            let mut target = row.saturating_add(direction * offset);
            if call.ignore_nulls && offset != 0 {
                let step = direction * offset.signum();
                let mut left = offset.abs();
                target = row;
                while left > 0 {
                    target += step;
                    if target < first || target >= past {
                        break;
                    }
                    context.budget.spend(1)?;
                    left -= i64::from(!values.is_null(target as usize));
                }
            }
            if (first..past).contains(&target) {
                picked.push(target as u32);
            } else {
                missing[row as usize] = true;
                picked.push(NO_ROW);
            }
        }
    }
    let shifted = values.gather_or_null(&picked);
    let Some(defaults) = defaults else { return Ok(shifted) };
    let mut out = Builder::new(&call.ty, rows);
    for (row, missing) in missing.iter().enumerate() {
        out.push(if *missing { defaults.value(row) } else { shifted.value(row) });
    }
    Ok(out.finish())
}

pub(super) fn in_frame(call: &WindowCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    let rows = sorted.batch.rows;
    let values = eval_vector(&call.args[0], &sorted.batch, context)?;
    let nth = call.args.get(1).map(|arg| eval_vector(arg, &sorted.batch, context)).transpose()?;
    let frames = frames(&call.frame, sorted, context)?;
    let mut picked = Vec::with_capacity(rows);
    for (row, frame) in frames.into_iter().enumerate() {
        let parts = without(call.frame.exclude, sorted, row, frame);
        let wanted = match (&call.function, &nth) {
            (WindowFunction::NthValue, Some(nth)) => match nth.value(row).as_int() {
                None => {
                    picked.push(NO_ROW);
                    continue;
                }
                Some(n) if n <= 0 => return Err(Error::from(Execute::InvalidNthValue)),
                Some(n) => n as u64,
            },
            _ => 1,
        };
        let backwards = call.function == WindowFunction::LastValue;
        let found = if call.ignore_nulls {
            let total: u64 = parts.iter().map(|(s, e)| u64::from(e - s)).sum();
            context.budget.spend(total / 4)?;
            let mut known = parts.iter().flat_map(|(s, e)| *s..*e).filter(|row| !values.is_null(*row as usize));
            if backwards { known.next_back() } else { known.nth(wanted as usize - 1) }
        } else if backwards {
            parts.last().map(|(_, end)| end - 1)
        } else {
            let mut left = wanted - 1;
            let mut found = None;
            for (start, end) in &parts {
                let size = u64::from(end - start);
                if left < size {
                    found = Some(start + left as u32);
                    break;
                }
                left -= size;
            }
            found
        };
        picked.push(found.unwrap_or(NO_ROW));
    }
    Ok(values.gather_or_null(&picked))
}
