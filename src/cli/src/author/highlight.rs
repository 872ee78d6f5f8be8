//! The engines' own colours for the code in lessons.

use base::Token;
use course::author::Highlight;
use lab::Language;

/// Colours SQL and shell; other languages stay plain.
pub(crate) struct Engines;

impl Highlight for Engines {
    fn tokens(&self, language: &str, code: &str) -> Vec<Token> {
        match language {
            "sql" => lab::highlight(Language::Sql, code),
            "shell" | "sh" | "bash" => lab::highlight(Language::Shell, code),
            _ => Vec::new(),
        }
    }
}
