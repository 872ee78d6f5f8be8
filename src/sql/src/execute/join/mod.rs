//! Joins: by hash where keys are equal, by nested loops where only a condition is, anew for each left row where the right side
//! depends on it.

mod apply;
mod hash;
mod nested;

pub(super) use apply::Apply;

use super::{Context, Operator, open as start};
use crate::Result;
use crate::plan::{Expr, JoinKind, KeyPair, Plan};

/// Starts a join.
pub(super) fn open<'p>(
    kind: JoinKind,
    left: &'p Plan,
    right: &'p Plan,
    keys: &'p [KeyPair],
    residual: Option<&'p Expr>,
    context: &Context<'_>,
) -> Result<Box<dyn Operator + 'p>> {
    let (first, second) = (start(left, context)?, start(right, context)?);
    Ok(if keys.is_empty() {
        Box::new(nested::Nested::new(kind, first, second, residual, &left.types, &right.types))
    } else {
        Box::new(hash::HashJoin::new(kind, first, second, keys, residual, &left.types, &right.types))
    })
}
