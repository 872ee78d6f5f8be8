//! Text: case, cutting, padding, searching, joining, regular expressions, hashes.

mod basic;
mod distance;
mod hashes;
mod join;
mod patterns;

use super::Function;
use crate::value::Value;

/// All of them.
pub(super) fn all() -> Vec<Function> {
    let mut all = basic::all();
    all.extend(hashes::all());
    all.extend(join::all());
    all.extend(patterns::all());
    all.extend(distance::all());
    all
}

/// The text of an argument.
pub(super) fn text(args: &[Value], at: usize) -> &str {
    args.get(at).and_then(Value::as_str).unwrap_or("")
}

/// The integer of an argument.
pub(super) fn int(args: &[Value], at: usize) -> i64 {
    args.get(at).and_then(Value::as_int).unwrap_or_default()
}
