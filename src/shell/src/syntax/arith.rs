//! Arithmetic expressions: C's operators over 64-bit integers, as bash reads them.

use super::{Param, ParamOp, Part};
use crate::Bytes;
use std::rc::Rc;

/// Expressions within expressions.
const MAX_DEPTH: u32 = 40;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A number.
    Number(i64),
    /// A variable or an element.
    Variable(Target),
    /// The value that `$x` had before the expression was evaluated, by place in [`Expr::dollars`].
    Dollar(usize),
    /// `-` `+` `!` `~`
    Unary(u8, Box<Node>),
    /// An operator; where its right side stands, for messages.
    Binary(BinaryOp, Box<Node>, Box<Node>, u32),
    /// `&&`
    And(Box<Node>, Box<Node>),
    /// `||`
    Or(Box<Node>, Box<Node>),
    /// `?:`
    Choice(Box<Node>, Box<Node>, Box<Node>),
    /// `=`, `+=`…
    Assign(Target, Option<BinaryOp>, Box<Node>, u32),
    /// `++x` (prefix, 1), `x--` (not prefix, -1)…
    Step(Target, bool, i64),
    /// `,`
    Comma(Box<Node>, Box<Node>),
}

/// What can be assigned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The variable.
    pub name: Bytes,
    /// Its subscript as written.
    pub index: Option<Bytes>,
    /// Its subscript as an expression, when it reads as one.
    pub compiled: Option<Box<Node>>,
}

/// An expression and the parameters whose values it takes as they are at the start.
#[derive(Clone, Debug)]
pub struct Expr {
    /// The expression.
    pub node: Node,
    /// `$x`, `${x}`: read before the rest.
    pub dollars: Vec<Rc<Param>>,
    /// The text that was read, for messages.
    pub text: Bytes,
}

/// Operators with two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // C's names say it all.
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    ShiftLeft,
    ShiftRight,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    BitAnd,
    BitXor,
    BitOr,
}

/// Why a text is not an expression: bash's words, and where the text it could not read begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The words.
    pub text: &'static str,
    /// The rest of the text from here is the "error token".
    pub at: usize,
}

/// Reads an expression; an empty text is 0.
pub fn parse(text: &[u8]) -> Result<Expr, Wrong> {
    parse_with(text, Vec::new())
}

fn parse_with(text: &[u8], dollars: Vec<Rc<Param>>) -> Result<Expr, Wrong> {
    let mut reader = Reader { text, at: 0, last: 0, depth: 0, dollars: dollars.len(), seen: 0 };
    reader.blanks();
    if reader.at >= text.len() {
        return Ok(Expr { node: Node::Number(0), dollars, text: text.to_vec() });
    }
    let node = reader.comma()?;
    reader.blanks();
    if reader.at < text.len() {
        let next = text[reader.at];
        let words = if next.is_ascii_alphanumeric()
            || next == b'_'
            || next == b'('
            || next == b')'
            || next == b':'
            || b"+-*/%<>=!&|^?,$~".contains(&next)
        {
            "syntax error in expression"
        } else {
            "syntax error: invalid arithmetic operator"
        };
        return Err(Wrong { text: words, at: reader.at });
    }
    Ok(Expr { node, dollars, text: text.to_vec() })
}

/// The expression of these parts, when it can be read without expanding them; `None` sends it through expansion first.
pub(super) fn compile(parts: &[Part]) -> Option<Expr> {
    let mut text = Vec::new();
    let mut dollars = Vec::new();
    let joins =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_$#@\x01]".contains(byte));
    for (number, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => {
                if literal.iter().any(|byte| matches!(byte, b'\\' | b'\'' | b'"' | b'$' | b'`' | 1)) {
                    return None;
                }
                text.extend_from_slice(literal);
            }
            Part::Param(param) if matches!(param.op, ParamOp::Value | ParamOp::Length) && !param.indirect => {
                let next = parts.get(number + 1);
                let glued = match next {
                    Some(Part::Literal(literal)) => joins(literal.first()) || literal.first() == Some(&b'['),
                    Some(_) => true,
                    None => false,
                };
                let simple = match &param.index {
                    None => !matches!(param.name, super::ParamName::Special(b'@' | b'*')),
                    Some(super::Index::One(subscript)) => subscript.compiled.is_some(),
                    Some(_) => matches!(param.op, ParamOp::Length),
                };
                if glued || joins(text.last()) || !simple {
                    return None;
                }
                text.push(1);
                dollars.push(Rc::clone(param));
            }
            _ => return None,
        }
    }
    parse_with(&text, dollars).ok()
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    /// Where the last token began.
    last: usize,
    depth: u32,
    dollars: usize,
    seen: usize,
}

type Read<T> = Result<T, Wrong>;

/// Operators by strength, weakest first.
const LEVELS: [&[(&str, BinaryOp)]; 9] = [
    &[("|", BinaryOp::BitOr)],
    &[("^", BinaryOp::BitXor)],
    &[("&", BinaryOp::BitAnd)],
    &[("==", BinaryOp::Equal), ("!=", BinaryOp::NotEqual)],
    &[("<=", BinaryOp::LessEqual), (">=", BinaryOp::GreaterEqual), ("<", BinaryOp::Less), (">", BinaryOp::Greater)],
    &[("<<", BinaryOp::ShiftLeft), (">>", BinaryOp::ShiftRight)],
    &[("+", BinaryOp::Add), ("-", BinaryOp::Subtract)],
    &[("*", BinaryOp::Multiply), ("/", BinaryOp::Divide), ("%", BinaryOp::Remainder)],
    &[("**", BinaryOp::Power)],
];

/// Every operator, longest first.
const OPERATORS: [&str; 35] = [
    "<<=", ">>=", "**", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=",
    "^=", "|=", "+", "-", "*", "/", "%", "<", ">", "=", "&", "^", "|", "?", ":", ",",
];

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// The operator that comes next.
    fn operator(&mut self) -> Option<&'static str> {
        self.blanks();
        let rest = &self.text[self.at..];
        OPERATORS.into_iter().find(|operator| rest.starts_with(operator.as_bytes()))
    }

    fn take(&mut self, operator: &str) {
        self.last = self.at;
        self.at += operator.len();
    }

    fn wrong<T>(&self, text: &'static str, at: usize) -> Read<T> {
        Err(Wrong { text, at })
    }

    fn comma(&mut self) -> Read<Node> {
        if self.depth >= MAX_DEPTH {
            return self.wrong("expression recursion level exceeded", self.at);
        }
        self.depth += 1;
        let mut left = self.assignment()?;
        while self.operator() == Some(",") {
            self.take(",");
            left = Node::Comma(Box::new(left), Box::new(self.assignment()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn assignment(&mut self) -> Read<Node> {
        let left = self.choice()?;
        let Some(operator) = self.operator() else { return Ok(left) };
        let Some(name) = operator.strip_suffix('=') else { return Ok(left) };
        if matches!(operator, "==" | "!=" | "<=" | ">=") {
            return Ok(left);
        }
        let op = match name {
            "" => None,
            "<<" => Some(BinaryOp::ShiftLeft),
            ">>" => Some(BinaryOp::ShiftRight),
            "+" => Some(BinaryOp::Add),
            "-" => Some(BinaryOp::Subtract),
            "*" => Some(BinaryOp::Multiply),
            "/" => Some(BinaryOp::Divide),
            "%" => Some(BinaryOp::Remainder),
            "&" => Some(BinaryOp::BitAnd),
            "^" => Some(BinaryOp::BitXor),
            _ => Some(BinaryOp::BitOr),
        };
        let Node::Variable(target) = left else {
            return self.wrong("attempted assignment to non-variable", self.at);
        };
        self.take(operator);
        self.blanks();
        let at = self.at as u32;
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return self.wrong("expression recursion level exceeded", self.at);
        }
        let value = self.assignment()?;
        self.depth -= 1;
        Ok(Node::Assign(target, op, Box::new(value), at))
    }

    fn choice(&mut self) -> Read<Node> {
        let condition = self.or()?;
        if self.operator() != Some("?") {
            return Ok(condition);
        }
        self.take("?");
        self.blanks();
        if self.at >= self.text.len() || self.text[self.at] == b':' {
            return self.wrong("expression expected", self.at);
        }
        let yes = self.comma()?;
        if self.operator() != Some(":") {
            return self.wrong("`:' expected for conditional expression", self.at);
        }
        self.take(":");
        self.blanks();
        if self.at >= self.text.len() {
            return self.wrong("expression expected", self.last);
        }
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return self.wrong("expression recursion level exceeded", self.at);
        }
        let no = self.choice()?;
        self.depth -= 1;
        Ok(Node::Choice(Box::new(condition), Box::new(yes), Box::new(no)))
    }

    fn or(&mut self) -> Read<Node> {
        let mut left = self.and()?;
        while self.operator() == Some("||") {
            self.take("||");
            left = Node::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Read<Node> {
        let mut left = self.level(0)?;
        while self.operator() == Some("&&") {
            self.take("&&");
            left = Node::And(Box::new(left), Box::new(self.level(0)?));
        }
        Ok(left)
    }

    fn level(&mut self, level: usize) -> Read<Node> {
        let Some(known) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        loop {
            let Some(operator) = self.operator() else { return Ok(left) };
            // After a value that is no variable, `++` is a sum and a sign.
            let operator = match operator {
                "++" => "+",
                "--" => "-",
                other => other,
            };
            let Some((_, op)) = known.iter().find(|(text, _)| *text == operator) else { return Ok(left) };
            self.take(operator);
            self.blanks();
            let at = self.at as u32;
            // Powers bind to the right.
            let right = if *op == BinaryOp::Power {
                self.guarded(|reader| reader.level(level))?
            } else {
                self.level(level + 1)?
            };
            left = Node::Binary(*op, Box::new(left), Box::new(right), at);
        }
    }

    fn guarded(&mut self, part: impl FnOnce(&mut Self) -> Read<Node>) -> Read<Node> {
        if self.depth >= MAX_DEPTH {
            return self.wrong("expression recursion level exceeded", self.at);
        }
        self.depth += 1;
        let node = part(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn unary(&mut self) -> Read<Node> {
        self.blanks();
        let Some(&byte) = self.text.get(self.at) else {
            return self.wrong("syntax error: operand expected", self.last);
        };
        match byte {
            b'+' | b'-' if self.text.get(self.at + 1) == Some(&byte) => {
                // `++x` when a name follows; else two signs.
                let mut ahead = self.at + 2;
                while self.text.get(ahead).is_some_and(u8::is_ascii_whitespace) {
                    ahead += 1;
                }
                let delta = if byte == b'+' { 1 } else { -1 };
                if self.text.get(ahead).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
                    self.last = self.at;
                    self.at = ahead;
                    let Node::Variable(target) = self.name()? else {
                        return self.wrong("syntax error: operand expected", self.at);
                    };
                    return Ok(Node::Step(target, true, delta));
                }
                self.last = self.at;
                self.at += 1;
                let inner = self.guarded(Self::unary)?;
                Ok(Node::Unary(byte, Box::new(inner)))
            }
            b'+' | b'-' | b'!' | b'~' => {
                self.last = self.at;
                self.at += 1;
                let inner = self.guarded(Self::unary)?;
                Ok(Node::Unary(byte, Box::new(inner)))
            }
            _ => self.primary(byte),
        }
    }

    fn primary(&mut self, byte: u8) -> Read<Node> {
        match byte {
            b'(' => {
                self.last = self.at;
                self.at += 1;
                let inner = self.comma()?;
                self.blanks();
                if self.text.get(self.at) != Some(&b')') {
                    return self.wrong("missing `)'", self.at.min(self.text.len()).max(self.last));
                }
                self.last = self.at;
                self.at += 1;
                Ok(inner)
            }
            1 if self.seen < self.dollars => {
                self.last = self.at;
                self.at += 1;
                self.seen += 1;
                Ok(Node::Dollar(self.seen - 1))
            }
            b'0'..=b'9' => self.number(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                let node = self.name()?;
                let Node::Variable(target) = node else { return Ok(node) };
                match self.operator() {
                    Some("++") => {
                        self.take("++");
                        Ok(Node::Step(target, false, 1))
                    }
                    Some("--") => {
                        self.take("--");
                        Ok(Node::Step(target, false, -1))
                    }
                    _ => Ok(Node::Variable(target)),
                }
            }
            _ => self.wrong("syntax error: operand expected", self.at),
        }
    }

    fn name(&mut self) -> Read<Node> {
        let start = self.at;
        self.last = start;
        while self.text.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            self.at += 1;
        }
        let name = self.text[start..self.at].to_vec();
        if self.text.get(self.at) != Some(&b'[') {
            return Ok(Node::Variable(Target { name, index: None, compiled: None }));
        }
        let open = self.at + 1;
        let mut depth = 0;
        let mut end = self.at;
        loop {
            match self.text.get(end) {
                None => return self.wrong("bad array subscript", start),
                Some(b'[') => depth += 1,
                Some(b']') => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                Some(_) => {}
            }
            end += 1;
        }
        let index = self.text[open..end].to_vec();
        // The subscript is read on the same text, so that values of `$x` keep their places.
        let mut inner = Reader {
            text: &self.text[..end],
            at: open,
            last: open,
            depth: self.depth + 1,
            dollars: self.dollars,
            seen: self.seen,
        };
        let readable = inner.depth < MAX_DEPTH && !index.trim_ascii().is_empty();
        let compiled = readable.then(|| inner.comma().ok()).flatten().filter(|_| {
            inner.blanks();
            inner.at == end
        });
        self.seen += index.iter().filter(|byte| **byte == 1).count();
        self.at = end + 1;
        Ok(Node::Variable(Target { name, index: Some(index), compiled: compiled.map(Box::new) }))
    }

    fn number(&mut self) -> Read<Node> {
        let start = self.at;
        self.last = start;
        while self
            .text
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'@' | b'_'))
        {
            self.at += 1;
        }
        match read_number(&self.text[start..self.at]) {
            Ok(value) => Ok(Node::Number(value)),
            Err(text) => self.wrong(text, start),
        }
    }
}

/// A number as bash writes them: decimal, `0x…`, `0…` (octal), `base#…`.
pub(crate) fn read_number(text: &[u8]) -> Result<i64, &'static str> {
    let (base, digits): (u64, &[u8]) = if let Some(hash) = text.iter().position(|byte| *byte == b'#') {
        let base = std::str::from_utf8(&text[..hash]).ok().and_then(|base| base.parse().ok()).unwrap_or(0);
        if !(2..=64).contains(&base) || text.first() == Some(&b'0') {
            return Err("invalid arithmetic base");
        }
        if hash + 1 == text.len() {
            return Err("invalid integer constant");
        }
        (base, &text[hash + 1..])
    } else if let Some(hex) = text.strip_prefix(b"0x").or_else(|| text.strip_prefix(b"0X")) {
        (16, hex)
    } else if text.len() > 1 && text[0] == b'0' {
        (8, &text[1..])
    } else {
        (10, text)
    };
    let mut value: i64 = 0;
    for &byte in digits {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'z' => byte - b'a' + 10,
            b'A'..=b'Z' if base <= 36 => byte - b'A' + 10,
            b'A'..=b'Z' => byte - b'A' + 36,
            b'@' => 62,
            b'_' => 63,
            _ => return Err("invalid number"),
        };
        if u64::from(digit) >= base {
            return Err("value too great for base");
        }
        value = value.wrapping_mul(base as i64).wrapping_add(digit.into());
    }
    Ok(value)
}
