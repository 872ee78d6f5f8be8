//! A clause sqlparser 0.52 does not know, taken out of the tokens before it sees them: `EXCLUDE …` of a window frame, kept beside the
//! tree, by place; and the `ASYMMETRIC` of BETWEEN, which says nothing.

use super::places::Places;
use sqlparser::tokenizer::TokenWithLocation;

/// Which rows a window frame leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exclusion {
    /// The current row.
    CurrentRow,
    /// The current row and its peers.
    Group,
    /// The peers of the current row.
    Ties,
}

/// Takes the clauses out; gives the places with them and how many tokens went.
pub(super) fn take_out(tokens: &mut Vec<(usize, TokenWithLocation)>, mut places: Places) -> (Places, usize) {
    let before = tokens.len();
    let is = |places: &Places, at: usize, word: &str| places.text(at).eq_ignore_ascii_case(word);
    let mut opens: Vec<usize> = Vec::new();
    let mut gone: Vec<usize> = Vec::new();
    for at in 0..places.len() {
        match places.text(at) {
            "(" => opens.push(at),
            ")" => {
                opens.pop();
            }
            _ => {}
        }
        if is(&places, at, "asymmetric") && at > 0 && is(&places, at - 1, "between") {
            gone.push(at);
        }
        if !is(&places, at, "exclude") {
            continue;
        }
        let follows = |offset: usize, word: &str| places.text(at + offset).eq_ignore_ascii_case(word);
        let (exclusion, words) = if follows(1, "current") && follows(2, "row") {
            (Some(Exclusion::CurrentRow), 3)
        } else if follows(1, "group") && places.text(at + 2) == ")" {
            (Some(Exclusion::Group), 2)
        } else if follows(1, "ties") {
            (Some(Exclusion::Ties), 2)
        } else if follows(1, "no") && follows(2, "others") {
            (None, 3)
        } else {
            continue;
        };
        if let (Some(exclusion), Some(open)) = (exclusion, opens.last()) {
            places.exclusions.insert(*open, exclusion);
        }
        gone.extend(at..at + words);
    }
    tokens.retain(|(index, _)| gone.binary_search(index).is_err());
    let removed = before - tokens.len();
    (places, removed)
}
