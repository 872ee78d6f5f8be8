//! What an aggregate keeps while it reads.

use super::Aggregator;
use super::{bits, collect, counts, extremes, moments, pairs, quantiles, sums};
use crate::Result;
use crate::execute::Context;
use crate::plan::AggregateCall;
use crate::types::{Physical, Type};
use crate::vector::Vector;
use std::sync::Arc;

/// The states of one aggregate, one a group.
pub(crate) trait State {
    /// Makes room for so many groups.
    fn resize(&mut self, groups: usize);
    /// Sees some rows: the group, the arguments and the order keys of each.
    fn update(
        &mut self,
        groups: &[u32],
        args: &[Arc<Vector>],
        order: &[Arc<Vector>],
        context: &Context<'_>,
    ) -> Result<()>;
    /// The result of each group.
    fn finish(&mut self, ty: &Type, context: &Context<'_>) -> Result<Vector>;
    /// Bytes taken beyond a few a group.
    fn heap_size(&self) -> u64 {
        0
    }
}

/// The states for a call.
pub(crate) fn new_state(call: &AggregateCall) -> Box<dyn State> {
    let argument = call.args.first().map_or(Type::Unknown, |arg| arg.ty.clone());
    match &call.function {
        Aggregator::CountStar => Box::new(counts::Count::new(false)),
        Aggregator::Count => Box::new(counts::Count::new(true)),
        Aggregator::Sum => sums::new(&argument, &call.ty, false),
        Aggregator::Average => sums::new(&argument, &call.ty, true),
        Aggregator::Min => extremes::new(&argument, false),
        Aggregator::Max => extremes::new(&argument, true),
        Aggregator::AnyValue => Box::new(extremes::Any::default()),
        Aggregator::MinBy => Box::new(extremes::By::new(false)),
        Aggregator::MaxBy => Box::new(extremes::By::new(true)),
        Aggregator::BoolAnd => Box::new(bits::Truth::new(true)),
        Aggregator::BoolOr => Box::new(bits::Truth::new(false)),
        Aggregator::BitAnd | Aggregator::BitOr | Aggregator::BitXor => Box::new(bits::Bits::new(call.function.clone())),
        Aggregator::Moment(wanted) => {
            if argument.physical() == Physical::Float {
                Box::new(moments::FloatMoments::new(*wanted))
            } else {
                Box::new(moments::ExactMoments::new(*wanted))
            }
        }
        Aggregator::Pair(wanted) => Box::new(pairs::Pairs::new(*wanted)),
        Aggregator::PercentileCont | Aggregator::PercentileDisc | Aggregator::Mode => {
            Box::new(quantiles::Quantile::new(call.function.clone(), call))
        }
        Aggregator::StringAgg | Aggregator::ArrayAgg | Aggregator::JsonAgg(_) | Aggregator::JsonObjectAgg(_) => {
            Box::new(collect::Collect::new(call))
        }
    }
}
