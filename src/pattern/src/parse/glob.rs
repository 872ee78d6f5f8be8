//! The shell's patterns: `*`, `?`, `[…]`, and bash's `?(…) *(…) +(…) @(…) !(…)`.

use super::literal::unit_node;
use super::{Cursor, MAX_DEPTH};
use crate::ast::{Look, Node};
use crate::class::{Class, Named};
use crate::error::{ErrorKind, PatternError};
use crate::unit::MAX_UNIT;

/// Parses a whole pattern. The only error is nesting that is too deep: what is malformed stands for itself.
pub(crate) fn parse(text: &[u8], extended: bool, ignore_case: bool) -> Result<Node, PatternError> {
    let closed = if extended { closed_parentheses(text) } else { vec![] };
    Parser { cursor: Cursor::new(text), extended, ignore_case, depth: 0, closed }.sequence()
}

/// Where the parentheses stand that have their `)`, from left to right.
fn closed_parentheses(text: &[u8]) -> Vec<usize> {
    let mut open = vec![];
    let mut closed = vec![];
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => open.push(at),
            b')' => closed.extend(open.pop()),
            _ => {}
        }
        at += 1;
    }
    base::order::sort(&mut closed);
    closed
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    extended: bool,
    ignore_case: bool,
    depth: usize,
    /// The parentheses that have their end: looked up first, so that no stretch is parsed twice.
    closed: Vec<usize>,
}

impl Parser<'_> {
    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![];
        let mut after_star = false;
        while let Some(byte) = self.cursor.peek() {
            if self.depth > 0 && matches!(byte, b'|' | b')') {
                break;
            }
            if self.extended
                && matches!(byte, b'?' | b'*' | b'+' | b'@' | b'!')
                && self.cursor.peek_at(1) == Some(b'(')
                && let Some(group) = self.group(byte)?
            {
                nodes.push(group);
                after_star = false;
                continue;
            }
            let star = byte == b'*';
            let node = self.one(byte);
            // `**` is `*`.
            if !(star && after_star) {
                nodes.push(node);
            }
            after_star = star;
        }
        Ok(Node::concat(nodes))
    }

    fn one(&mut self, byte: u8) -> Node {
        let any = || Node::Class(Class::from_ranges(vec![(0, MAX_UNIT)]));
        match byte {
            b'*' => {
                self.cursor.at += 1;
                Node::repeat(any(), 0, None, true)
            }
            b'?' => {
                self.cursor.at += 1;
                any()
            }
            b'[' => {
                let open = self.cursor.at;
                self.cursor.at += 1;
                self.bracket().unwrap_or_else(|| {
                    self.cursor.at = open + 1;
                    Node::Unit(u32::from(b'['))
                })
            }
            _ => {
                // A backslash at the very end stands for itself.
                let unit = self.cursor.unit();
                let quoted = if byte == b'\\' { self.cursor.unit() } else { None };
                unit_node(quoted.or(unit).unwrap_or_default(), self.ignore_case)
            }
        }
    }

    /// `@(…)` and its like; `None`, nothing taken, when it has no end.
    fn group(&mut self, kind: u8) -> Result<Option<Node>, PatternError> {
        let start = self.cursor.at;
        if self.depth >= MAX_DEPTH {
            return Err(self.cursor.error(ErrorKind::TooDeep));
        }
        if self.closed.binary_search(&(start + 1)).is_err() {
            return Ok(None);
        }
        self.cursor.at += 2;
        self.depth += 1;
        let mut branches = vec![self.sequence()?];
        while self.cursor.eat(b"|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        if !self.cursor.eat(b")") {
            // Its `)` stands in a bracket. Reading no more groups keeps this from being tried again at each level.
            self.extended = false;
            self.cursor.at = start;
            return Ok(None);
        }
        let inside = Node::alternate(branches);
        Ok(Some(match kind {
            b'?' => Node::repeat(inside, 0, Some(1), true),
            b'*' => Node::repeat(inside, 0, None, true),
            b'+' => Node::repeat(inside, 1, None, true),
            b'!' => Node::Except(Box::new(inside)),
            _ => inside,
        }))
    }

    /// What follows `[`; `None` when it is no bracket expression.
    fn bracket(&mut self) -> Option<Node> {
        let negated = self.cursor.eat(b"!") || self.cursor.eat(b"^");
        let mut ranges = vec![];
        let mut first = true;
        loop {
            if self.cursor.peek()? == b']' && !first {
                self.cursor.at += 1;
                break;
            }
            first = false;
            if self.cursor.rest().starts_with(b"[:")
                && let Some(length) = self.cursor.rest().windows(2).position(|pair| pair == b":]")
            {
                let name = &self.cursor.rest()[2..length.max(2)];
                if let Some(named) = Named::from_name(name) {
                    ranges.extend_from_slice(named.class().ranges());
                }
                self.cursor.at += length + 2;
                continue;
            }
            let low = self.end_of_range()?;
            if self.cursor.peek() == Some(b'-') && self.cursor.peek_at(1).is_some_and(|next| next != b']') {
                self.cursor.at += 1;
                let high = self.end_of_range()?;
                ranges.push((low, high));
            } else {
                ranges.push((low, low));
            }
        }
        let mut class = Class::from_ranges(ranges);
        if self.ignore_case {
            class = class.ignoring_case();
        }
        if negated {
            class = class.complement(MAX_UNIT);
        }
        Some(if class.ranges().is_empty() { Node::Look(Look::Never) } else { Node::Class(class) })
    }

    fn end_of_range(&mut self) -> Option<u32> {
        for (open, close) in [(b"[.", b".]"), (b"[=", b"=]")] {
            if self.cursor.rest().starts_with(open)
                && let Some(length) = self.cursor.rest().windows(2).skip(2).position(|pair| pair == close)
            {
                let mut inside = Cursor::new(&self.cursor.rest()[2..2 + length]);
                self.cursor.at += length + 4;
                return inside.unit();
            }
        }
        let unit = self.cursor.unit()?;
        if unit == u32::from(b'\\') { self.cursor.unit() } else { Some(unit) }
    }
}
