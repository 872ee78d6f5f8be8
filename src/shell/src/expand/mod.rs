//! Expanding words: brace, tilde, parameter, command, arithmetic, splitting, globbing, quote removal.

use base::Budget;
use pattern::Glob;

/// Whether a shell pattern (with extglob) matches all of `text`.
pub fn glob_matches(pattern: &[u8], text: &[u8]) -> bool {
    let budget = Budget::new(10_000_000);
    Glob::compile(pattern, true, false).is_ok_and(|glob| glob.is_match(text, &budget) == Ok(true))
}
