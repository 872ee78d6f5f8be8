//! vim's atoms, and the items after `\%`, `\z` and `\_`.

use super::Parser;
use super::class;
use super::collection::{self, Trouble};
use super::reader::{Magic, Token};
use crate::ast::{Look, Node, Order, Place};
use crate::class::Class;
use crate::error::{ErrorKind, PatternError};
use crate::parse::literal::{self, unit_node};
use crate::syntax::Flags;

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Result<Node, PatternError> {
        let before = self.reader.at;
        let Some(token) = self.reader.next() else { return Err(self.error(ErrorKind::EndsEarly)) };
        let byte = match token {
            Token::Unit(unit) => return Ok(unit_node(unit, self.ignore_case)),
            Token::Special(byte) => byte,
        };
        Ok(match byte {
            b'^' => Node::Look(Look::LineStart),
            b'$' => Node::Look(Look::LineEnd),
            b'<' => Node::Look(Look::KeywordStart),
            b'>' => Node::Look(Look::KeywordEnd),
            b'_' => return self.underscore(),
            b'n' => Node::Unit(u32::from(b'\n')),
            b'(' => return self.group(true),
            b'[' => return self.collection(false),
            b'=' | b'?' | b'+' | b'@' | b'*' | b'{' | b'|' | b'&' | b')' => {
                return Err(self.error_with(ErrorKind::NothingToRepeat, Some(token)));
            }
            b'~' => {
                let Some(text) = self.last_substitute else { return Err(self.error(ErrorKind::NoSubstitute)) };
                literal::parse(text, Flags::NONE.ignoring_case(self.ignore_case), 0).node
            }
            b'1'..=b'9' => {
                let group = usize::from(byte - b'0');
                // A look behind may stand before the group it refers to: vim looks no closer than this.
                let rest = &self.reader.text[self.reader.at..];
                let behind = rest.windows(3).any(|three| three == b"@<=" || three == b"@<!");
                if !self.closed[group] && !behind {
                    return Err(self.error(ErrorKind::BackReference));
                }
                Node::BackReference(group)
            }
            b'z' => {
                let item = self.reader.next();
                let node = match item.and_then(Token::byte) {
                    Some(b's') => Node::MatchStart,
                    Some(b'e') => Node::MatchEnd,
                    _ => return Err(self.error_with(ErrorKind::BadZ, item)),
                };
                if matches!(self.reader.peek(), Some(Token::Special(b'*' | b'+' | b'{'))) {
                    return Err(self.error_with(ErrorKind::RepeatedBound, item));
                }
                node
            }
            b'%' => return self.percent(),
            _ => match class::by_letter(byte) {
                Some(class) => Node::Class(class),
                // Special in name only: `\#`, `\0`.
                None if self.reader.magic == Magic::All || byte.is_ascii_digit() => {
                    unit_node(u32::from(byte), self.ignore_case)
                }
                None => {
                    self.reader.at = before;
                    return Err(self.error_with(ErrorKind::NothingToRepeat, Some(token)));
                }
            },
        })
    }

    /// `\_x`: a class and the newline; `\_^` and `\_$`: anchors anywhere.
    fn underscore(&mut self) -> Result<Node, PatternError> {
        let item = self.reader.next();
        let Some(byte) = item.and_then(Token::byte) else {
            let kind = if item.is_none() { ErrorKind::EndsEarly } else { ErrorKind::BadUnderscore };
            return Err(self.error_with(kind, item));
        };
        match byte {
            b'^' => Ok(Node::Look(Look::LineStart)),
            b'$' => Ok(Node::Look(Look::LineEnd)),
            b'[' => self.collection(true),
            _ => match class::by_letter(byte) {
                Some(class) => Ok(Node::Class(with_newline(&class))),
                None => Err(self.error_with(ErrorKind::BadUnderscore, item)),
            },
        }
    }

    /// What follows `[`; without a `]` it is text.
    fn collection(&mut self, newline: bool) -> Result<Node, PatternError> {
        match collection::read(self.reader.text, self.reader.at, self.ignore_case) {
            Ok(collection) => {
                self.reader.at = collection.end;
                self.reader.passed();
                Ok(Node::Class(if newline { with_newline(&collection.class) } else { collection.class }))
            }
            Err(Trouble::NoEnd) => Ok(Node::Unit(u32::from(b'['))),
            Err(Trouble::BadRange) => Err(self.error(ErrorKind::BadRange)),
        }
    }

    fn percent(&mut self) -> Result<Node, PatternError> {
        let item = self.reader.next();
        let Some(byte) = item.and_then(Token::byte) else { return Err(self.error_with(ErrorKind::BadPercent, item)) };
        Ok(match byte {
            b'(' => return self.group(false),
            b'd' | b'o' | b'x' | b'u' | b'U' => {
                let rest = &self.reader.text[self.reader.at.min(self.reader.text.len())..];
                let Some((unit, length)) = collection::number(byte, rest) else {
                    return Err(self.error(ErrorKind::BadCharCode));
                };
                self.reader.at += length;
                self.reader.passed();
                unit_node(unit, self.ignore_case)
            }
            b'^' => Node::Place(Place::FileStart),
            b'$' => Node::Place(Place::FileEnd),
            b'#' => Node::Place(Place::Cursor),
            b'V' => Node::Place(Place::Visual),
            b'C' => Node::Empty,
            b'[' => return self.optional(),
            _ => return self.place(byte, item),
        })
    }

    /// `\%[abc]`: as much of it as matches.
    fn optional(&mut self) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            return Err(self.error(ErrorKind::TooDeep));
        }
        let mut atoms = vec![];
        loop {
            match self.reader.peek() {
                None => return Err(self.error(ErrorKind::OpenOptional)),
                Some(token) if token.byte() == Some(b']') => break,
                _ => {
                    let atom = self.atom()?;
                    atoms.push(atom);
                }
            }
        }
        self.reader.next();
        self.depth -= 1;
        if atoms.is_empty() {
            return Err(self.error(ErrorKind::EmptyOptional));
        }
        if atoms.len() > super::MAX_DEPTH {
            return Err(self.error(ErrorKind::TooDeep));
        }
        let nest = |inside: Node, atom: Node| Node::repeat(Node::concat(vec![atom, inside]), 0, Some(1), true);
        Ok(atoms.into_iter().rev().fold(Node::Empty, nest))
    }

    /// `\%23l`, `\%<23c`, `\%>'m`, `\%.l`.
    fn place(&mut self, byte: u8, item: Option<Token>) -> Result<Node, PatternError> {
        let order = match byte {
            b'<' => Order::Less,
            b'>' => Order::Greater,
            _ => Order::Equal,
        };
        let mut last = if order == Order::Equal { item } else { self.reader.next() };
        let at_cursor = last.and_then(Token::byte) == Some(b'.');
        if at_cursor {
            last = self.reader.next();
        }
        let mut number: Option<usize> = None;
        while let Some(digit @ b'0'..=b'9') = last.and_then(Token::byte) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(usize::from(digit - b'0')));
            last = self.reader.next();
        }
        let place = match (last.and_then(Token::byte), number, at_cursor) {
            (Some(b'l'), None, true) => Place::CursorLine(order),
            (Some(b'c'), None, true) => Place::CursorColumn(order),
            (Some(b'v'), None, true) => Place::CursorVirtual(order),
            (Some(b'l'), Some(number), false) => Place::Line(order, number),
            (Some(b'c'), Some(number), false) => Place::Column(order, number),
            (Some(b'v'), Some(number), false) => Place::Virtual(order, number),
            (Some(b'\''), None, false) => match self.reader.next().and_then(Token::byte) {
                Some(mark) => Place::Mark(order, char::from(mark)),
                None => return Err(self.error_with(ErrorKind::BadPercent, last)),
            },
            _ => return Err(self.error_with(ErrorKind::BadPercent, last)),
        };
        Ok(Node::Place(place))
    }
}

fn with_newline(class: &Class) -> Class {
    class.union(&Class::one(u32::from(b'\n')))
}
