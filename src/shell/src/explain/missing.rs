//! What a line that is not finished still needs: the marks and words that would let bash run it.

use crate::syntax::{ErrorKind, List, ParseOptions, Parser, SyntaxError};

/// Longest line that is completed; a longer one is only refused.
const LONGEST: usize = 4_000;
/// Marks looked for, one after the other.
const MOST: usize = 8;

/// What ends what is open: the text to add, and the words that stand for it.
const ENDINGS: [(&str, &str); 14] = [
    (" \u{2026}", ""),
    ("\nfi", "fi"),
    ("\nthen \u{2026}\nfi", "then \u{2026} fi"),
    (" \u{2026}\nthen \u{2026}\nfi", "then \u{2026} fi"),
    ("\ndone", "done"),
    ("\ndo \u{2026}\ndone", "do \u{2026} done"),
    (" \u{2026}\ndo \u{2026}\ndone", "do \u{2026} done"),
    (" in x\ndo \u{2026}\ndone", "in \u{2026}; do \u{2026} done"),
    (" x in x\ndo \u{2026}\ndone", "in \u{2026}; do \u{2026} done"),
    ("\nesac", "esac"),
    (" in\nesac", "in \u{2026} esac"),
    ("\n}", "}"),
    (")", ")"),
    (" ]]", "]]"),
];

/// A line with what it lacks.
pub(super) struct Whole {
    /// The line and, behind it, what had to be added.
    pub(super) text: String,
    /// Its commands.
    pub(super) lists: Vec<List>,
    /// What was added, as it is shown; an empty text stands for a word or a command.
    pub(super) missing: Vec<String>,
}

/// Reads a line, adding what it lacks.
pub(super) fn complete(line: &str) -> Result<Whole, SyntaxError> {
    let mut text = line.to_owned();
    let mut missing = Vec::new();
    loop {
        let error = match read(&text) {
            Ok(lists) => return Ok(Whole { text, lists, missing }),
            Err(error) => error,
        };
        if missing.len() >= MOST || text.len() > LONGEST {
            return Err(error);
        }
        let (add, shown) = match &error.kind {
            ErrorKind::Unclosed(mark, _) => {
                let mark = String::from_utf8_lossy(mark).into_owned();
                (mark.clone(), mark)
            }
            ErrorKind::HereDoc(delimiter, _) => {
                let delimiter = String::from_utf8_lossy(delimiter).into_owned();
                (format!("\n{delimiter}\n"), delimiter)
            }
            // `ls >`
            ErrorKind::Unexpected(token) if token == b"\n" && error.at >= text.trim_end().len() => {
                (" \u{2026}".to_owned(), String::new())
            }
            ErrorKind::End => match ending(&text) {
                Some((add, shown)) => (add, shown),
                None => return Err(error),
            },
            _ => return Err(error),
        };
        // A backslash at the end would swallow what is added.
        if text.ends_with('\\') {
            text.push('\n');
        }
        text.push_str(&add);
        missing.push(shown);
    }
}

/// The one ending, or the two, that make the text whole.
fn ending(text: &str) -> Option<(String, String)> {
    let whole = |text: &str| read(text).is_ok();
    let one = ENDINGS.iter().find(|(add, _)| whole(&format!("{text}{add}")));
    if let Some((add, shown)) = one {
        return Some(((*add).to_owned(), (*shown).to_owned()));
    }
    // The inner one first; the outer one is found the next time round.
    ENDINGS
        .iter()
        .find(|(inner, _)| ENDINGS.iter().any(|(outer, _)| whole(&format!("{text}{inner}{outer}"))))
        .map(|(add, shown)| ((*add).to_owned(), (*shown).to_owned()))
}

fn read(text: &str) -> Result<Vec<List>, SyntaxError> {
    let mut parser = Parser::new(text.as_bytes(), ParseOptions { extglob: true, ..ParseOptions::default() });
    let mut lists = Vec::new();
    while let Some(list) = parser.next()? {
        lists.push(list);
    }
    match parser.warnings.pop() {
        Some(warning) => Err(warning),
        None => Ok(lists),
    }
}

#[cfg(test)]
mod tests {
    use super::complete;

    #[track_caller]
    fn check(line: &str, missing: &[&str]) {
        assert_eq!(complete(line).map(|whole| whole.missing).unwrap_or_default(), missing, "{line}");
    }

    #[test]
    fn what_is_missing_is_named() {
        check("ls -l", &[]);
        check("echo 'a", &["'"]);
        check("echo \"$(ls", &[")", "\""]);
        check("ls |", &[""]);
        check("ls >", &[""]);
        check("true &&", &[""]);
        check("if true", &["then \u{2026} fi"]);
        check("if true; then ls", &["fi"]);
        check("while true; do ls", &["done"]);
        check("for x in a b", &["do \u{2026} done"]);
        check("if true; then for x in a", &["do \u{2026} done", "fi"]);
        check("case $x", &["in \u{2026} esac"]);
        check("{ ls", &["}"]);
        check("(ls", &[")"]);
        check("cat <<E\nx", &["E"]);
        check("echo ${x", &["}"]);
    }

    #[test]
    fn what_is_wrong_stays_wrong() {
        assert!(complete("ls | | wc").is_err());
        assert!(complete(") x").is_err());
    }
}
