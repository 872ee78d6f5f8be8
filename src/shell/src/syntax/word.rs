//! Words: unquoted text and everything that may stand inside it.

use super::parser::{Parser, Result, is_meta};
use super::{ErrorKind, Part, Word};
use crate::Bytes;

/// What ends the parts being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// A metacharacter: an ordinary word.
    Meta,
    /// A closing brace: inside `${…}`.
    Brace,
    /// A closing brace or a slash: the pattern of `${x/p/r}`.
    BraceOrSlash,
    /// A closing parenthesis: inside an extended glob.
    Paren,
    /// A blank outside parentheses: the right side of `=~`.
    Regex,
    /// The end of the text.
    End,
}

/// Where a word stands, as far as reading it depends on that.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) until: Until,
    /// Inside double quotes (the word of `"${x:-w}"`).
    pub(super) quoted: bool,
    /// The right side of an assignment: `~` counts after every colon.
    pub(super) assignment: bool,
    /// Extended globs are read.
    pub(super) extglob: bool,
}

impl Parser {
    /// Reads a word; the caller has skipped blanks and knows that one starts here.
    pub(super) fn word(&mut self) -> Result<Word> {
        let extglob = self.options.extglob;
        self.word_at(Place { until: Until::Meta, quoted: false, assignment: false, extglob })
    }

    /// Reads a word in a place.
    pub(super) fn word_at(&mut self, place: Place) -> Result<Word> {
        let start = self.pos;
        let parts = self.nested(|parser| parser.parts(place))?;
        let mut word = self.finish_word(parts, start);
        if place.extglob && !self.options.extglob {
            word.plain = plain(&word.parts, true);
        }
        Ok(word)
    }

    /// Makes a word of parts that started at `start`.
    pub(super) fn finish_word(&self, parts: Vec<Part>, start: usize) -> Word {
        let span = self.span_from(start);
        let raw = self.src[start..self.pos].to_vec();
        let braces = parts.iter().any(|part| matches!(part, Part::Literal(text) if text.contains(&b'{')));
        let plain = plain(&parts, self.options.extglob);
        Word { parts, raw, span, plain, braces, assignment: None }
    }

    /// Reads parts up to the end of the place.
    pub(super) fn parts(&mut self, place: Place) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut text: Bytes = Vec::new();
        let start = self.pos;
        let mut parens = 0_u32;
        // In `"${x:-'}'}"` the quotes are text, yet the brace between them closes nothing.
        let mut held = 0;
        while let Some(byte) = self.peek() {
            if byte == b'\'' && place.quoted && place.until == Until::Brace && self.pos >= held {
                match self.rest()[1..].iter().position(|byte| *byte == b'\'') {
                    Some(length) => held = self.pos + length + 2,
                    None => {
                        let line = self.line_at(self.pos);
                        return self.error(ErrorKind::Unclosed(b"'".to_vec(), line), self.src.len());
                    }
                }
            }
            let ends = match place.until {
                _ if self.pos < held => false,
                Until::Meta => is_meta(byte),
                Until::Brace => byte == b'}',
                Until::BraceOrSlash => byte == b'}' || byte == b'/',
                Until::Paren => byte == b')' && parens == 0,
                Until::Regex => {
                    parens == 0
                        && matches!(byte, b' ' | b'\t' | b'\n' | b')' | b'&' | b'|' | b';' | b'<' | b'>')
                        && !(byte == b'|' && self.peek_at(1) != Some(b'|'))
                }
                Until::End => false,
            };
            let group = byte == b'('
                && place.extglob
                && !place.quoted
                && place.until == Until::Meta
                && text.last().is_some_and(|last| b"?*+@!".contains(last));
            if ends && !group {
                // `<(…)` and `>(…)` are parts of words.
                let process =
                    place.until == Until::Meta && matches!(byte, b'<' | b'>') && self.peek_at(1) == Some(b'(');
                if !process || (!text.is_empty() && text.iter().all(u8::is_ascii_digit) && parts.is_empty()) {
                    break;
                }
                flush(&mut parts, &mut text);
                parts.push(self.process_substitution()?);
                continue;
            }
            match byte {
                b'\\' => self.backslash(place, &mut parts, &mut text)?,
                b'\'' if !place.quoted => {
                    flush(&mut parts, &mut text);
                    parts.push(Part::Quoted(self.single_quoted()?));
                }
                b'"' if place.until != Until::End || !place.quoted => {
                    flush(&mut parts, &mut text);
                    self.pos += 1;
                    let inner = self.nested(Parser::double_quoted)?;
                    parts.push(Part::Double(inner));
                }
                b'$' => self.dollar(place.quoted, &mut parts, &mut text)?,
                b'`' => {
                    flush(&mut parts, &mut text);
                    parts.push(self.backquoted(place.quoted && place.until != Until::End)?);
                }
                b'~' if !place.quoted && self.tilde_may_start(start, place, &text) => {
                    if let Some(tilde) = self.tilde(place) {
                        flush(&mut parts, &mut text);
                        parts.push(tilde);
                    } else {
                        text.push(b'~');
                        self.pos += 1;
                    }
                }
                b'(' if place.extglob
                    && !place.quoted
                    && text.last().is_some_and(|last| b"?*+@!".contains(last))
                    && matches!(place.until, Until::Meta | Until::Brace | Until::BraceOrSlash | Until::Paren) =>
                {
                    text.push(b'(');
                    self.pos += 1;
                    flush(&mut parts, &mut text);
                    let inner = Place { until: Until::Paren, assignment: false, ..place };
                    parts.extend(self.nested(|parser| parser.parts(inner))?);
                    if !self.eat(b")") {
                        return self.error(ErrorKind::Unclosed(b")".to_vec(), self.line_at(start)), self.pos);
                    }
                    text.push(b')');
                }
                b'(' | b')' if matches!(place.until, Until::Paren | Until::Regex) => {
                    parens = if byte == b'(' { parens + 1 } else { parens.saturating_sub(1) };
                    text.push(byte);
                    self.pos += 1;
                }
                _ => {
                    // A run of ordinary bytes.
                    text.push(byte);
                    self.pos += 1;
                }
            }
        }
        flush(&mut parts, &mut text);
        Ok(parts)
    }

    fn backslash(&mut self, place: Place, parts: &mut Vec<Part>, text: &mut Bytes) -> Result<()> {
        let Some(next) = self.peek_at(1) else {
            text.push(b'\\');
            self.pos += 1;
            return Ok(());
        };
        if next == b'\n' {
            self.pos += 2;
            return Ok(());
        }
        let special = match next {
            b'$' | b'`' | b'\\' => true,
            b'"' | b'}' => place.until != Until::End,
            _ => false,
        };
        if place.quoted && !special {
            text.push(b'\\');
            self.pos += 1;
            return Ok(());
        }
        self.pos += 2;
        flush(parts, text);
        if let Some(Part::Quoted(last)) = parts.last_mut()
            && place.until != Until::Regex
        {
            last.push(next);
        } else {
            parts.push(Part::Quoted(vec![next]));
        }
        Ok(())
    }

    fn tilde_may_start(&self, start: usize, place: Place, text: &[u8]) -> bool {
        if self.pos == start {
            return true;
        }
        let before = self.src[self.pos - 1];
        if place.assignment {
            return before == b':' && text.last() == Some(&b':');
        }
        // `echo a=~` expands like an assignment.
        before == b'='
            && place.until == Until::Meta
            && text.split_last().is_some_and(|(last, name)| {
                *last == b'=' && self.pos - start == text.len() && super::parser::is_identifier(name)
            })
    }

    /// `~user` up to a slash, a colon or the word's end; nothing when something quoted follows.
    fn tilde(&mut self, place: Place) -> Option<Part> {
        let rest = &self.rest()[1..];
        let colon = place.assignment;
        let ends = |byte: u8| {
            byte == b'/'
                || (colon && byte == b':')
                || match place.until {
                    Until::Meta => is_meta(byte),
                    Until::Brace | Until::BraceOrSlash => byte == b'}',
                    _ => byte == b' ' || byte == b')',
                }
        };
        let length = rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
        let user = &rest[..length];
        let plain = user.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.'));
        if !plain {
            return None;
        }
        let user = user.to_vec();
        self.pos += 1 + length;
        Some(Part::Tilde(user))
    }
}

/// Ends a run of unquoted text.
pub(super) fn flush(parts: &mut Vec<Part>, text: &mut Bytes) {
    if !text.is_empty() {
        parts.push(Part::Literal(std::mem::take(text)));
    }
}

/// What the parts stand for, when that is known without running anything.
pub(super) fn plain(parts: &[Part], extglob: bool) -> Option<Bytes> {
    let mut plain = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => {
                let special = |byte: &u8| matches!(byte, b'*' | b'?' | b'[' | b'{');
                if text.iter().any(special) || (extglob && text.contains(&b'(')) {
                    return None;
                }
                plain.extend_from_slice(text);
            }
            Part::Quoted(text) => plain.extend_from_slice(text),
            Part::Double(inner) => {
                for part in inner {
                    let (Part::Literal(text) | Part::Quoted(text)) = part else { return None };
                    plain.extend_from_slice(text);
                }
            }
            _ => return None,
        }
    }
    Some(plain)
}
