//! Numbers: rounding, roots, powers, logarithms, trigonometry, luck.

mod exact;
mod floats;

use super::Function;

/// All of them.
pub(super) fn all() -> Vec<Function> {
    let mut all = exact::all();
    all.extend(floats::all());
    all
}
