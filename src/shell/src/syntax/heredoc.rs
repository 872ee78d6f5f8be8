//! Here-documents: their text comes after the line that asks for them.

use super::parser::{ParseOptions, Parser, Pending, Result};
use super::{ErrorKind, Part, Word};
use crate::Bytes;

impl Parser {
    /// Reads the texts of the here-documents that wait, at the start of a line.
    pub(super) fn heredocs(&mut self) -> Result<()> {
        for pending in std::mem::take(&mut self.pending) {
            let body = self.heredoc(&pending)?;
            // The cell is fresh: nothing else sets it.
            let _ = pending.body.set(body);
        }
        Ok(())
    }

    fn heredoc(&mut self, pending: &Pending) -> Result<Word> {
        let start = self.pos;
        let first_line = self.line_at(start);
        let mut text = Vec::new();
        loop {
            if self.pos >= self.src.len() {
                let line = self.line_at(self.pos.saturating_sub(1));
                let mut error = self.make_error(ErrorKind::HereDoc(pending.delimiter.clone(), pending.line), self.pos);
                error.line = line;
                self.warnings.push(error);
                break;
            }
            let rest = self.rest();
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..length];
            let line = if pending.tabs { line.trim_ascii_start_tabs() } else { line };
            // Inside `$(…)` the parenthesis may follow the delimiter.
            let closed = self.substitutions > 0 && line.strip_suffix(b")") == Some(&pending.delimiter);
            if line == pending.delimiter || closed {
                self.pos += length - usize::from(closed);
                if !closed && self.peek() == Some(b'\n') {
                    self.pos += 1;
                }
                break;
            }
            text.extend_from_slice(line);
            let ended = length < rest.len();
            // A backslash at a line's end joins it with the next, which then cannot be the delimiter.
            let joined =
                !pending.literal && ended && line.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
            self.pos += length + usize::from(ended);
            if ended {
                text.push(b'\n');
            }
            if joined {
                let rest = self.rest();
                let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
                text.extend_from_slice(&rest[..length]);
                self.pos += length;
            }
        }
        if pending.literal {
            return Ok(Word {
                plain: Some(text.clone()),
                parts: vec![Part::Quoted(text.clone())],
                raw: text,
                ..Word::default()
            });
        }
        let options = ParseOptions { line_offset: first_line.saturating_sub(1), ..self.options.clone() };
        let mut inner = Parser::new(&text, options);
        inner.depth = self.depth;
        let parts = inner.nested(Parser::heredoc_parts)?;
        Ok(inner.finish_word(parts, 0))
    }
}

trait TrimTabs {
    fn trim_ascii_start_tabs(&self) -> &[u8];
}

impl TrimTabs for [u8] {
    fn trim_ascii_start_tabs(&self) -> &[u8] {
        &self[self.iter().take_while(|byte| **byte == b'\t').count()..]
    }
}

/// A delimiter without its quotes, and whether it had any.
pub(super) fn unquoted(word: &Word) -> (Bytes, bool) {
    let mut text = Vec::new();
    let mut quoted = false;
    for part in &word.parts {
        match part {
            Part::Literal(literal) => text.extend_from_slice(literal),
            Part::Quoted(literal) => {
                text.extend_from_slice(literal);
                quoted = true;
            }
            Part::Double(inner) => {
                quoted = true;
                for part in inner {
                    match part {
                        Part::Literal(literal) | Part::Quoted(literal) => text.extend_from_slice(literal),
                        Part::Param(param) => text.extend_from_slice(&param.raw),
                        _ => {}
                    }
                }
            }
            Part::Param(param) => text.extend_from_slice(&param.raw),
            Part::Tilde(user) => {
                text.push(b'~');
                text.extend_from_slice(user);
            }
            _ => {
                // Nothing in a delimiter is expanded: its text counts.
                return (word.raw.clone(), quoted);
            }
        }
    }
    (text, quoted)
}

impl Parser {
    /// The whole text as if it stood in double quotes with its quotes ordinary: a prompt.
    pub(crate) fn whole_quoted(&mut self) -> Option<Word> {
        let parts = self.heredoc_parts().ok()?;
        Some(self.finish_word(parts, 0))
    }
}
