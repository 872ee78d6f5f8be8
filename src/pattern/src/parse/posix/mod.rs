//! BRE, ERE and their relatives, as GNU's tools read them (IEEE Std 1003.1-2017, XBD chapter 9, with GNU's additions).

mod dialect;

use super::bracket::{self, Brackets};
use super::literal::unit_node;
use super::{Cursor, MAX_DEPTH, Parsed};
use crate::ast::{Look, Node};
use crate::class::{Class, Named};
use crate::error::{ErrorKind, PatternError};
use crate::syntax::{Flags, Syntax};
use crate::unit::MAX_CHAR;
use dialect::{Dialect, Misplaced};

/// The most an interval may ask for (`RE_DUP_MAX`).
const MOST: u32 = 0x7FFF;

enum Token {
    Unit(u32),
    Dot,
    Bracket,
    Open,
    Close,
    Or,
    Star,
    Plus,
    Question,
    OpenBrace,
    Look(Look),
    Class(Named, bool),
    Back(usize),
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    dialect: Dialect,
    flags: Flags,
    /// Groups before this pattern's own.
    base: usize,
    groups: usize,
    /// Own groups already closed: only those can be referred to.
    closed: Vec<bool>,
    depth: usize,
    /// A `{` already known to be text.
    text_brace: Option<usize>,
}

pub(super) fn parse(syntax: Syntax, text: &[u8], flags: Flags, groups: usize) -> Result<Parsed, PatternError> {
    let mut parser = Parser {
        cursor: Cursor::new(text),
        dialect: Dialect::of(syntax),
        flags,
        base: groups,
        groups,
        closed: vec![],
        depth: 0,
        text_brace: None,
    };
    let node = parser.alternation()?;
    if parser.cursor.peek().is_some() {
        return Err(parser.cursor.error(ErrorKind::CloseParen));
    }
    Ok(Parsed { node, groups: parser.groups, flags })
}

impl Parser<'_> {
    fn alternation(&mut self) -> Result<Node, PatternError> {
        // A branch cannot refer to groups of the branches before it.
        let closed = self.closed.clone();
        let mut branches = vec![self.branch()?];
        while self.take_if(|token| matches!(token, Token::Or))? {
            let so_far = self.closed.clone();
            self.closed[..closed.len()].copy_from_slice(&closed);
            self.closed[closed.len()..].fill(false);
            branches.push(self.branch()?);
            for (now, before) in self.closed.iter_mut().zip(so_far) {
                *now |= before;
            }
        }
        Ok(Node::alternate(branches))
    }

    fn branch(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![];
        let start = self.cursor.at;
        loop {
            let before = self.cursor.at;
            let Some(token) = self.token(start)? else { break };
            if matches!(token, Token::Or)
                || (matches!(token, Token::Close) && (self.depth > 0 || !self.dialect.lax_close))
            {
                self.cursor.at = before;
                break;
            }
            let Some(atom) = self.atom(token, before)? else { continue };
            // An anchor takes no quantifier: what follows is misplaced.
            let node = if matches!(atom, Node::Look(_)) { atom } else { self.quantified(atom)? };
            nodes.push(node);
        }
        Ok(Node::concat(nodes))
    }

    fn atom(&mut self, token: Token, at: usize) -> Result<Option<Node>, PatternError> {
        Ok(Some(match token {
            Token::Unit(unit) => unit_node(unit, self.flags.ignore_case),
            Token::Dot => {
                let all = Class::from_ranges(vec![(0, MAX_CHAR)]);
                Node::Class(if self.flags.no_newline { all.without(u32::from(b'\n')) } else { all })
            }
            Token::Bracket => {
                let rules = Brackets {
                    escapes: self.dialect.awk,
                    no_newline: self.flags.no_newline,
                    ignore_case: self.flags.ignore_case,
                    no_bare_class: self.dialect.no_bare_class,
                };
                Node::Class(bracket::parse(&mut self.cursor, rules)?)
            }
            Token::Class(named, negated) => {
                let class = named.class();
                let class = if negated { class.complement(MAX_CHAR) } else { class };
                Node::Class(if self.flags.no_newline { class.without(u32::from(b'\n')) } else { class })
            }
            Token::Look(look) => Node::Look(look),
            Token::Back(group) => {
                if !self.closed.get(group - 1).copied().unwrap_or(false) {
                    return Err(PatternError::new(ErrorKind::BackReference, at));
                }
                Node::BackReference(self.base + group)
            }
            Token::Open => {
                self.groups += 1;
                self.depth += 1;
                self.closed.push(false);
                let group = self.groups;
                if self.depth > MAX_DEPTH {
                    return Err(PatternError::new(ErrorKind::TooDeep, at));
                }
                let inside = self.alternation()?;
                if !self.take_if(|token| matches!(token, Token::Close))? {
                    return Err(PatternError::new(ErrorKind::OpenParen, at));
                }
                self.depth -= 1;
                self.closed[group - self.base - 1] = true;
                Node::Group(group, Box::new(inside))
            }
            // A lone `)` that is text.
            Token::Close => Node::Unit(u32::from(b')')),
            Token::Or => Node::Empty,
            Token::OpenBrace => return misplaced(self.dialect.misplaced_interval, b'{', at),
            Token::Star => return misplaced(self.dialect.misplaced, b'*', at),
            Token::Plus => return misplaced(self.dialect.misplaced, b'+', at),
            Token::Question => return misplaced(self.dialect.misplaced, b'?', at),
        }))
    }

    fn quantified(&mut self, mut node: Node) -> Result<Node, PatternError> {
        let mut count = 0;
        loop {
            let before = self.cursor.at;
            // Nothing starts here, so `^` and `$` are not looked at: any place will do.
            let (min, max) = match self.token(usize::MAX)? {
                Some(Token::Star) => (0, None),
                Some(Token::Plus) => (1, None),
                Some(Token::Question) => (0, Some(1)),
                Some(Token::OpenBrace) => {
                    if count > 0 && self.dialect.single_quantifier {
                        return Err(PatternError::new(ErrorKind::NothingToRepeat, before));
                    }
                    let Some(bounds) = self.interval()? else {
                        // `{` that opens no interval is text.
                        self.cursor.at = before;
                        self.text_brace = Some(before);
                        return Ok(node);
                    };
                    bounds
                }
                _ => {
                    self.cursor.at = before;
                    return Ok(node);
                }
            };
            count += 1;
            if count > 1 && self.dialect.single_quantifier && min == 0 && max.is_none() {
                return Err(PatternError::new(ErrorKind::NothingToRepeat, before));
            }
            if count > MAX_DEPTH {
                return Err(PatternError::new(ErrorKind::TooDeep, before));
            }
            node = match node {
                // `a**` is `a*`.
                Node::Repeat(repeat) if repeat.min == 0 && repeat.max.is_none() => Node::Repeat(repeat),
                node => Node::repeat(node, min, max, true),
            };
        }
    }

    /// What stands between braces; `None` where a wrong interval is text.
    fn interval(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let start = self.cursor.at;
        let min = self.cursor.number();
        let bounds = if self.cursor.eat(b",") {
            Some((min.unwrap_or(0), self.cursor.number()))
        } else {
            min.map(|min| (min, Some(min)))
        };
        let close: &[u8] = if self.dialect.bare_braces == Some(true) { b"}" } else { b"\\}" };
        let closed = self.cursor.eat(close);
        match bounds {
            Some((min, max)) if closed => {
                if max.is_some_and(|max| min > max) {
                    return Err(PatternError::new(ErrorKind::BadInterval, start));
                }
                if max.unwrap_or(min) > MOST {
                    return Err(PatternError::new(ErrorKind::TooBig, start));
                }
                Ok(Some((min, max)))
            }
            // `{}` is an error even where other wrong intervals are text.
            None if closed => Err(PatternError::new(ErrorKind::BadInterval, start)),
            _ if self.dialect.lax_interval => Ok(None),
            _ if self.cursor.peek().is_none() => Err(PatternError::new(ErrorKind::OpenBrace, start)),
            _ => Err(PatternError::new(ErrorKind::BadInterval, start)),
        }
    }

    fn take_if(&mut self, wanted: fn(&Token) -> bool) -> Result<bool, PatternError> {
        let before = self.cursor.at;
        match self.token(usize::MAX)? {
            Some(token) if wanted(&token) => Ok(true),
            _ => {
                self.cursor.at = before;
                Ok(false)
            }
        }
    }

    /// The next token; `branch` is where this branch starts, for the anchors of basic expressions.
    fn token(&mut self, branch: usize) -> Result<Option<Token>, PatternError> {
        let at = self.cursor.at;
        let Some(unit) = self.cursor.unit() else { return Ok(None) };
        let dialect = self.dialect;
        let Some(byte) = u8::try_from(unit).ok().filter(u8::is_ascii) else { return Ok(Some(Token::Unit(unit))) };
        let (start, end) =
            if self.flags.multi_line { (Look::LineStart, Look::LineEnd) } else { (Look::TextStart, Look::TextEnd) };
        Ok(Some(match byte {
            b'\\' => return self.escaped(at).map(Some),
            b'.' => Token::Dot,
            b'[' => Token::Bracket,
            b'*' => Token::Star,
            b'+' if dialect.bare_plus => Token::Plus,
            b'?' if dialect.bare_plus => Token::Question,
            b'{' if dialect.bare_braces == Some(true) && self.text_brace != Some(at) => Token::OpenBrace,
            b'(' if dialect.bare_groups => Token::Open,
            b')' if dialect.bare_groups => Token::Close,
            b'|' if dialect.bare_alternation => Token::Or,
            b'^' if dialect.anchors_anywhere || at == branch => Token::Look(start),
            b'$' if dialect.anchors_anywhere || self.ends_branch() => Token::Look(end),
            _ => Token::Unit(unit),
        }))
    }

    /// Whether nothing, `\)` or `\|` comes next: there `$` is an anchor in a basic expression.
    fn ends_branch(&self) -> bool {
        matches!(self.cursor.rest(), [] | [b'\\', b')' | b'|', ..])
    }

    fn escaped(&mut self, at: usize) -> Result<Token, PatternError> {
        let dialect = self.dialect;
        let Some(unit) = self.cursor.unit() else {
            return Err(PatternError::new(ErrorKind::TrailingBackslash, at));
        };
        let Some(byte) = u8::try_from(unit).ok().filter(u8::is_ascii) else { return Ok(Token::Unit(unit)) };
        Ok(match byte {
            b'(' if !dialect.bare_groups => Token::Open,
            b')' if !dialect.bare_groups => Token::Close,
            b'|' if !dialect.bare_alternation => Token::Or,
            b'{' if dialect.bare_braces == Some(false) => Token::OpenBrace,
            b'+' if !dialect.bare_plus => Token::Plus,
            b'?' if !dialect.bare_plus => Token::Question,
            b'1'..=b'9' if dialect.back_references => Token::Back(usize::from(byte - b'0')),
            b'w' => Token::Class(Named::Word, false),
            b'W' => Token::Class(Named::Word, true),
            b's' => Token::Class(Named::Space, false),
            b'S' => Token::Class(Named::Space, true),
            b'<' => Token::Look(Look::WordStart),
            b'>' => Token::Look(Look::WordEnd),
            b'`' => Token::Look(Look::TextStart),
            b'\'' => Token::Look(Look::TextEnd),
            b'B' => Token::Look(Look::NotBoundary),
            b'y' if dialect.awk => Token::Look(Look::Boundary),
            b'b' if !dialect.awk => Token::Look(Look::Boundary),
            _ if dialect.awk => {
                self.cursor.at = at + 1;
                Token::Unit(bracket::escape(&mut self.cursor).unwrap_or(unit))
            }
            _ => Token::Unit(unit),
        })
    }
}

/// A quantifier with nothing to repeat.
fn misplaced(rule: Misplaced, byte: u8, at: usize) -> Result<Option<Node>, PatternError> {
    match rule {
        Misplaced::Literal => Ok(Some(Node::Unit(u32::from(byte)))),
        Misplaced::Error => Err(PatternError::new(ErrorKind::NothingToRepeat, at)),
        Misplaced::Skipped => Ok(None),
    }
}
