//! What all readers of a course share.

use super::finding::Findings;
use super::tree::Tree;
use base::Token;

/// Colours code; the engines' own highlighters, which this crate does not know.
pub trait Highlight {
    /// The tokens of a text in a language named as after three backticks; none where the language is unknown.
    fn tokens(&self, language: &str, code: &str) -> Vec<Token>;
}

/// Colours nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Highlight for Plain {
    fn tokens(&self, _language: &str, _code: &str) -> Vec<Token> {
        Vec::new()
    }
}

/// The files, the place for findings, the highlighter.
pub(crate) struct Context<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) findings: &'a Findings,
    pub(crate) highlight: &'a dyn Highlight,
}
