//! The parser's state: the text, the place in it, what is open.

use super::error::{ErrorKind, SyntaxError};
use super::{List, Word};
use crate::Bytes;
use base::Span;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) type Result<T> = std::result::Result<T, SyntaxError>;

/// Commands within commands, words within words.
const MAX_DEPTH: u32 = 60;

/// What changes how a text is read.
#[derive(Clone, Debug, Default)]
pub struct ParseOptions {
    /// `shopt -s extglob`
    pub extglob: bool,
    /// Aliases, when they are expanded.
    pub aliases: Option<Rc<BTreeMap<Bytes, Bytes>>>,
    /// The line the text starts on, less one.
    pub line_offset: u32,
    /// `#` does not start a comment (interactive shells without `interactive_comments`).
    pub no_comments: bool,
}

/// A here-document whose text comes after the line.
pub(super) struct Pending {
    pub(super) delimiter: Bytes,
    pub(super) literal: bool,
    pub(super) tabs: bool,
    pub(super) body: Rc<OnceCell<Word>>,
    pub(super) line: u32,
}

/// Reads a text, one complete command at a time.
pub struct Parser {
    pub(super) src: Bytes,
    pub(super) pos: usize,
    pub(super) options: ParseOptions,
    pub(super) pending: Vec<Pending>,
    pub(super) depth: u32,
    /// Aliases being expanded: they are not expanded again before this place.
    pub(super) expanding: Vec<(Bytes, usize)>,
    /// The word that ends here may be an alias too: an alias that ends in a blank came before it.
    pub(super) alias_next: Option<usize>,
    /// Warnings about here-documents cut short by the end.
    pub warnings: Vec<SyntaxError>,
    /// Ends inside parentheses: how many `$(` are open.
    pub(super) substitutions: u32,
    line_cache: Cell<(usize, u32)>,
    /// Places where `$((` or `((` turned out to be something else: not to be tried again.
    pub(super) not_arith: std::collections::HashSet<usize>,
}

impl Parser {
    /// A parser at the start of this text.
    pub fn new(text: &[u8], options: ParseOptions) -> Self {
        Self {
            src: text.to_vec(),
            pos: 0,
            options,
            pending: Vec::new(),
            depth: 0,
            expanding: Vec::new(),
            alias_next: None,
            warnings: Vec::new(),
            substitutions: 0,
            line_cache: Cell::new((0, 0)),
            not_arith: std::collections::HashSet::new(),
        }
    }

    /// Changes how what comes next is read.
    pub fn set_options(&mut self, options: ParseOptions) {
        let line_offset = self.options.line_offset;
        self.options = ParseOptions { line_offset, ..options };
    }

    /// How far it has read.
    pub fn position(&self) -> usize {
        self.pos
    }

    /// The text, aliases expanded so far.
    pub fn source(&self) -> &[u8] {
        &self.src
    }

    /// The next complete command: everything up to the end of its line. `None` at the end of the text.
    #[allow(clippy::should_implement_trait)] // It gives a Result of an Option, with state that callers change in between.
    pub fn next(&mut self) -> Result<Option<List>> {
        self.depth = 0;
        self.expanding.clear();
        loop {
            self.blanks();
            match self.peek() {
                None => return Ok(None),
                Some(b'\n') => self.newline()?,
                Some(_) => break,
            }
        }
        let list = self.line_list()?;
        Ok(Some(list))
    }

    /// Skips the rest of the line an error is on, so that an interactive shell can go on.
    pub fn skip_line(&mut self) {
        while self.pos < self.src.len() && self.src[self.pos] != b'\n' {
            self.pos += 1;
        }
        self.pending.clear();
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.src.get(self.pos).copied()
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.src.get(self.pos + ahead).copied()
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.src[self.pos.min(self.src.len())..]
    }

    pub(super) fn looking_at(&self, text: &[u8]) -> bool {
        self.rest().starts_with(text)
    }

    /// Takes this text if it comes next.
    pub(super) fn eat(&mut self, text: &[u8]) -> bool {
        let found = self.looking_at(text);
        if found {
            self.pos += text.len();
        }
        found
    }

    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.pos)
    }

    /// The line of a place, from 1 (and the text's offset).
    pub(super) fn line_at(&self, place: usize) -> u32 {
        let place = place.min(self.src.len());
        let (from, lines) = self.line_cache.get();
        let newlines = |text: &[u8]| memchr::memchr_iter(b'\n', text).count() as u32;
        let lines = if place >= from {
            lines + newlines(&self.src[from..place])
        } else {
            lines.saturating_sub(newlines(&self.src[place..from.min(self.src.len())]))
        };
        self.line_cache.set((place, lines));
        lines + 1 + self.options.line_offset
    }

    /// Forgets counted lines after the text has changed before them.
    pub(super) fn recount(&mut self, place: usize) {
        if self.line_cache.get().0 > place {
            self.line_cache.set((0, 0));
        }
    }

    pub(super) fn error<T>(&self, kind: ErrorKind, at: usize) -> Result<T> {
        Err(self.make_error(kind, at))
    }

    pub(super) fn make_error(&self, kind: ErrorKind, at: usize) -> SyntaxError {
        let at = at.min(self.src.len());
        // The token that ends a line belongs to that line.
        let start = self.src[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let end = self.src[at..].iter().position(|byte| *byte == b'\n').map_or(self.src.len(), |newline| at + newline);
        // bash has read past the last line when it meets the end.
        let past = at == self.src.len() && !self.src.ends_with(b"\n") && matches!(kind, ErrorKind::End);
        SyntaxError {
            kind,
            at,
            line: self.line_at(at) + u32::from(past),
            text: self.src[start..end].to_vec(),
            in_elements: false,
        }
    }

    /// The next token may not stand here.
    pub(super) fn unexpected<T>(&mut self) -> Result<T> {
        self.blanks();
        if self.pos >= self.src.len() {
            return self.error(ErrorKind::End, self.pos);
        }
        let token = self.token_text();
        self.error(ErrorKind::Unexpected(token), self.pos)
    }

    /// The same where a word must stand on this line: the end is the end of the line.
    pub(super) fn word_expected<T>(&mut self) -> Result<T> {
        self.blanks();
        if self.pos >= self.src.len() {
            return self.error(ErrorKind::Unexpected(b"\n".to_vec()), self.pos);
        }
        self.unexpected()
    }

    /// The text of the next token, for messages.
    pub(super) fn token_text(&mut self) -> Bytes {
        if let Some(operator) = self.peek_operator() {
            return operator.as_bytes().to_vec();
        }
        let start = self.pos;
        let word = self.word();
        self.pos = start;
        match word {
            Ok(word) => word.raw,
            Err(_) => {
                let rest = self.rest();
                rest[..rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())].to_vec()
            }
        }
    }

    /// Runs a part of the grammar one level deeper.
    pub(super) fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return self.error(ErrorKind::TooDeep, self.pos);
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    /// Skips spaces, tabs, continued lines and a comment.
    pub(super) fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.pos += 1,
                Some(b'\\') if self.peek_at(1) == Some(b'\n') => self.pos += 2,
                Some(b'#') if !self.options.no_comments && self.comment_may_start() => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.pos += 1;
                    }
                }
                _ => return,
            }
        }
    }

    fn comment_may_start(&self) -> bool {
        let before = self.pos.checked_sub(1).map(|at| self.src[at]);
        before.is_none_or(|byte| b" \t\n;&|()<>`".contains(&byte))
    }

    /// Skips blanks, newlines and here-documents.
    pub(super) fn newlines(&mut self) -> Result<()> {
        loop {
            self.blanks();
            if self.peek() != Some(b'\n') {
                return Ok(());
            }
            self.newline()?;
        }
    }

    /// Takes the newline and the here-documents after it.
    pub(super) fn newline(&mut self) -> Result<()> {
        self.pos += 1;
        if !self.pending.is_empty() {
            self.heredocs()?;
        }
        Ok(())
    }

    /// The operator that comes next.
    pub(super) fn peek_operator(&self) -> Option<&'static str> {
        const OPERATORS: [&str; 27] = [
            "&>>", ";;&", "<<<", "<<-", "&&", "||", ";;", ";&", "|&", "&>", "<<", "<&", "<>", ">>", ">&", ">|", "<(",
            ">(", "|", "&", ";", "(", ")", "<", ">", "\n", "\0",
        ];
        let next = self.peek()?;
        if !b"&;|<>()\n".contains(&next) {
            return None;
        }
        OPERATORS.into_iter().find(|operator| self.looking_at(operator.as_bytes()))
    }
}

/// Does this byte end an unquoted word?
pub(super) fn is_meta(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'|' | b'&' | b';' | b'(' | b')' | b'<' | b'>')
}

/// May this byte be in a name?
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Is this text a name?
pub(crate) fn is_identifier(text: &[u8]) -> bool {
    text.first().is_some_and(|first| is_name(*first) && !first.is_ascii_digit())
        && text.iter().all(|byte| is_name(*byte))
}
