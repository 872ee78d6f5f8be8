//! Where two texts differ, for the words of a check.

use crate::verdict::{Args, args};

/// The first line that differs, and what stands there; nothing stands past the end.
pub(crate) fn difference(expected: &str, actual: &str) -> Args {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let at = (0..expected.len().max(actual.len())).find(|at| expected.get(*at) != actual.get(*at)).unwrap_or(0);
    let line = |lines: &[&str]| shorten(lines.get(at).unwrap_or(&""));
    let count = |of: &[&str], not_in: &[&str]| {
        let mut left: Vec<&str> = not_in.to_vec();
        left.sort_unstable();
        of.iter()
            .filter(|line| match left.binary_search(line) {
                Ok(at) => {
                    left.remove(at);
                    false
                }
                Err(_) => true,
            })
            .count()
    };
    args([
        ("line", (at + 1).into()),
        ("expected-line", line(&expected).into()),
        ("actual-line", line(&actual).into()),
        ("expected", expected.len().into()),
        ("actual", actual.len().into()),
        ("missing", count(&expected, &actual).into()),
        ("extra", count(&actual, &expected).into()),
    ])
}

/// A text that fits a sentence.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['\u{2026}']).collect()
}
