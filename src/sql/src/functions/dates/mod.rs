//! Dates and times: now, parts, truncation, ages, formats, and the spellings of Athena, Spark and Redshift.

mod athena;
mod build;
mod format;
mod now;
mod numerals;
mod parse;
mod parts;
mod spark;
mod timetz;

use super::Function;
use crate::value::Value;
use crate::value::calendar::{DAY, INFINITY, MINUS_INFINITY};

/// All of them.
pub(super) fn all() -> Vec<Function> {
    let mut all = now::all();
    all.extend(parts::all());
    all.extend(build::all());
    all.extend(format::all());
    all.extend(parse::all());
    all.extend(athena::all());
    all.extend(spark::all());
    all.extend(timetz::all());
    all
}

/// Microseconds of a date, a timestamp or a time.
fn micros(value: &Value) -> i64 {
    match value {
        Value::Date(days) if *days != INFINITY && *days != MINUS_INFINITY => days.saturating_mul(DAY),
        other => other.as_int().unwrap_or_default(),
    }
}
