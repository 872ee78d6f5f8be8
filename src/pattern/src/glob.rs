//! The shell's patterns, and the questions a shell asks of them.

use crate::backtrack::{self, Input, Want};
use crate::captures::Match;
use crate::error::PatternError;
use crate::parse::glob;
use crate::program::{Program, compile};
use base::{Budget, Exhausted};
use std::rc::Rc;

/// A compiled shell pattern: file names, `case`, `[[ x == pattern ]]`, `${x#pattern}`.
///
/// Quoted characters must come with a backslash before them. `/` and a leading `.` are ordinary here: path expansion
/// matches one component at a time and looks at the dot itself.
///
/// ```
/// use base::Budget;
/// use pattern::Glob;
/// let budget = Budget::new(100_000);
/// let glob = Glob::compile("*.tar.[gx]z", false, false)?;
/// assert_eq!(glob.is_match(b"a.tar.gz", &budget), Ok(true));
/// let slash = Glob::compile("*/", false, false)?;
/// assert_eq!(slash.prefix(b"a/b/c", true, &budget), Ok(Some(4)));
/// assert_eq!(slash.prefix(b"a/b/c", false, &budget), Ok(Some(2)));
/// # Ok::<(), pattern::PatternError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Glob {
    program: Rc<Program>,
}

impl Glob {
    /// Compiles a pattern; `extended` is bash's `extglob`, `ignore_case` its `nocasematch`.
    ///
    /// # Errors
    /// Only when it nests too deeply or is too large: what is malformed stands for itself, as in every shell.
    pub fn compile(text: impl AsRef<[u8]>, extended: bool, ignore_case: bool) -> Result<Self, PatternError> {
        let node = glob::parse(text.as_ref(), extended, ignore_case)?;
        Ok(Self { program: Rc::new(compile(&node, 0, ignore_case, false)?) })
    }

    /// Whether all of `text` matches.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn is_match(&self, text: &[u8], budget: &Budget) -> Result<bool, Exhausted> {
        let input = Input { last_start: 0, want: Want::EndingAt(text.len()), ..Self::input(text) };
        Ok(self.find(input, budget)?.is_some())
    }

    /// Where the shortest or the longest prefix that matches ends: `${x#pattern}`, `${x##pattern}`.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn prefix(&self, text: &[u8], longest: bool, budget: &Budget) -> Result<Option<usize>, Exhausted> {
        let want = if longest { Want::Longest } else { Want::Shortest };
        Ok(self.find(Input { last_start: 0, want, ..Self::input(text) }, budget)?.map(|found| found.end))
    }

    /// Where the shortest or the longest suffix that matches starts: `${x%pattern}`, `${x%%pattern}`.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn suffix(&self, text: &[u8], longest: bool, budget: &Budget) -> Result<Option<usize>, Exhausted> {
        let input = Input { backwards: !longest, want: Want::EndingAt(text.len()), ..Self::input(text) };
        Ok(self.find(input, budget)?.map(|found| found.start))
    }

    /// The leftmost, then longest stretch that matches, from `start` on: `${x/pattern/…}`.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn find_at(&self, text: &[u8], start: usize, budget: &Budget) -> Result<Option<Match>, Exhausted> {
        self.find(Input { start, ..Self::input(text) }, budget)
    }

    /// Whether `text` has any character that is special in a pattern; if not, it can be compared as it stands.
    pub fn is_special(text: &[u8], extended: bool) -> bool {
        text.iter().any(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\'))
            || extended && text.windows(2).any(|pair| matches!(pair, [b'+' | b'@' | b'!', b'(']))
    }

    fn input(text: &[u8]) -> Input<'_> {
        Input {
            text,
            start: 0,
            last_start: text.len(),
            limit: text.len(),
            backwards: false,
            want: Want::Longest,
            place: None,
        }
    }

    fn find(&self, input: Input, budget: &Budget) -> Result<Option<Match>, Exhausted> {
        Ok(backtrack::find(&self.program, input, budget)?.map(|slots| Match { start: slots[0], end: slots[1] }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        let glob = Glob::compile(pattern, true, false).unwrap();
        assert_eq!(glob.is_match(text.as_bytes(), &Budget::new(100_000)), Ok(expected), "{pattern} on {text}");
    }

    #[test]
    fn extended_forms() {
        check("!(*.txt)", "a.csv", true);
        check("!(*.txt)", "a.txt", false);
        check("*!(.txt)", "a.txt", true);
        check("a!(b|c)d", "abd", false);
        check("a!(b|c)d", "abcd", true);
        check("+(ab|c)", "abcab", true);
        check("?(a)", "", true);
        check("@(a|b", "@(a|b", true);
        check("[!a-c]", "d", true);
        check("[]-]", "-", true);
        check("[a", "[a", true);
        check("\\*", "*", true);
        check("[[:digit:]]*", "1x", true);
    }

    #[test]
    fn suffixes() {
        let glob = Glob::compile(".*", false, false).unwrap();
        let budget = Budget::new(100_000);
        assert_eq!(glob.suffix(b"a.tar.gz", false, &budget), Ok(Some(5)));
        assert_eq!(glob.suffix(b"a.tar.gz", true, &budget), Ok(Some(1)));
        assert_eq!(glob.find_at(b"a.b", 0, &budget), Ok(Some(Match { start: 1, end: 3 })));
    }
}
