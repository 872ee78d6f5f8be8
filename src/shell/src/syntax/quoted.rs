//! Quotes, dollars and substitutions.

use super::parser::{ParseOptions, Parser, Result};
use super::word::{Place, Until, flush};
use super::{
    Arith, CommandKind, CommandSub, ErrorKind, List, Param, ParamName, ParamOp, Part, RedirectFd, RedirectKind,
};
use crate::Bytes;
use std::rc::Rc;

impl Parser {
    /// `'…'`
    pub(super) fn single_quoted(&mut self) -> Result<Bytes> {
        let open = self.pos;
        self.pos += 1;
        let Some(length) = memchr::memchr(b'\'', self.rest()) else {
            let line = self.line_at(open);
            self.pos = self.src.len();
            return self.error(ErrorKind::Unclosed(b"'".to_vec(), line), self.pos);
        };
        let text = self.rest()[..length].to_vec();
        self.pos += length + 1;
        Ok(text)
    }

    /// What is between double quotes, up to and with the closing one.
    pub(super) fn double_quoted(&mut self) -> Result<Vec<Part>> {
        let open = self.pos - 1;
        let mut parts = Vec::new();
        let mut text = Vec::new();
        loop {
            let Some(byte) = self.peek() else {
                let line = self.line_at(open);
                return self.error(ErrorKind::Unclosed(b"\"".to_vec(), line), self.pos);
            };
            match byte {
                b'"' => {
                    self.pos += 1;
                    flush(&mut parts, &mut text);
                    return Ok(parts);
                }
                b'\\' => {
                    match self.peek_at(1) {
                        Some(b'\n') => {}
                        Some(next @ (b'$' | b'`' | b'"' | b'\\')) => text.push(next),
                        Some(next) => text.extend_from_slice(&[b'\\', next]),
                        None => text.push(b'\\'),
                    }
                    self.pos = (self.pos + 2).min(self.src.len());
                }
                b'$' => self.dollar(true, &mut parts, &mut text)?,
                b'`' => {
                    flush(&mut parts, &mut text);
                    parts.push(self.backquoted(true)?);
                }
                _ => {
                    text.push(byte);
                    self.pos += 1;
                }
            }
        }
    }

    /// What a `$` starts; a `$` alone is text.
    pub(super) fn dollar(&mut self, quoted: bool, parts: &mut Vec<Part>, text: &mut Bytes) -> Result<()> {
        // A continued line after a dollar: what follows belongs to it.
        while self.rest()[1..].starts_with(b"\\\n") {
            self.src.drain(self.pos + 1..self.pos + 3);
        }
        let next = self.peek_at(1);
        match next {
            Some(b'(') => {
                flush(parts, text);
                if self.peek_at(2) == Some(b'(')
                    && let Some(arith) = self.dollar_arith()?
                {
                    parts.push(Part::Arith(arith));
                    return Ok(());
                }
                self.pos += 2;
                let sub = self.nested(Parser::command_substitution)?;
                parts.push(Part::Command(Rc::new(sub)));
            }
            Some(b'[') => {
                flush(parts, text);
                self.pos += 2;
                let start = self.pos;
                let inner = self.nested(|parser| parser.arith_parts(b']'))?;
                let raw = self.src[start..self.pos].to_vec();
                self.pos += 1;
                parts.push(Part::Arith(Rc::new(arith(inner, raw))));
            }
            Some(b'{') => {
                flush(parts, text);
                let param = self.nested(|parser| parser.braced_param(quoted))?;
                parts.push(Part::Param(Rc::new(param)));
            }
            Some(b'\'') if !quoted => {
                flush(parts, text);
                self.pos += 1;
                parts.push(Part::Quoted(self.ansi_quoted()?));
            }
            Some(b'"') if !quoted => {
                flush(parts, text);
                self.pos += 2;
                let inner = self.nested(Parser::double_quoted)?;
                parts.push(Part::Double(inner));
            }
            Some(byte) if byte.is_ascii_digit() => {
                flush(parts, text);
                parts.push(self.short_param(ParamName::Positional((byte - b'0').into()), 2));
            }
            Some(byte) if super::parser::is_name(byte) => {
                flush(parts, text);
                let name = &self.rest()[1..];
                let length = name.iter().position(|byte| !super::parser::is_name(*byte)).unwrap_or(name.len());
                let name = name[..length].to_vec();
                parts.push(self.short_param(ParamName::Variable(name), 1 + length));
            }
            Some(byte) if b"@*#?-$!".contains(&byte) => {
                flush(parts, text);
                parts.push(self.short_param(ParamName::Special(byte), 2));
            }
            _ => {
                text.push(b'$');
                self.pos += 1;
            }
        }
        Ok(())
    }

    fn short_param(&mut self, name: ParamName, length: usize) -> Part {
        let raw = self.rest()[..length].to_vec();
        self.pos += length;
        Part::Param(Rc::new(Param { name, index: None, indirect: false, op: ParamOp::Value, raw }))
    }

    /// `$((…))`; `None`, with the place unchanged, when it is a command substitution after all.
    fn dollar_arith(&mut self) -> Result<Option<Rc<Arith>>> {
        let start = self.pos;
        if self.not_arith.contains(&start) {
            return Ok(None);
        }
        self.pos += 3;
        let inside = self.pos;
        let parts = match self.nested(|parser| parser.arith_parts(b')')) {
            Ok(parts) => parts,
            Err(error) if error.is_incomplete() || error.kind == ErrorKind::TooDeep => return Err(error),
            Err(_) => {
                self.pos = start;
                self.not_arith.insert(start);
                return Ok(None);
            }
        };
        if self.peek_at(1) != Some(b')') {
            if self.peek_at(1).is_none() {
                return self.error(ErrorKind::Unclosed(b")".to_vec(), self.line_at(start)), self.pos);
            }
            self.pos = start;
            self.not_arith.insert(start);
            return Ok(None);
        }
        let raw = self.src[inside..self.pos].to_vec();
        self.pos += 2;
        Ok(Some(Rc::new(arith(parts, raw))))
    }

    /// The parts of an expression up to (not with) the closing mark, parentheses and brackets balanced.
    pub(super) fn arith_parts(&mut self, close: u8) -> Result<Vec<Part>> {
        let open = self.pos;
        let mut parts = Vec::new();
        let mut text = Vec::new();
        let mut depth = 0;
        loop {
            let Some(byte) = self.peek() else {
                let line = self.line_at(open);
                return self.error(ErrorKind::Unclosed(vec![close], line), self.pos);
            };
            match byte {
                _ if byte == close && depth == 0 => {
                    flush(&mut parts, &mut text);
                    return Ok(parts);
                }
                b'\\' if self.peek_at(1) == Some(b'\n') => self.pos += 2,
                b'\\' => {
                    text.push(b'\\');
                    self.pos += 1;
                    if let Some(next) = self.peek() {
                        text.push(next);
                        self.pos += 1;
                    }
                }
                b'"' => {
                    flush(&mut parts, &mut text);
                    self.pos += 1;
                    let inner = self.nested(Parser::double_quoted)?;
                    parts.push(Part::Double(inner));
                }
                b'\'' if close == b']' => {
                    flush(&mut parts, &mut text);
                    parts.push(Part::Quoted(self.single_quoted()?));
                }
                b'$' => self.dollar(close != b']', &mut parts, &mut text)?,
                b'`' => {
                    flush(&mut parts, &mut text);
                    parts.push(self.backquoted(true)?);
                }
                b'(' | b'[' => {
                    if (close == b')') == (byte == b'(') {
                        depth += 1;
                    }
                    text.push(byte);
                    self.pos += 1;
                }
                _ => {
                    if byte == close {
                        depth -= 1;
                    }
                    text.push(byte);
                    self.pos += 1;
                }
            }
        }
    }

    /// The commands of `$(…)` after its opening, up to and with the closing parenthesis.
    pub(super) fn command_substitution(&mut self) -> Result<CommandSub> {
        let start = self.pos;
        let line = self.line_at(start);
        let pending = std::mem::take(&mut self.pending);
        let expanding = std::mem::take(&mut self.expanding);
        self.substitutions += 1;
        let result = self.list_until_paren(start);
        self.substitutions -= 1;
        self.pending = pending;
        self.expanding = expanding;
        let body = result?;
        let text = self.src[start..self.pos].to_vec();
        self.pos += 1;
        Ok(CommandSub { file: only_input(&body), body: Rc::new(body), text, line, error: None })
    }

    fn list_until_paren(&mut self, open: usize) -> Result<List> {
        let list = self.list(&[])?;
        self.newlines()?;
        match self.peek() {
            Some(b')') => Ok(list),
            None => {
                let _ = open;
                let line = self.line_at(self.pos) + u32::from(!self.src.ends_with(b"\n"));
                self.error(ErrorKind::Unclosed(b")".to_vec(), line), self.pos)
            }
            Some(_) => self.unexpected(),
        }
    }

    /// `<(…)` and `>(…)`
    pub(super) fn process_substitution(&mut self) -> Result<Part> {
        let output = self.peek() == Some(b'>');
        self.pos += 2;
        let sub = self.nested(Parser::command_substitution)?;
        Ok(Part::Process(output, Rc::new(sub)))
    }

    /// Backquotes: their text is unescaped first, then read.
    pub(super) fn backquoted(&mut self, quoted: bool) -> Result<Part> {
        let open = self.pos;
        let line = self.line_at(open);
        self.pos += 1;
        let mut text = Vec::new();
        loop {
            match self.peek() {
                None => return self.error(ErrorKind::Unclosed(b"`".to_vec(), line), self.pos),
                Some(b'`') => break,
                Some(b'\\') => {
                    match self.peek_at(1) {
                        Some(next @ (b'$' | b'`' | b'\\')) => text.push(next),
                        Some(b'"') if quoted => text.push(b'"'),
                        Some(b'\n') => {}
                        Some(next) => text.extend_from_slice(&[b'\\', next]),
                        None => text.push(b'\\'),
                    }
                    self.pos = (self.pos + 2).min(self.src.len());
                }
                Some(byte) => {
                    text.push(byte);
                    self.pos += 1;
                }
            }
        }
        self.pos += 1;
        let options = ParseOptions { line_offset: line.saturating_sub(1), ..self.options.clone() };
        let mut inner = Parser::new(&text, options);
        inner.depth = self.depth;
        let mut body = List::default();
        let mut error = None;
        self.nested(|_| {
            let depth = inner.depth;
            loop {
                inner.depth = depth;
                match inner.next_within(depth) {
                    Ok(Some(list)) => body.items.extend(list.items),
                    Ok(None) => break,
                    Err(wrong) => {
                        error = Some(wrong);
                        break;
                    }
                }
            }
            Ok(())
        })?;
        if let Some(wrong) = error.as_ref().filter(|wrong| wrong.kind == ErrorKind::TooDeep) {
            return Err(wrong.clone());
        }
        Ok(Part::Command(Rc::new(CommandSub { file: only_input(&body), body: Rc::new(body), text, line, error })))
    }

    /// `next` for a text inside another: depth counts on.
    fn next_within(&mut self, depth: u32) -> Result<Option<List>> {
        loop {
            self.blanks();
            match self.peek() {
                None => return Ok(None),
                Some(b'\n') => self.newline()?,
                Some(_) => break,
            }
        }
        self.depth = depth + 1;
        self.line_list().map(Some)
    }

    /// `$'…'`, from its quote on.
    fn ansi_quoted(&mut self) -> Result<Bytes> {
        let open = self.pos;
        self.pos += 1;
        let start = self.pos;
        while let Some(byte) = self.peek() {
            match byte {
                b'\'' => {
                    let text = unescape(&self.src[start..self.pos]);
                    self.pos += 1;
                    return Ok(text);
                }
                b'\\' => self.pos += 2,
                _ => self.pos += 1,
            }
        }
        self.pos = self.src.len();
        let line = self.line_at(open);
        self.error(ErrorKind::Unclosed(b"'".to_vec(), line), self.pos)
    }

    /// Parts of a text whose quotes are ordinary: here-documents, prompts.
    pub(super) fn heredoc_parts(&mut self) -> Result<Vec<Part>> {
        self.parts(Place { until: Until::End, quoted: true, assignment: false, extglob: false })
    }
}

/// An expression from its parts; compiled when nothing in it needs expanding first.
pub(super) fn arith(parts: Vec<Part>, raw: Bytes) -> Arith {
    let compiled = super::arith::compile(&parts);
    Arith { parts, raw, compiled }
}

/// `< file` alone: its word.
fn only_input(body: &List) -> Option<super::Word> {
    let [item] = body.items.as_slice() else { return None };
    if item.background || !item.chain.rest.is_empty() {
        return None;
    }
    let [command] = item.chain.first.commands.as_slice() else { return None };
    let CommandKind::Simple(simple) = &command.kind else { return None };
    let [redirect] = command.redirects.as_slice() else { return None };
    let only = simple.words.is_empty()
        && simple.assignments.is_empty()
        && redirect.kind == RedirectKind::Read
        && matches!(redirect.fd, RedirectFd::Default | RedirectFd::Number(0));
    only.then(|| redirect.word.clone())
}

/// The escapes of `$'…'`.
pub(crate) fn unescape(text: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    let number = |text: &[u8], at: &mut usize, base: u32, most: usize| {
        let start = *at;
        let mut value = 0_u32;
        while *at < text.len() && *at - start < most {
            let Some(digit) = (text[*at] as char).to_digit(base) else { break };
            value = value.wrapping_mul(base).wrapping_add(digit);
            *at += 1;
        }
        (*at > start).then_some(value)
    };
    while at < text.len() {
        let byte = text[at];
        at += 1;
        if byte != b'\\' || at >= text.len() {
            out.push(byte);
            continue;
        }
        let escape = text[at];
        at += 1;
        match escape {
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'e' | b'E' => out.push(27),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'\\' | b'\'' | b'"' | b'?' => out.push(escape),
            b'0'..=b'7' => {
                at -= 1;
                match number(text, &mut at, 8, 3).unwrap_or(0) as u8 {
                    // A NUL ends the string, as in C.
                    0 => return out,
                    value => out.push(value),
                }
            }
            b'x' => {
                let braced = text.get(at) == Some(&b'{');
                let mut from = if braced { at + 1 } else { at };
                match number(text, &mut from, 16, if braced { 8 } else { 2 }) {
                    Some(value) => {
                        at = from + usize::from(braced && text.get(from) == Some(&b'}'));
                        match value as u8 {
                            0 => return out,
                            value => out.push(value),
                        }
                    }
                    None => out.extend_from_slice(b"\\x"),
                }
            }
            b'u' | b'U' => match number(text, &mut at, 16, if escape == b'u' { 4 } else { 8 }) {
                Some(0) => return out,
                Some(value) => push_code_point(&mut out, value),
                None => out.extend_from_slice(&[b'\\', escape]),
            },
            b'c' if at < text.len() => {
                let control = if text[at] == b'?' { 127 } else { text[at].to_ascii_uppercase() & 0x1f };
                at += 1;
                if control == 0 {
                    return out;
                }
                out.push(control);
            }
            _ => out.extend_from_slice(&[b'\\', escape]),
        }
    }
    out
}

/// UTF-8, surrogates and beyond included, as bash writes them.
pub(crate) fn push_code_point(out: &mut Bytes, value: u32) {
    if let Some(character) = char::from_u32(value) {
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        return;
    }
    let low = |shift: u32| 0x80 | ((value >> shift) & 0x3f) as u8;
    if value < 0x1_0000 {
        out.extend_from_slice(&[0xe0 | (value >> 12) as u8, low(6), low(0)]);
    } else if value < 0x20_0000 {
        out.extend_from_slice(&[0xf0 | (value >> 18) as u8, low(12), low(6), low(0)]);
    } else if value < 0x400_0000 {
        out.extend_from_slice(&[0xf8 | (value >> 24) as u8, low(18), low(12), low(6), low(0)]);
    } else {
        out.extend_from_slice(&[0xfc | (value >> 30) as u8, low(24), low(18), low(12), low(6), low(0)]);
    }
}
