//! Compound commands and functions.

use super::command::RESERVED;
use super::parser::{Parser, Result, is_meta};
use super::quoted::arith;
use super::{Arith, Arm, ArmEnd, Command, CommandKind, ErrorKind, Function, List, Word};
use std::rc::Rc;

impl Parser {
    /// A compound command, if one starts here.
    pub(super) fn compound(&mut self) -> Result<Option<CommandKind>> {
        if self.peek() == Some(b'(') {
            return self.parenthesised().map(Some);
        }
        let word = self.bare_word().to_vec();
        let kind = match word.as_slice() {
            b"{" => {
                self.pos += 1;
                let list = self.full_list(&[b"}"])?;
                self.expect(b"}")?;
                CommandKind::Group(list)
            }
            b"if" => self.if_command()?,
            b"while" | b"until" => {
                self.pos += 5;
                let condition = self.full_list(&[b"do"])?;
                let body = self.do_done()?;
                CommandKind::While { until: word == b"until", condition, body }
            }
            b"for" => self.for_command()?,
            b"select" => self.select_command()?,
            b"case" => self.case_command()?,
            b"[[" => {
                self.pos += 2;
                CommandKind::Cond(self.conditional()?)
            }
            b"function" => self.function_command()?,
            b"coproc" => self.coproc()?,
            b"" | b"!" | b"in" | b"time" => return Ok(None),
            word if RESERVED.contains(&word) && word != b"]]" => return self.unexpected(),
            _ => return Ok(None),
        };
        Ok(Some(kind))
    }

    /// `((…))` or `(…)`.
    fn parenthesised(&mut self) -> Result<CommandKind> {
        let start = self.pos;
        if self.looking_at(b"((") && !self.not_arith.contains(&start) {
            if let Some(arith) = self.double_parens()? {
                return Ok(CommandKind::Arith(arith));
            }
            self.pos = start;
            self.not_arith.insert(start);
        }
        self.pos += 1;
        let list = self.full_list(&[])?;
        self.newlines()?;
        if !self.eat(b")") {
            if self.peek().is_none() {
                return self.error(ErrorKind::End, self.pos);
            }
            return self.unexpected();
        }
        Ok(CommandKind::Subshell(list))
    }

    /// `((…))`; `None` when the parentheses do not close together.
    fn double_parens(&mut self) -> Result<Option<Rc<Arith>>> {
        self.pos += 2;
        let start = self.pos;
        let parts = match self.nested(|parser| parser.arith_parts(b')')) {
            Ok(parts) => parts,
            Err(error) if error.is_incomplete() || error.kind == ErrorKind::TooDeep => return Err(error),
            Err(_) => return Ok(None),
        };
        if self.peek_at(1).is_none() {
            // Nothing to read again as a subshell.
            return self.error(ErrorKind::Near(self.src[start - 2..=self.pos].to_vec()), start);
        }
        if self.peek_at(1) != Some(b')') {
            return Ok(None);
        }
        let raw = self.src[start..self.pos].to_vec();
        self.pos += 2;
        Ok(Some(Rc::new(arith(parts, raw))))
    }

    fn if_command(&mut self) -> Result<CommandKind> {
        self.pos += 2;
        let mut branches = Vec::new();
        loop {
            let condition = self.full_list(&[b"then"])?;
            self.expect(b"then")?;
            let body = self.full_list(&[b"elif", b"else", b"fi"])?;
            branches.push((condition, body));
            match self.bare_word() {
                b"elif" => self.pos += 4,
                b"else" => {
                    self.pos += 4;
                    let otherwise = self.full_list(&[b"fi"])?;
                    self.expect(b"fi")?;
                    return Ok(CommandKind::If(branches, Some(otherwise)));
                }
                _ => {
                    self.expect(b"fi")?;
                    return Ok(CommandKind::If(branches, None));
                }
            }
        }
    }

    fn do_done(&mut self) -> Result<List> {
        self.expect(b"do")?;
        let body = self.full_list(&[b"done"])?;
        self.expect(b"done")?;
        Ok(body)
    }

    /// `do … done` or `{ … }`, after `for` and `select`.
    fn for_body(&mut self) -> Result<List> {
        self.newlines()?;
        if self.bare_word() == b"{" {
            self.pos += 1;
            let body = self.full_list(&[b"}"])?;
            self.expect(b"}")?;
            return Ok(body);
        }
        self.do_done()
    }

    fn for_command(&mut self) -> Result<CommandKind> {
        self.pos += 3;
        self.blanks();
        if self.looking_at(b"((") {
            return self.for_arith();
        }
        let (name, words) = self.for_header()?;
        let body = self.for_body()?;
        Ok(CommandKind::For { name, words, body, select: false })
    }

    fn select_command(&mut self) -> Result<CommandKind> {
        self.pos += 6;
        let (name, words) = self.for_header()?;
        let body = self.for_body()?;
        Ok(CommandKind::For { name, words, body, select: true })
    }

    /// `NAME [in words] ;`
    fn for_header(&mut self) -> Result<(crate::Bytes, Option<Vec<Word>>)> {
        self.blanks();
        if self.peek().is_none_or(is_meta) {
            return self.word_expected();
        }
        self.expand_next_alias()?;
        // A name that is none is an error when the loop runs.
        let word = self.word()?;
        let name = word.raw;
        self.blanks();
        if self.peek() == Some(b';') {
            self.pos += 1;
            return Ok((name, None));
        }
        self.newlines()?;
        self.expand_next_alias()?;
        if self.bare_word() != b"in" {
            return Ok((name, None));
        }
        self.pos += 2;
        let mut words = Vec::new();
        loop {
            self.expand_next_alias()?;
            match self.peek() {
                Some(b';' | b'\n') => break,
                Some(byte) if !is_meta(byte) || self.looking_at(b"<(") || self.looking_at(b">(") => {
                    words.push(self.word()?)
                }
                _ => return self.unexpected(),
            }
        }
        if self.peek() == Some(b';') {
            self.pos += 1;
        }
        Ok((name, Some(words)))
    }

    fn for_arith(&mut self) -> Result<CommandKind> {
        let open = self.pos;
        self.pos += 2;
        let mut parts: [Option<Rc<Arith>>; 3] = [None, None, None];
        for (number, slot) in parts.iter_mut().enumerate() {
            let start = self.pos;
            let inner = self.nested(|parser| parser.arith_section(number == 2))?;
            let raw = self.src[start..self.pos].to_vec();
            if !raw.trim_ascii().is_empty() {
                *slot = Some(Rc::new(arith(inner, raw)));
            }
            if number < 2 && !self.eat(b";") {
                return self.unexpected();
            }
        }
        if !self.eat(b"))") {
            if self.peek().is_none() {
                let line = self.line_at(open);
                return self.error(ErrorKind::Unclosed(b")".to_vec(), line), self.pos);
            }
            return self.unexpected();
        }
        self.blanks();
        if self.peek() == Some(b';') {
            self.pos += 1;
        }
        let body = self.for_body()?;
        Ok(CommandKind::ForArith { parts, body })
    }

    /// One of the three expressions of `for ((…))`.
    fn arith_section(&mut self, last: bool) -> Result<Vec<super::Part>> {
        if last {
            return self.arith_parts(b')');
        }
        self.arith_parts(b';')
    }

    fn case_command(&mut self) -> Result<CommandKind> {
        self.pos += 4;
        self.blanks();
        if self.peek().is_none_or(is_meta) {
            return self.word_expected();
        }
        let word = self.word()?;
        self.expect(b"in")?;
        let mut arms = Vec::new();
        loop {
            self.newlines()?;
            if self.bare_word() == b"esac" {
                self.pos += 4;
                return Ok(CommandKind::Case { word, arms });
            }
            arms.push(self.arm()?);
        }
    }

    fn arm(&mut self) -> Result<Arm> {
        if self.peek() == Some(b'(') {
            self.pos += 1;
        }
        let mut patterns = Vec::new();
        loop {
            self.blanks();
            if self.peek().is_none_or(is_meta) {
                return self.unexpected();
            }
            patterns.push(self.word()?);
            self.blanks();
            match self.peek() {
                Some(b'|') => self.pos += 1,
                Some(b')') => {
                    self.pos += 1;
                    break;
                }
                _ => return self.unexpected(),
            }
        }
        let body = self.list(&[b"esac"])?;
        self.newlines()?;
        let end = if self.eat(b";;&") {
            ArmEnd::Test
        } else if self.eat(b";;") {
            ArmEnd::Break
        } else if self.eat(b";&") {
            ArmEnd::Fall
        } else if self.bare_word() == b"esac" {
            ArmEnd::Break
        } else {
            return self.unexpected();
        };
        Ok(Arm { patterns, body, end })
    }

    /// `function NAME [()] body`
    fn function_command(&mut self) -> Result<CommandKind> {
        let line = self.line_at(self.pos);
        self.pos += 8;
        self.blanks();
        if self.peek().is_none_or(is_meta) {
            return self.word_expected();
        }
        let name = self.word()?.raw;
        self.blanks();
        if self.peek() == Some(b'(') {
            let parens = self.pos;
            self.pos += 1;
            self.blanks();
            if !self.eat(b")") {
                self.pos = parens;
            }
        }
        let body = self.function_body()?;
        Ok(CommandKind::Function(Rc::new(Function { name, body: Rc::new(body), line })))
    }

    /// `NAME () body`, from its parenthesis on.
    pub(super) fn function_after_name(&mut self, name: &Word, start: usize, line: u32) -> Result<Command> {
        self.pos += 1;
        self.blanks();
        if !self.eat(b")") {
            return self.unexpected();
        }
        let name = name.raw.clone();
        let body = self.function_body()?;
        let function = Function { name, body: Rc::new(body), line };
        let kind = CommandKind::Function(Rc::new(function));
        Ok(Command { kind, redirects: Vec::new(), line, span: self.span_from(start) })
    }

    fn function_body(&mut self) -> Result<Command> {
        self.newlines()?;
        let start = self.pos;
        let line = self.line_at(start);
        match self.nested(Self::compound)? {
            Some(kind) => {
                let redirects = self.redirects()?;
                Ok(Command { kind, redirects, line, span: self.span_from(start) })
            }
            None => self.unexpected(),
        }
    }

    fn coproc(&mut self) -> Result<CommandKind> {
        self.pos += 6;
        self.blanks();
        let start = self.pos;
        if let Some(command) = self.coproc_compound(b"COPROC")? {
            return Ok(command);
        }
        let name = self.bare_word().to_vec();
        if super::parser::is_identifier(&name) && !RESERVED.contains(&name.as_slice()) {
            self.pos += name.len();
            self.blanks();
            if let Some(command) = self.coproc_compound(&name)? {
                return Ok(command);
            }
            self.pos = start;
        }
        Ok(CommandKind::Coproc(b"COPROC".to_vec(), Rc::new(self.command()?)))
    }

    fn coproc_compound(&mut self, name: &[u8]) -> Result<Option<CommandKind>> {
        let start = self.pos;
        let line = self.line_at(start);
        let compound = match self.bare_word() {
            b"{" | b"if" | b"while" | b"until" | b"for" | b"case" | b"[[" | b"select" => true,
            _ => self.peek() == Some(b'('),
        };
        if !compound {
            return Ok(None);
        }
        let Some(kind) = self.nested(Self::compound)? else { return Ok(None) };
        let redirects = self.redirects()?;
        let command = Command { kind, redirects, line, span: self.span_from(start) };
        Ok(Some(CommandKind::Coproc(name.to_vec(), Rc::new(command))))
    }
}
