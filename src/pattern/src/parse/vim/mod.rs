//! vim's patterns, as vim 9's own engine reads them (`:help pattern`).

mod class;
mod collection;
mod item;
mod reader;

use super::{MAX_DEPTH, Parsed};
use crate::ast::{Around, Node};
use crate::error::{ErrorKind, PatternError};
use crate::syntax::Flags;
use crate::unit::decode;
use reader::{Magic, Reader, Token};

/// Parses `text`; `last_substitute` is what `~` stands for.
pub(crate) fn parse(text: &[u8], flags: Flags, last_substitute: Option<&[u8]>) -> Result<Parsed, PatternError> {
    let mut ignore_case = flags.ignore_case && !(flags.smart_case && has_upper(text));
    loop {
        let magic = if flags.no_magic { Magic::Off } else { Magic::On };
        let mut parser = Parser {
            reader: Reader::new(skip_engine(text), magic),
            ignore_case,
            asked: None,
            groups: 0,
            closed: [false; 10],
            depth: 0,
            last_substitute,
        };
        let offset = text.len() - parser.reader.text.len();
        let node = parser.whole().map_err(|error| PatternError { at: error.at + offset, ..error })?;
        // `\c` and `\C` count for the whole pattern, wherever they stand: the last one wins.
        match parser.asked {
            Some(asked) if asked != ignore_case => ignore_case = asked,
            _ => return Ok(Parsed { node, groups: parser.groups, flags: Flags { ignore_case, ..flags } }),
        }
    }
}

/// `\%#=1` and the like choose vim's engine: here there is one.
fn skip_engine(text: &[u8]) -> &[u8] {
    match text {
        [b'\\', b'%', b'#', b'=', b'0'..=b'2', rest @ ..] => rest,
        _ => text,
    }
}

/// Whether the pattern holds an upper-case letter that is not part of an item.
fn has_upper(text: &[u8]) -> bool {
    let mut at = 0;
    while let Some((unit, length)) = decode(text, at) {
        if unit == u32::from(b'\\') {
            at += if matches!(text.get(at + 1), Some(b'_' | b'%')) && at + 2 < text.len() { 3 } else { 2 };
            continue;
        }
        if char::from_u32(unit).is_some_and(char::is_uppercase) {
            return true;
        }
        at += length;
    }
    false
}

struct Parser<'t> {
    reader: Reader<'t>,
    ignore_case: bool,
    /// What `\c` or `\C` asked for.
    asked: Option<bool>,
    groups: usize,
    closed: [bool; 10],
    depth: usize,
    last_substitute: Option<&'t [u8]>,
}

impl Parser<'_> {
    fn error(&self, kind: ErrorKind) -> PatternError {
        let bare = self.reader.magic == Magic::All;
        PatternError { bare, ..PatternError::new(kind, self.reader.at.min(self.reader.text.len())) }
    }

    fn error_with(&self, kind: ErrorKind, token: Option<Token>) -> PatternError {
        let detail = match token {
            Some(Token::Special(byte)) => Some(char::from(byte)),
            Some(Token::Unit(unit)) => char::from_u32(unit),
            None => None,
        };
        PatternError { detail, ..self.error(kind) }
    }

    fn whole(&mut self) -> Result<Node, PatternError> {
        let node = self.alternation()?;
        match self.reader.peek() {
            Some(Token::Special(b')')) => Err(self.error(ErrorKind::CloseParen)),
            Some(token) => Err(self.error_with(ErrorKind::NothingToRepeat, Some(token))),
            None => Ok(node),
        }
    }

    /// Branches between `\|`.
    fn alternation(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.branch()?];
        while self.reader.peek() == Some(Token::Special(b'|')) {
            self.reader.next();
            branches.push(self.branch()?);
        }
        Ok(Node::alternate(branches))
    }

    /// Concats between `\&`: all must match at the same place, the last one counts.
    fn branch(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![];
        loop {
            let concat = self.concat()?;
            if self.reader.peek() != Some(Token::Special(b'&')) {
                nodes.push(concat);
                return Ok(Node::concat(nodes));
            }
            self.reader.next();
            nodes.push(Node::around(concat, true, false));
        }
    }

    fn concat(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![];
        while let Some(token) = self.reader.peek() {
            match token {
                Token::Special(b'|' | b'&' | b')') => break,
                Token::Special(b'c') => self.asked = Some(true),
                Token::Special(b'C') => self.asked = Some(false),
                Token::Special(b'Z') => {}
                Token::Special(letter @ (b'v' | b'm' | b'M' | b'V')) => {
                    self.reader.skip_keeping_start();
                    self.reader.magic = match letter {
                        b'v' => Magic::All,
                        b'm' => Magic::On,
                        b'M' => Magic::Off,
                        _ => Magic::None,
                    };
                    continue;
                }
                _ => {
                    let node = self.piece()?;
                    nodes.push(node);
                    continue;
                }
            }
            self.reader.skip_keeping_start();
        }
        Ok(Node::concat(nodes))
    }

    /// An atom and its multi.
    fn piece(&mut self) -> Result<Node, PatternError> {
        let atom = self.atom()?;
        let Some(multi) = self.multi() else { return Ok(atom) };
        self.reader.next();
        let node = match multi {
            b'*' => Node::repeat(atom, 0, None, true),
            b'+' => Node::repeat(atom, 1, None, true),
            b'=' | b'?' => Node::repeat(atom, 0, Some(1), true),
            b'{' => self.braces(atom)?,
            _ => self.around(atom)?,
        };
        if self.multi().is_some() {
            return Err(self.error(ErrorKind::DoubleMulti));
        }
        Ok(node)
    }

    fn multi(&self) -> Option<u8> {
        match self.reader.peek() {
            Some(Token::Special(byte @ (b'*' | b'+' | b'=' | b'?' | b'{' | b'@'))) => Some(byte),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit @ b'0'..=b'9') = self.reader.byte(0) {
            self.reader.at += 1;
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        }
        number
    }

    /// `\{n,m}` and `\{-n,m}`.
    fn braces(&mut self, atom: Node) -> Result<Node, PatternError> {
        let lazy = self.reader.byte(0) == Some(b'-');
        self.reader.at += usize::from(lazy);
        let first = self.number();
        let second = if self.reader.byte(0) == Some(b',') {
            self.reader.at += 1;
            self.number()
        } else {
            first
        };
        self.reader.at += usize::from(self.reader.byte(0) == Some(b'\\'));
        if self.reader.byte(0) != Some(b'}') {
            return Err(self.error(ErrorKind::BadInterval));
        }
        self.reader.at += 1;
        self.reader.passed();
        let (mut min, mut max) = (first.unwrap_or(0), second);
        if let Some(bound) = max
            && min > bound
        {
            (min, max) = (bound, Some(min));
        }
        Ok(Node::repeat(atom, min, max, !lazy))
    }

    /// `\@=`, `\@!`, `\@<=`, `\@<!`, `\@>`.
    fn around(&mut self, node: Node) -> Result<Node, PatternError> {
        let reach = self.number().unwrap_or(0) as usize;
        let operator = self.reader.next();
        let (ahead, negative) = match operator.and_then(Token::byte) {
            Some(b'>') => return Ok(Node::Atomic(Box::new(node))),
            Some(b'=') => (true, false),
            Some(b'!') => (true, true),
            Some(b'<') => {
                let second = self.reader.next();
                match second.and_then(Token::byte) {
                    Some(b'=') => (false, false),
                    Some(b'!') => (false, true),
                    _ => return Err(self.error_with(ErrorKind::BadAt, second)),
                }
            }
            _ => return Err(self.error_with(ErrorKind::BadAt, operator)),
        };
        Ok(Node::Around(Box::new(Around { node, ahead, negative, reach })))
    }

    /// What a group holds, up to and with its end.
    fn group(&mut self, capture: bool) -> Result<Node, PatternError> {
        let mut number = 0;
        if capture {
            if self.groups >= 9 {
                return Err(self.error_with(ErrorKind::TooManyGroups, None));
            }
            self.groups += 1;
            number = self.groups;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(ErrorKind::TooDeep));
        }
        let inside = self.alternation()?;
        self.depth -= 1;
        if self.reader.peek() != Some(Token::Special(b')')) {
            return Err(self.error(if capture { ErrorKind::OpenParen } else { ErrorKind::OpenPlainGroup }));
        }
        self.reader.next();
        if !capture {
            return Ok(inside);
        }
        self.closed[number] = true;
        Ok(Node::Group(number, Box::new(inside)))
    }
}
