//! `${…}`

use super::parser::{Parser, Result, is_name};
use super::quoted::arith;
use super::word::{Place, Until};
use super::{Arith, ErrorKind, Index, Param, ParamName, ParamOp, ReplaceKind, Subscript, Word};
use std::rc::Rc;

impl Parser {
    /// Reads `${…}`, from the dollar on.
    pub(super) fn braced_param(&mut self, quoted: bool) -> Result<Param> {
        let start = self.pos;
        self.pos += 2;
        let mut param =
            Param { name: ParamName::Special(b'!'), index: None, indirect: false, op: ParamOp::Value, raw: Vec::new() };
        let read = self.param_body(&mut param, quoted)?;
        if !read || self.peek() != Some(b'}') {
            self.skip_to_brace(start, quoted)?;
            param.op = ParamOp::Bad;
        }
        self.pos += 1;
        param.raw = self.src[start..self.pos].to_vec();
        Ok(param)
    }

    /// Everything up to the closing brace; false when bash does not know it.
    fn param_body(&mut self, param: &mut Param, quoted: bool) -> Result<bool> {
        let after = self.peek_at(1);
        let mut length = false;
        match self.peek() {
            Some(b'#') if after == Some(b'}') => {}
            Some(b'#') => {
                // `${#x}`; but `${#-w}`, `${#:-w}`, `${##p}` are operations on `$#`, unless a brace follows at once.
                let special = after.is_some_and(|byte| b"@*#?-$!".contains(&byte));
                let name = after.is_some_and(is_name);
                if name || (special && matches!(self.peek_at(2), Some(b'}' | b'['))) {
                    length = true;
                    self.pos += 1;
                }
            }
            Some(b'!') => {
                let special = after.is_some_and(|byte| b"@*#?-$!".contains(&byte)) && self.peek_at(2) == Some(b'}')
                    || matches!(after, Some(b'#' | b'@' | b'*')) && self.peek_at(2).is_some_and(|byte| byte != b'}');
                if after.is_some_and(is_name) || special {
                    param.indirect = true;
                    self.pos += 1;
                }
            }
            _ => {}
        }
        let Some(name) = self.param_name() else { return Ok(false) };
        param.name = name;
        if param.indirect && matches!(self.peek(), Some(b'*' | b'@')) && self.peek_at(1) == Some(b'}') {
            param.op = ParamOp::Names(self.peek() == Some(b'@'));
            param.indirect = false;
            self.pos += 1;
            return Ok(true);
        }
        if self.peek() == Some(b'[') && matches!(param.name, ParamName::Variable(_)) {
            param.index = Some(self.index()?);
            if param.indirect && self.peek() == Some(b'}') {
                match param.index {
                    Some(Index::At) => (param.op, param.indirect) = (ParamOp::Keys(true), false),
                    Some(Index::Star) => (param.op, param.indirect) = (ParamOp::Keys(false), false),
                    _ => {}
                }
                return Ok(true);
            }
        }
        if length {
            param.op = ParamOp::Length;
            return Ok(true);
        }
        self.param_op(param, quoted)
    }

    fn param_name(&mut self) -> Option<ParamName> {
        let rest = self.rest();
        let first = *rest.first()?;
        if first.is_ascii_digit() {
            let length = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
            let number = std::str::from_utf8(&rest[..length]).ok()?.parse().unwrap_or(usize::MAX);
            self.pos += length;
            return Some(ParamName::Positional(number));
        }
        if is_name(first) {
            let length = rest.iter().position(|byte| !is_name(*byte)).unwrap_or(rest.len());
            let name = rest[..length].to_vec();
            self.pos += length;
            return Some(ParamName::Variable(name));
        }
        if b"@*#?-$!".contains(&first) {
            self.pos += 1;
            return Some(ParamName::Special(first));
        }
        None
    }

    /// `[…]`
    pub(super) fn index(&mut self) -> Result<Index> {
        if self.eat(b"[@]") {
            return Ok(Index::At);
        }
        if self.eat(b"[*]") {
            return Ok(Index::Star);
        }
        Ok(Index::One(Rc::new(self.subscript()?)))
    }

    /// `[…]` that is not `[@]` or `[*]`, from its opening bracket on.
    pub(super) fn subscript(&mut self) -> Result<Subscript> {
        self.pos += 1;
        let start = self.pos;
        let parts = self.nested(|parser| parser.arith_parts(b']'))?;
        let raw = self.src[start..self.pos].to_vec();
        self.pos += 1;
        let compiled = super::arith::compile(&parts);
        Ok(Subscript { parts, raw, compiled })
    }

    fn operand(&mut self, until: Until, quoted: bool) -> Result<Word> {
        let extglob = self.options.extglob;
        self.word_at(Place { until, quoted, assignment: false, extglob })
    }

    fn param_op(&mut self, param: &mut Param, quoted: bool) -> Result<bool> {
        let Some(sign) = self.peek() else { return Ok(true) };
        let double = self.peek_at(1) == Some(sign);
        match sign {
            b'}' => {}
            b':' if self.peek_at(1).is_some_and(|next| b"-=?+".contains(&next)) => {
                self.pos += 1;
                self.conditional_op(param, true, quoted)?;
            }
            b'-' | b'=' | b'?' | b'+' => self.conditional_op(param, false, quoted)?,
            b':' => {
                self.pos += 1;
                if self.peek() == Some(b'}') {
                    return Ok(false);
                }
                let offset = self.substring_part(b':')?;
                let length = if self.eat(b":") { Some(self.substring_part(b'}')?) } else { None };
                param.op = ParamOp::Substring(offset, length);
            }
            b'#' | b'%' => {
                self.pos += 1 + usize::from(double);
                let pattern = self.operand(Until::Brace, false)?;
                param.op = if sign == b'#' {
                    ParamOp::RemovePrefix(double, pattern)
                } else {
                    ParamOp::RemoveSuffix(double, pattern)
                };
            }
            b'/' => {
                self.pos += 1;
                let kind = match self.peek() {
                    Some(b'/') => ReplaceKind::All,
                    Some(b'#') => ReplaceKind::Prefix,
                    Some(b'%') => ReplaceKind::Suffix,
                    _ => ReplaceKind::First,
                };
                self.pos += usize::from(kind != ReplaceKind::First);
                let start = self.pos;
                // A slash right here belongs to the pattern: `${x////_}`.
                let mut pattern = if self.peek() == Some(b'/') && kind == ReplaceKind::All {
                    self.pos += 1;
                    let mut word = self.operand(Until::BraceOrSlash, false)?;
                    word.parts.insert(0, super::Part::Literal(b"/".to_vec()));
                    word
                } else {
                    self.operand(Until::BraceOrSlash, false)?
                };
                pattern.raw = self.src[start..self.pos].to_vec();
                let replacement = if self.eat(b"/") { self.operand(Until::Brace, false)? } else { Word::default() };
                param.op = ParamOp::Replace(kind, pattern, replacement);
            }
            b'^' | b',' | b'~' => {
                self.pos += 1 + usize::from(double);
                let pattern = self.operand(Until::Brace, false)?;
                param.op = ParamOp::Case(sign, double, pattern);
            }
            b'@' => {
                let Some(letter) = self.peek_at(1).filter(|letter| b"QEPAaUuLKk".contains(letter)) else {
                    return Ok(false);
                };
                self.pos += 2;
                param.op = ParamOp::Transform(letter);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn conditional_op(&mut self, param: &mut Param, colon: bool, quoted: bool) -> Result<()> {
        let sign = self.peek();
        self.pos += 1;
        let word = self.operand(Until::Brace, quoted)?;
        param.op = match sign {
            Some(b'-') => ParamOp::Default(colon, word),
            Some(b'=') => ParamOp::Assign(colon, word),
            Some(b'?') => ParamOp::Error(colon, word),
            _ => ParamOp::Alternate(colon, word),
        };
        Ok(())
    }

    /// An expression of `${x:o:l}`, up to a colon that is not of `?:`, or the brace.
    fn substring_part(&mut self, stop: u8) -> Result<Rc<Arith>> {
        let start = self.pos;
        let mut parts = Vec::new();
        let mut text = Vec::new();
        let (mut depth, mut questions) = (0, 0);
        loop {
            let Some(byte) = self.peek() else {
                let line = self.line_at(start);
                return self.error(ErrorKind::Unclosed(b"}".to_vec(), line), self.pos);
            };
            match byte {
                b'}' => break,
                b':' if stop == b':' && depth == 0 && questions == 0 => break,
                b'$' => {
                    self.dollar(true, &mut parts, &mut text)?;
                    continue;
                }
                b'`' => {
                    super::word::flush(&mut parts, &mut text);
                    parts.push(self.backquoted(true)?);
                    continue;
                }
                b'"' => {
                    super::word::flush(&mut parts, &mut text);
                    self.pos += 1;
                    let inner = self.nested(Parser::double_quoted)?;
                    parts.push(super::Part::Double(inner));
                    continue;
                }
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth -= 1,
                b'?' => questions += 1,
                b':' if questions > 0 => questions -= 1,
                _ => {}
            }
            text.push(byte);
            self.pos += 1;
        }
        super::word::flush(&mut parts, &mut text);
        let raw = self.src[start..self.pos].to_vec();
        Ok(Rc::new(arith(parts, raw)))
    }

    /// Goes to the brace that closes what bash cannot read.
    fn skip_to_brace(&mut self, start: usize, quoted: bool) -> Result<()> {
        loop {
            match self.peek() {
                Some(b'}') => return Ok(()),
                None => {
                    let line = self.line_at(start);
                    return self.error(ErrorKind::Unclosed(b"}".to_vec(), line), self.pos);
                }
                Some(b'"') if quoted => {
                    let line = self.line_at(start);
                    return self.error(ErrorKind::Unclosed(b"}".to_vec(), line), self.pos);
                }
                Some(_) => {
                    let before = self.pos;
                    self.operand(Until::Brace, quoted)?;
                    if self.pos == before {
                        self.pos += 1;
                    }
                }
            }
        }
    }
}

impl Parser {
    /// Reads a text that is `${…}` and nothing more, without any operation.
    pub(crate) fn parameter(&mut self) -> Option<Param> {
        if !self.looking_at(b"${") {
            return None;
        }
        let param = self.braced_param(false).ok()?;
        (self.pos == self.src.len() && matches!(param.op, ParamOp::Value) && !param.indirect).then_some(param)
    }

    /// The text of a word without its quotes, when nothing in it needs expanding.
    pub(crate) fn bare_text(&mut self) -> Option<crate::Bytes> {
        let parts = self.heredoc_like_parts().ok()?;
        super::word::plain(&parts, false)
    }

    /// The parts of a text as of a word: for subscripts that come as text.
    pub(crate) fn text_parts(&mut self) -> Option<Vec<super::Part>> {
        self.heredoc_like_parts().ok()
    }

    fn heredoc_like_parts(&mut self) -> Result<Vec<super::Part>> {
        self.parts(Place { until: Until::End, quoted: false, assignment: false, extglob: false })
    }
}
