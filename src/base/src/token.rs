//! Coloured stretches of source text.

use crate::Span;
use serde::{Deserialize, Serialize};

/// What a stretch of source is; the style sheet gives each class its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenClass {
    /// a reserved word
    Keyword,
    /// a built-in function or a command
    Function,
    /// a type
    Type,
    /// a name
    Identifier,
    /// a string literal
    String,
    /// a number literal
    Number,
    /// a constant such as TRUE or NULL
    Constant,
    /// a variable or a parameter
    Variable,
    /// a command's option
    Option,
    /// an operator, a pipe, a redirection
    Operator,
    /// punctuation
    Punctuation,
    /// a comment
    Comment,
    /// what cannot be read
    Error,
}

/// A stretch of source and its class. Tokens of one text come in order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub class: TokenClass,
}
