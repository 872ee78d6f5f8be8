//! Lists, pipelines and simple commands.

use super::parser::{Parser, Result, is_meta};
use super::{AndOr, Command, CommandKind, ErrorKind, Item, List, Pipeline, Simple, Word};
use std::rc::Rc;

/// Words that end a list when they stand where a command may start.
pub(super) const RESERVED: [&[u8]; 22] = [
    b"!",
    b"[[",
    b"]]",
    b"case",
    b"coproc",
    b"do",
    b"done",
    b"elif",
    b"else",
    b"esac",
    b"fi",
    b"for",
    b"function",
    b"if",
    b"in",
    b"select",
    b"then",
    b"time",
    b"until",
    b"while",
    b"{",
    b"}",
];

/// Builtins whose arguments may be assignments.
const DECLARATIONS: [&[u8]; 5] = [b"declare", b"typeset", b"local", b"export", b"readonly"];

impl Parser {
    /// The commands up to the end of a line.
    pub(super) fn line_list(&mut self) -> Result<List> {
        let mut items = Vec::new();
        loop {
            let chain = self.and_or()?;
            self.blanks();
            let background = self.peek() == Some(b'&');
            items.push(Item { chain: Rc::new(chain), background });
            match self.peek() {
                None => break,
                Some(b'\n') => {
                    self.newline()?;
                    return Ok(List { items });
                }
                Some(b'&') if self.peek_at(1) != Some(b'&') => self.pos += 1,
                Some(b';') if !matches!(self.peek_at(1), Some(b';' | b'&')) => self.pos += 1,
                Some(_) => return self.unexpected(),
            }
            self.blanks();
            match self.peek() {
                None => break,
                Some(b'\n') => {
                    self.newline()?;
                    return Ok(List { items });
                }
                Some(_) => {}
            }
        }
        if !self.pending.is_empty() {
            self.heredocs()?;
        }
        Ok(List { items })
    }

    /// Commands, newlines allowed between them, up to a word of `ends` or something that cannot start a command.
    pub(super) fn list(&mut self, ends: &[&[u8]]) -> Result<List> {
        let mut items = Vec::new();
        loop {
            self.newlines()?;
            match self.peek() {
                None | Some(b')') => return Ok(List { items }),
                Some(b';') if matches!(self.peek_at(1), Some(b';' | b'&')) => return Ok(List { items }),
                Some(_) => {}
            }
            if self.at_reserved(ends) {
                return Ok(List { items });
            }
            let chain = self.and_or()?;
            self.blanks();
            let mut background = false;
            let mut ended = true;
            match self.peek() {
                Some(b'&') if self.peek_at(1) != Some(b'&') => {
                    self.pos += 1;
                    background = true;
                }
                Some(b';') if !matches!(self.peek_at(1), Some(b';' | b'&')) => self.pos += 1,
                Some(b'\n') => {}
                _ => ended = false,
            }
            items.push(Item { chain: Rc::new(chain), background });
            if !ended {
                return Ok(List { items });
            }
        }
    }

    /// A list that may not be empty.
    pub(super) fn full_list(&mut self, ends: &[&[u8]]) -> Result<List> {
        let list = self.list(ends)?;
        if list.items.is_empty() { self.unexpected() } else { Ok(list) }
    }

    /// Does one of these reserved words come next?
    pub(super) fn at_reserved(&mut self, words: &[&[u8]]) -> bool {
        if words.is_empty() {
            return false;
        }
        let word = self.bare_word();
        words.contains(&word)
    }

    /// The next word when it has nothing quoted or expanded in it, else "".
    pub(super) fn bare_word(&self) -> &[u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| is_meta(*byte)).unwrap_or(rest.len());
        let word = &rest[..length];
        if word.iter().any(|byte| matches!(byte, b'\'' | b'"' | b'\\' | b'$' | b'`')) { b"" } else { word }
    }

    /// Takes a reserved word or complains.
    pub(super) fn expect(&mut self, word: &[u8]) -> Result<()> {
        self.newlines()?;
        if self.bare_word() == word {
            self.pos += word.len();
            return Ok(());
        }
        self.unexpected()
    }

    fn and_or(&mut self) -> Result<AndOr> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.blanks();
            let and = self.looking_at(b"&&");
            if !and && !self.looking_at(b"||") {
                return Ok(AndOr { first, rest });
            }
            self.pos += 2;
            self.newlines()?;
            rest.push((and, self.pipeline()?));
        }
    }

    fn pipeline(&mut self) -> Result<Pipeline> {
        self.blanks();
        let start = self.pos;
        let (mut negated, mut timed) = (false, None);
        loop {
            self.blanks();
            if self.bare_word() == b"!" {
                self.pos += 1;
                negated = !negated;
            } else if self.bare_word() == b"time" && timed.is_none() {
                self.pos += 4;
                self.blanks();
                timed = Some(false);
                if self.bare_word() == b"-p" {
                    self.pos += 2;
                    timed = Some(true);
                    self.blanks();
                }
                if self.bare_word() == b"--" {
                    self.pos += 2;
                }
            } else {
                break;
            }
        }
        let mut pipeline =
            Pipeline { negated, timed, commands: Vec::new(), with_stderr: Vec::new(), span: self.span_from(start) };
        let ends = self.peek().is_none_or(|byte| byte == b'\n' || byte == b';');
        if (timed.is_some() || negated) && ends {
            // `time` and `!` alone.
            return Ok(pipeline);
        }
        loop {
            pipeline.commands.push(Rc::new(self.command()?));
            self.blanks();
            if self.looking_at(b"|&") {
                self.pos += 2;
                pipeline.with_stderr.push(true);
            } else if self.looking_at(b"|") && !self.looking_at(b"||") {
                self.pos += 1;
                pipeline.with_stderr.push(false);
            } else {
                break;
            }
            self.newlines()?;
        }
        pipeline.span = self.span_from(start);
        Ok(pipeline)
    }

    /// One command.
    pub(super) fn command(&mut self) -> Result<Command> {
        self.nested(|parser| {
            parser.blanks();
            parser.expand_alias(true)?;
            let start = parser.pos;
            let line = parser.line_at(start);
            if let Some(kind) = parser.compound()? {
                let redirects = parser.redirects()?;
                return Ok(Command { kind, redirects, line, span: parser.span_from(start) });
            }
            parser.simple(start, line)
        })
    }

    fn simple(&mut self, start: usize, line: u32) -> Result<Command> {
        let mut simple = Simple::default();
        let mut redirects = Vec::new();
        let mut declares = false;
        let mut end = start;
        loop {
            self.blanks();
            if let Some(redirect) = self.redirect()? {
                redirects.push(redirect);
                end = self.pos;
                continue;
            }
            if simple.words.is_empty() {
                self.expand_alias(false)?;
                if let Some(assignment) = self.assignment()? {
                    simple.assignments.push(assignment);
                    end = self.pos;
                    continue;
                }
            } else {
                self.expand_next_alias()?;
            }
            let Some(byte) = self.peek() else { break };
            let process = self.looking_at(b"<(") || self.looking_at(b">(");
            if is_meta(byte) && !process {
                if byte == b'(' && simple.words.len() == 1 && simple.assignments.is_empty() && redirects.is_empty() {
                    return self.function_after_name(&simple.words[0].clone(), start, line);
                }
                break;
            }
            let word = self.argument(declares)?;
            if simple.words.is_empty() {
                declares = word.plain.as_deref().is_some_and(|name| DECLARATIONS.contains(&name));
            }
            simple.words.push(word);
            end = self.pos;
        }
        if simple.words.is_empty() && simple.assignments.is_empty() && redirects.is_empty() {
            return self.unexpected();
        }
        let span = base::Span::new(start, end);
        Ok(Command { kind: CommandKind::Simple(simple), redirects, line, span })
    }

    /// A word; after `declare` and its like, perhaps an assignment with an array.
    fn argument(&mut self, declares: bool) -> Result<Word> {
        if !declares {
            return self.word();
        }
        let start = self.pos;
        match self.assignment()? {
            Some(assignment) => Ok(Word {
                raw: self.src[start..self.pos].to_vec(),
                span: self.span_from(start),
                assignment: Some(Rc::new(assignment)),
                ..Word::default()
            }),
            None => self.word(),
        }
    }

    /// Puts an alias's text in place of the word that comes next, as often as that is one.
    fn expand_alias(&mut self, _first: bool) -> Result<()> {
        let Some(aliases) = self.options.aliases.clone() else { return Ok(()) };
        let mut rounds = 0;
        loop {
            self.blanks();
            let word = self.bare_word().to_vec();
            if word.is_empty() {
                return Ok(());
            }
            let Some(value) = aliases.get(&word) else { return Ok(()) };
            let at = self.pos;
            self.expanding.retain(|(_, end)| *end > at);
            if self.expanding.iter().any(|(name, _)| *name == word) {
                return Ok(());
            }
            rounds += 1;
            if rounds > 100 {
                return self.error(ErrorKind::TooDeep, at);
            }
            let grown = value.len() as isize - word.len() as isize;
            for (_, end) in &mut self.expanding {
                *end = end.saturating_add_signed(grown);
            }
            if let Some(next) = &mut self.alias_next {
                if *next > at {
                    *next = next.saturating_add_signed(grown);
                } else {
                    self.alias_next = None;
                }
            }
            self.src.splice(at..at + word.len(), value.iter().copied());
            self.recount(at);
            let end = at + value.len();
            self.expanding.push((word, end));
            if value.last().is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
                let next = self.src[end..]
                    .iter()
                    .position(|byte| !matches!(byte, b' ' | b'\t'))
                    .map_or(end, |more| end + more);
                self.alias_next = Some(next);
            }
        }
    }

    /// The same for a word that an alias ending in a blank came before.
    pub(super) fn expand_next_alias(&mut self) -> Result<()> {
        self.blanks();
        if self.alias_next == Some(self.pos) {
            self.alias_next = None;
            self.expand_alias(false)?;
        }
        Ok(())
    }
}
