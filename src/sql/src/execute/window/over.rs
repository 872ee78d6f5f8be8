//! Aggregates over frames. One pass where frames are whole partitions or only grow; prefix sums where sums are exact; else each
//! frame anew.

use super::frame::{Bound, frames, without};
use super::{Sorted, running};
use crate::Result;
use crate::execute::aggregate::{Aggregator, new_state, update};
use crate::execute::{Batch, Context};
use crate::plan::{AggregateCall, WindowCall};
use crate::vector::Vector;

/// Rows handed to an aggregate at a time.
const BLOCK: usize = 65_536;

pub(super) fn compute(
    call: &WindowCall,
    function: &Aggregator,
    sorted: &Sorted,
    context: &Context<'_>,
) -> Result<Vector> {
    let aggregate = AggregateCall {
        function: function.clone(),
        name: call.name.clone(),
        args: call.args.clone(),
        distinct: false,
        filter: call.filter.clone(),
        order: vec![],
        ty: call.ty.clone(),
    };
    let frame = &call.frame;
    let whole = frame.grows()
        && (frame.end == Bound::Unbounded
            || (call.order.is_empty() && frame.units != super::Units::Rows && frame.end == Bound::Current));
    if whole {
        return partitions(&aggregate, sorted, context);
    }
    let bounds = frames(frame, sorted, context)?;
    if frame.exclude.is_none()
        && let Some(done) = running::compute(call, function, sorted, &bounds, frame.grows(), context)?
    {
        return Ok(done);
    }
    let rows = sorted.batch.rows;
    let mut state = new_state(&aggregate);
    state.resize(rows);
    let (mut picked, mut groups): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    for (row, frame_of_row) in bounds.into_iter().enumerate() {
        for (start, end) in without(frame.exclude, sorted, row, frame_of_row) {
            picked.extend(start..end);
            groups.resize(picked.len(), row as u32);
        }
        if picked.len() >= BLOCK || row + 1 == rows {
            context.budget.spend(picked.len() as u64 / 4 + 1)?;
            let batch: Batch = sorted.batch.gather(&picked);
            update(&aggregate, &mut *state, None, &batch, &groups, context)?;
            picked.clear();
            groups.clear();
        }
    }
    state.finish(&call.ty, context)
}

/// One result a partition, the same for all its rows.
fn partitions(aggregate: &AggregateCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    let mut groups = Vec::with_capacity(sorted.batch.rows);
    for (number, bounds) in sorted.partitions.windows(2).enumerate() {
        groups.resize(groups.len() + bounds[1] - bounds[0], number as u32);
    }
    let mut state = new_state(aggregate);
    state.resize(sorted.partitions.len() - 1);
    update(aggregate, &mut *state, None, &sorted.batch, &groups, context)?;
    Ok(state.finish(&aggregate.ty, context)?.gather(&groups))
}
