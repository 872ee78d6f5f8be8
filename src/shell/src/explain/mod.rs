//! A command line explained part by part: every word, option, expansion, redirection and operator, in a reader's language.
//!
//! [`missing`] reads the line with the shell's own parser, completing it where it is not finished; [`walk`] goes through the
//! tree and says what each part is, [`command`] what the words of a command are to it (from its man page, [`page`]),
//! [`expansion`] what expansions become. Nothing is run: an expansion is only tried in a copy of the shell, and only where it
//! cannot change anything. The sentences are [`Words`], which the lab provides.

mod command;
mod expansion;
mod missing;
mod page;
mod walk;
mod words;

pub use words::Words;

use crate::exec::Shell;
use crate::syntax::{Part as Piece, Word};
use base::Span;
use std::rc::Rc;

/// A part of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it is and does.
    pub text: String,
}

/// A command line explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Its parts, left to right; a part inside another follows it.
    pub parts: Vec<Part>,
    /// What is missing or wrong.
    pub problem: Option<String>,
}

/// The shell that waits at a prompt, as it was then: for looking up and trying out.
#[derive(Clone)]
pub struct Snapshot(pub(crate) Rc<Shell>);

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("Snapshot")
    }
}

/// A part that was found, before its value is known.
struct Found {
    span: Span,
    text: String,
    value: Value,
}

/// What can be tried out.
enum Value {
    /// Nothing.
    None,
    /// One text.
    Text(Vec<Piece>),
    /// The words that a word becomes.
    Fields(Box<Word>),
}

/// Values shown are cut here, in characters.
const WIDEST: usize = 200;

/// Explains a line with what this shell knows. The shell is a copy: trying an expansion may leave traces in it.
pub(crate) async fn explain(shell: &mut Shell, line: &str, language: &str, words: &Words<'_>) -> Explanation {
    let whole = match missing::complete(line) {
        Ok(whole) => whole,
        Err(error) => {
            let message = error.messages().first().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let problem = words.say("explain-wrong", &[("message", &message.unwrap_or_default())]);
            return Explanation { parts: Vec::new(), problem: Some(problem) };
        }
    };
    let mut found = walk::walk(shell, &whole.text, &whole.lists, language, words);
    // What had to be added is not the learner's.
    found.retain(|part| (part.span.start as usize) < line.len());
    found.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    found.dedup_by(|later, earlier| later.span == earlier.span && later.text == earlier.text);
    let mut parts = Vec::new();
    for Found { span, mut text, value } in found {
        if let Some(said) = expansion::told(shell, &value, words).await {
            text = format!("{text} {said}");
        }
        let end = (span.end as usize).min(line.len());
        parts.push(Part { span: Span::new(span.start as usize, end), text });
    }
    let problem = (!whole.missing.is_empty()).then(|| {
        let shown = |mark: &String| if mark.is_empty() { words.say("missing-word", &[]) } else { mark.clone() };
        let marks: Vec<String> = whole.missing.iter().map(shown).collect();
        words.say("explain-missing", &[("what", &marks.join("   "))])
    });
    Explanation { parts, problem }
}

/// A text cut to what fits.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}
