//! row_number, rank, dense_rank, percent_rank, cume_dist, ntile.

use super::{Sorted, WindowFunction};
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::execute::eval::eval_vector;
use crate::plan::WindowCall;
use crate::value::Value;
use crate::vector::{Builder, Data, Vector};

pub(super) fn compute(call: &WindowCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    let rows = sorted.batch.rows;
    if call.function == WindowFunction::Ntile {
        return ntile(call, sorted, context);
    }
    let fraction = matches!(call.function, WindowFunction::PercentRank | WindowFunction::CumeDist);
    let mut whole = Vec::with_capacity(if fraction { 0 } else { rows });
    let mut parts = Vec::with_capacity(if fraction { rows } else { 0 });
    for bounds in sorted.partitions.windows(2) {
        let (first, past) = (bounds[0], bounds[1]);
        let size = (past - first) as f64;
        let mut dense = 0;
        for row in first..past {
            let (start, end) = sorted.peers[row];
            if start as usize == row {
                dense += 1;
            }
            let rank = i64::from(start) - first as i64 + 1;
            match call.function {
                WindowFunction::RowNumber => whole.push((row - first + 1) as i64),
                WindowFunction::Rank => whole.push(rank),
                WindowFunction::DenseRank => whole.push(dense),
                WindowFunction::PercentRank => {
                    parts.push(if size > 1.0 { (rank - 1) as f64 / (size - 1.0) } else { 0.0 })
                }
                _ => parts.push((f64::from(end) - first as f64) / size),
            }
        }
    }
    let data = if fraction { Data::Float(parts) } else { Data::Int(whole) };
    Ok(Vector::new(call.ty.clone(), data))
}

fn ntile(call: &WindowCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    let buckets = eval_vector(&call.args[0], &sorted.batch, context)?;
    let mut out = Builder::new(&call.ty, sorted.batch.rows);
    for bounds in sorted.partitions.windows(2) {
        let (first, past) = (bounds[0], bounds[1]);
        if first == past {
            continue;
        }
        let Some(count) = buckets.value(first).as_int() else {
            (first..past).for_each(|_| out.push_null());
            continue;
        };
        if count <= 0 {
            return Err(Error::from(Execute::InvalidNtile));
        }
        let (size, count) = ((past - first) as i64, count);
        let (each, more) = (size / count, size % count);
        for at in 0..size {
            let bucket =
                if at < more * (each + 1) { at / (each + 1) } else { more + (at - more * (each + 1)) / each.max(1) };
            out.push(Value::Int(bucket + 1));
        }
    }
    Ok(out.finish())
}
