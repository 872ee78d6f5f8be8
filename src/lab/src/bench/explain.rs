//! A command line's explanation laid out for a page: the line in pieces, each with the part it belongs to.

use crate::protocol::Response;
use serde::{Deserialize, Serialize};
use shell::Explanation;

/// A piece of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// its text
    pub text: String,
    /// the innermost part it belongs to; blanks belong to none
    pub part: Option<usize>,
}

/// A part of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedPart {
    /// its text
    pub text: String,
    /// what it is and does
    pub told: String,
    /// its first piece
    pub first: usize,
    /// one past its last piece
    pub end: usize,
    /// how many parts it stands in
    pub depth: usize,
}

/// The line in pieces, and its parts.
pub(super) fn laid_out(line: &str, told: Explanation) -> Response {
    let spans: Vec<(usize, usize)> =
        told.parts.iter().map(|part| (part.span.start as usize, part.span.end as usize)).collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(start, end)| [*start, *end]).chain([0, line.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| line.is_char_boundary(*cut));
    let piece = |cut: usize| cuts.iter().position(|known| *known >= cut).unwrap_or(cuts.len());
    let parts = told.parts.iter().zip(&spans).enumerate().map(|(at, (part, (start, end)))| ExplainedPart {
        text: line.get(*start..*end).unwrap_or_default().to_owned(),
        told: part.text.clone(),
        first: piece(*start),
        end: piece(*end),
        depth: spans[..at].iter().filter(|(from, to)| from <= start && end <= to).count(),
    });
    let words = cuts.windows(2).map(|pair| Word {
        text: line[pair[0]..pair[1]].to_owned(),
        // Outer parts come first: the last one that holds the piece is the innermost.
        part: spans.iter().rposition(|(start, end)| *start <= pair[0] && pair[1] <= *end),
    });
    Response::Explained { words: words.collect(), parts: parts.collect(), problem: told.problem }
}
