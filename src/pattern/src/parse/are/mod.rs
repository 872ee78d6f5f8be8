//! PostgreSQL's advanced regular expressions (manual, chapter 9.7.3), as version 15 reads them.

mod bracket;
mod escape;

use super::literal::{self, unit_node};
use super::{Cursor, MAX_DEPTH, Parsed};
use crate::ast::{Around, Look, Node, Repeat};
use crate::class::{Class, Named};
use crate::error::{ErrorKind, PatternError};
use crate::syntax::{Flags, Syntax};
use crate::unit::MAX_CHAR;
use escape::Escape;

/// The most a bound may ask for.
const MOST: u32 = 255;

struct Parser<'t> {
    cursor: Cursor<'t>,
    flags: Flags,
    base: usize,
    groups: usize,
    closed: Vec<bool>,
    depth: usize,
    /// Inside a look around, where parentheses do not capture.
    looking: usize,
}

pub(super) fn parse(text: &[u8], flags: Flags, groups: usize) -> Result<Parsed, PatternError> {
    let mut parser =
        Parser { cursor: Cursor::new(text), flags, base: groups, groups, closed: vec![], depth: 0, looking: 0 };
    if parser.cursor.eat(b"***=") {
        return Ok(literal::parse(parser.cursor.rest(), flags, groups));
    }
    if parser.cursor.rest().starts_with(b"***") && !parser.cursor.eat(b"***:") {
        return Err(parser.cursor.error(ErrorKind::NothingToRepeat));
    }
    if let Some(syntax) = parser.options()? {
        let mut parsed = super::parse(syntax, parser.cursor.rest(), parser.flags, groups)?;
        parsed.flags = parser.flags;
        return Ok(parsed);
    }
    let node = parser.alternation()?;
    if parser.cursor.peek().is_some() {
        return Err(parser.cursor.error(ErrorKind::CloseParen));
    }
    Ok(Parsed { node, groups: parser.groups, flags: parser.flags })
}

impl Parser<'_> {
    /// `(?i)` and the like at the start; another syntax if they ask for one.
    fn options(&mut self) -> Result<Option<Syntax>, PatternError> {
        if !(self.cursor.rest().starts_with(b"(?")
            && self.cursor.peek_at(2).is_some_and(|byte| byte.is_ascii_alphabetic()))
        {
            return Ok(None);
        }
        self.cursor.at += 2;
        let mut syntax = None;
        loop {
            let flags = &mut self.flags;
            match self.cursor.peek() {
                Some(b'b') => syntax = Some(Syntax::Basic),
                Some(b'c') => flags.ignore_case = false,
                Some(b'e') => syntax = Some(Syntax::Extended),
                Some(b'i') => flags.ignore_case = true,
                Some(b'm' | b'n') => (flags.multi_line, flags.no_newline) = (true, true),
                Some(b'p') => (flags.multi_line, flags.no_newline) = (false, true),
                Some(b'q') => syntax = Some(Syntax::Literal),
                Some(b's') => (flags.multi_line, flags.no_newline) = (false, false),
                Some(b't') => flags.expanded = false,
                Some(b'w') => (flags.multi_line, flags.no_newline) = (true, false),
                Some(b'x') => flags.expanded = true,
                Some(b')') => {
                    self.cursor.at += 1;
                    return Ok(syntax);
                }
                _ => return Err(self.cursor.error(ErrorKind::BadOption)),
            }
            self.cursor.at += 1;
        }
    }

    /// Comments, and white space where the syntax is expanded.
    fn skip(&mut self) -> Result<(), PatternError> {
        loop {
            let before = self.cursor.at;
            if self.flags.expanded {
                while self.cursor.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                    self.cursor.at += 1;
                }
                if self.cursor.peek() == Some(b'#') {
                    while self.cursor.peek().is_some_and(|byte| byte != b'\n') {
                        self.cursor.at += 1;
                    }
                }
            }
            if self.cursor.rest().starts_with(b"(?#") {
                while self.cursor.peek().is_some_and(|byte| byte != b')') {
                    self.cursor.at += 1;
                }
                self.cursor.at += usize::from(self.cursor.peek().is_some());
            }
            if self.cursor.at == before {
                return Ok(());
            }
        }
    }

    fn alternation(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.branch()?];
        while self.cursor.eat(b"|") {
            branches.push(self.branch()?);
        }
        Ok(Node::alternate(branches))
    }

    fn branch(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![];
        loop {
            self.skip()?;
            match self.cursor.peek() {
                None | Some(b'|') => break,
                Some(b')') => {
                    if self.depth == 0 {
                        return Err(self.cursor.error(ErrorKind::CloseParen));
                    }
                    break;
                }
                _ => {}
            }
            let atom = self.atom()?;
            self.skip()?;
            let constraint = matches!(atom, Node::Look(_) | Node::Around(_));
            nodes.push(if constraint { atom } else { self.quantified(atom)? });
        }
        Ok(Node::concat(nodes))
    }

    fn atom(&mut self) -> Result<Node, PatternError> {
        let at = self.cursor.at;
        let Some(unit) = self.cursor.unit() else { return Ok(Node::Empty) };
        let (start, end) =
            if self.flags.multi_line { (Look::LineStart, Look::LineEnd) } else { (Look::TextStart, Look::TextEnd) };
        Ok(match u8::try_from(unit) {
            Ok(b'^') => Node::Look(start),
            Ok(b'$') => Node::Look(end),
            Ok(b'.') => {
                let all = Class::from_ranges(vec![(0, MAX_CHAR)]);
                Node::Class(if self.flags.no_newline { all.without(u32::from(b'\n')) } else { all })
            }
            Ok(b'*' | b'+' | b'?') => return Err(PatternError::new(ErrorKind::NothingToRepeat, at)),
            Ok(b'{') if self.cursor.peek().is_some_and(|byte| byte.is_ascii_digit()) => {
                return Err(PatternError::new(ErrorKind::NothingToRepeat, at));
            }
            Ok(b'(') => self.group(at)?,
            Ok(b'[') => {
                if self.cursor.eat(b"[:<:]]") {
                    return Ok(Node::Look(Look::WordStart));
                }
                if self.cursor.eat(b"[:>:]]") {
                    return Ok(Node::Look(Look::WordEnd));
                }
                Node::Class(bracket::parse(&mut self.cursor, self.flags)?)
            }
            Ok(b'\\') => self.escaped(at)?,
            _ => unit_node(unit, self.flags.ignore_case),
        })
    }

    fn group(&mut self, at: usize) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PatternError::new(ErrorKind::TooDeep, at));
        }
        let mut around = None;
        let mut capture = self.looking == 0;
        if self.cursor.eat(b"?") {
            capture = false;
            if self.cursor.eat(b":") {
            } else if self.cursor.eat(b"=") {
                around = Some((true, false));
            } else if self.cursor.eat(b"!") {
                around = Some((true, true));
            } else if self.cursor.eat(b"<=") {
                around = Some((false, false));
            } else if self.cursor.eat(b"<!") {
                around = Some((false, true));
            } else {
                return Err(PatternError::new(ErrorKind::NothingToRepeat, at));
            }
        }
        let number = self.groups + 1;
        if capture {
            self.groups += 1;
            self.closed.push(false);
        }
        self.looking += usize::from(around.is_some());
        let inside = self.alternation()?;
        self.looking -= usize::from(around.is_some());
        self.depth -= 1;
        if !self.cursor.eat(b")") {
            return Err(PatternError::new(ErrorKind::OpenParen, at));
        }
        if let Some((ahead, negative)) = around {
            // A look behind goes back no further than its inside is long, at four bytes a character.
            let reach = if ahead { 0 } else { inside.longest().map_or(0, |units| units.saturating_mul(4).max(1)) };
            return Ok(Node::Around(Box::new(Around { node: inside, ahead, negative, reach })));
        }
        if !capture {
            // A constraint in parentheses is no constraint any more: it may be quantified.
            let constraint = matches!(inside, Node::Look(_) | Node::Around(_));
            return Ok(if constraint { Node::Concat(vec![inside]) } else { inside });
        }
        self.closed[number - self.base - 1] = true;
        Ok(Node::Group(number, Box::new(inside)))
    }

    fn escaped(&mut self, at: usize) -> Result<Node, PatternError> {
        Ok(match escape::read(&mut self.cursor, self.groups - self.base, at)? {
            Escape::Unit(unit) => unit_node(unit, self.flags.ignore_case),
            Escape::Class(named, negated) => {
                let class = named.class();
                Node::Class(if negated { class.complement(MAX_CHAR) } else { class })
            }
            Escape::Look(look) => Node::Look(look),
            Escape::Back(group) => {
                if self.looking > 0 || !self.closed.get(group - 1).copied().unwrap_or(false) {
                    return Err(PatternError::new(ErrorKind::BackReference, at));
                }
                Node::BackReference(self.base + group)
            }
        })
    }

    fn quantified(&mut self, node: Node) -> Result<Node, PatternError> {
        let mut fixed = false;
        let (min, max) = match self.cursor.peek() {
            Some(b'*') => (0, None),
            Some(b'+') => (1, None),
            Some(b'?') => (0, Some(1)),
            Some(b'{') if self.cursor.peek_at(1).is_some_and(|byte| byte.is_ascii_digit()) => {
                let (min, max, single) = self.bound()?;
                fixed = single;
                (min, max)
            }
            _ => return Ok(node),
        };
        self.cursor.at += 1;
        let greedy = !self.cursor.eat(b"?");
        Ok(Node::Repeat(Box::new(Repeat { node, min, max, greedy, fixed })))
    }

    /// `{m}`, `{m,}` or `{m,n}`, up to its `}`; whether it has one number only.
    fn bound(&mut self) -> Result<(u32, Option<u32>, bool), PatternError> {
        let open = self.cursor.at;
        self.cursor.at += 1;
        let min = self.cursor.number().unwrap_or(0);
        let ranged = self.cursor.eat(b",");
        let max = if ranged { self.cursor.number() } else { Some(min) };
        match self.cursor.peek() {
            None => Err(PatternError::new(ErrorKind::OpenBrace, open)),
            Some(b'}') if min <= MOST && max.is_none_or(|max| max <= MOST && min <= max) => Ok((min, max, !ranged)),
            _ => Err(PatternError::new(ErrorKind::BadInterval, open)),
        }
    }
}

/// What `\w` and its like are in PostgreSQL.
fn shorthand(letter: u8) -> Option<(Named, bool)> {
    Some(match letter {
        b'd' => (Named::Digit, false),
        b'D' => (Named::Digit, true),
        b's' => (Named::Space, false),
        b'S' => (Named::Space, true),
        b'w' => (Named::Word, false),
        b'W' => (Named::Word, true),
        _ => return None,
    })
}
