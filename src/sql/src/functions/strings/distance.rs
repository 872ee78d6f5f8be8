//! Likeness of texts, and Spark's and Athena's pieces of them.

use super::{int, text};
use crate::Result;
use crate::functions::{Context, Function, row};
use crate::value::Value;

/// Insertions, deletions and replacements from one text to the other.
fn levenshtein(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b): (Vec<char>, Vec<char>) = (text(args, 0).chars().collect(), text(args, 1).chars().collect());
    context.budget.spend((a.len() as u64 + 1) * (b.len() as u64 + 1) / 4 + 1)?;
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    Ok(Value::Int(row[b.len()] as i64))
}

/// Places at which texts of one length differ; NULL for texts of different lengths.
fn hamming(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b) = (text(args, 0), text(args, 1));
    if a.chars().count() != b.chars().count() {
        return Ok(Value::Null);
    }
    Ok(Value::Int(a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() as i64))
}

/// Spark's `substring_index(text, delimiter, n)`: what comes before the n-th delimiter; from the end when negative.
fn substring_index(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, delimiter, n) = (text(args, 0), text(args, 1), int(args, 2));
    if delimiter.is_empty() || n == 0 {
        return Ok(Value::text(""));
    }
    let parts: Vec<&str> = t.split(delimiter).collect();
    let count = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX).min(parts.len());
    let kept = if n > 0 { &parts[..count] } else { &parts[parts.len() - count..] };
    Ok(Value::text(kept.join(delimiter)))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("levenshtein(text, text) -> int4", levenshtein),
        row("levenshtein_distance(text, text) -> int4", levenshtein),
        row("hamming_distance(text, text) -> int4", hamming),
        row("substring_index(text, text, int4) -> text", substring_index),
    ]
}
