//! The operators that are functions of their arguments: arithmetic on numbers and on dates. Comparisons are part of the
//! expression evaluator.

mod floats;
mod integers;
mod kernels;
mod numerics;
mod temporal;

use super::Function;

/// All of them.
pub fn all() -> Vec<Function> {
    let mut all = integers::all();
    all.extend(floats::all());
    all.extend(numerics::all());
    all.extend(temporal::all());
    all
}
