//! Evaluating arithmetic.

use super::assign::IndexValue;
use super::lookup::Got;
use crate::Bytes;
use crate::exec::{Shell, Value};
use crate::syntax::{BinaryOp, Expr, Index, Node, Param, ParamName, ParamOp, Target, parse_arith};

/// Variables whose values are expressions with variables…
const MAX_DEPTH: u32 = 110;

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArithError {
    /// bash's words and its "error token"; the text of an inner expression when that is where it went wrong.
    Wrong(&'static str, Bytes, Option<Bytes>),
    /// `set -u` met this unset variable.
    Unbound(Bytes),
    /// Something was said already.
    Said,
}

impl ArithError {
    /// What bash prints after the line number.
    pub(crate) fn message(&self, text: &[u8]) -> Option<Bytes> {
        match self {
            Self::Wrong(words, token, inner) => {
                let text = inner.as_deref().unwrap_or(text).trim_ascii_start();
                let mut message = [text, b": ", words.as_bytes()].concat();
                if !token.is_empty() || matches!(*words, "syntax error: operand expected") {
                    message.extend_from_slice(&[b" (error token is \"".as_slice(), token, b"\")"].concat());
                }
                Some(message)
            }
            Self::Unbound(name) => Some([name.as_slice(), b": unbound variable"].concat()),
            Self::Said => None,
        }
    }

    /// Does it end a script?
    pub(crate) fn is_fatal(&self) -> bool {
        matches!(self, Self::Unbound(_))
    }
}

type Evaluated<T> = Result<T, ArithError>;

impl Shell {
    /// The value of a text as an expression.
    pub(crate) fn arith_text(&mut self, text: &[u8]) -> Evaluated<i64> {
        self.arith_at(text, 0)
    }

    fn arith_at(&mut self, text: &[u8], depth: u32) -> Evaluated<i64> {
        if let Some(number) = plain_number(text) {
            return Ok(number);
        }
        let inner = (depth > 0).then(|| text.to_vec());
        if depth > MAX_DEPTH {
            return Err(ArithError::Wrong("expression recursion level exceeded", text.to_vec(), inner));
        }
        let expr = parse_arith(text).map_err(|wrong| {
            ArithError::Wrong(wrong.text, text.get(wrong.at..).unwrap_or_default().to_vec(), inner.clone())
        })?;
        Evaluation { shell: self, expr: &expr, dollars: &[], depth }.node(&expr.node).map_err(|error| match error {
            ArithError::Wrong(words, token, None) => ArithError::Wrong(words, token, inner),
            other => other,
        })
    }

    /// The value of a compiled expression; `None` when a `$x` in it is not a plain number: its text must be expanded.
    pub(crate) fn evaluate(&mut self, expr: &Expr) -> Evaluated<Option<i64>> {
        let mut dollars = Vec::new();
        for param in &expr.dollars {
            match self.dollar_number(param) {
                Some(number) => dollars.push(number),
                None => return Ok(None),
            }
        }
        if !dollars.is_empty() && self.needs_text_keys(&expr.node) {
            return Ok(None);
        }
        Evaluation { shell: self, expr, dollars: &dollars, depth: 0 }.node(&expr.node).map(Some)
    }

    /// A key of an associative array is text, not a number.
    fn needs_text_keys(&self, node: &Node) -> bool {
        let keyed = |target: &Target| {
            target.index.as_ref().is_some_and(|index| index.contains(&1))
                && matches!(self.vars.get(&self.follow(&target.name).0).map(|var| &var.value), Some(Value::Assoc(_)))
        };
        match node {
            Node::Number(_) | Node::Dollar(_) => false,
            Node::Variable(target) | Node::Step(target, ..) => keyed(target),
            Node::Assign(target, _, value, _) => keyed(target) || self.needs_text_keys(value),
            Node::Unary(_, inner) => self.needs_text_keys(inner),
            Node::Binary(_, left, right, _)
            | Node::And(left, right)
            | Node::Or(left, right)
            | Node::Comma(left, right) => self.needs_text_keys(left) || self.needs_text_keys(right),
            Node::Choice(condition, yes, no) => {
                self.needs_text_keys(condition) || self.needs_text_keys(yes) || self.needs_text_keys(no)
            }
        }
    }

    fn dollar_number(&mut self, param: &Param) -> Option<i64> {
        if matches!(param.op, ParamOp::Length) {
            let text = match (&param.name, &param.index) {
                (ParamName::Variable(name), None) => {
                    return self.scalar(name).map(|value| super::ops::length(&value) as i64);
                }
                (ParamName::Variable(name), Some(Index::At | Index::Star)) => {
                    let (target, None) = self.follow(name) else { return None };
                    return match self.whole(&target, false) {
                        Got::List(list, _) => Some(list.len() as i64),
                        _ => None,
                    };
                }
                _ => None::<Bytes>,
            };
            return text.map(|_| 0);
        }
        match (&param.name, &param.index) {
            (ParamName::Variable(name), None) => {
                if let Some(value) = self.plain_scalar(name) {
                    return plain_number(value);
                }
                plain_number(&self.scalar(name)?)
            }
            (ParamName::Variable(name), Some(Index::One(subscript))) => {
                let (target, None) = self.follow(name) else { return None };
                if matches!(self.vars.get(&target).map(|var| &var.value), Some(Value::Assoc(_))) {
                    return None;
                }
                let at = self.evaluate(subscript.compiled.as_ref()?).ok()??;
                plain_number(&self.element(&target, &IndexValue::Number(at))?)
            }
            (ParamName::Positional(0), None) => None,
            (ParamName::Positional(number), None) => plain_number(self.positional.get(number - 1)?),
            (ParamName::Special(byte), None) => match byte {
                b'#' => Some(self.positional.len() as i64),
                b'?' => Some(self.status.into()),
                b'$' => Some(self.main_pid.into()),
                b'!' => self.last_background.map(Into::into),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A decimal number and nothing else.
fn plain_number(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 || (digits.len() > 1 && digits[0] == b'0') {
        return None;
    }
    let mut value = 0_i64;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(if negative { -value } else { value })
}

struct Evaluation<'a> {
    shell: &'a mut Shell,
    expr: &'a Expr,
    dollars: &'a [i64],
    depth: u32,
}

impl Evaluation<'_> {
    fn wrong<T>(&self, words: &'static str, at: u32) -> Evaluated<T> {
        let token = self.expr.text.get(at as usize..).unwrap_or_default();
        // The values of `$x` stand where their marks are.
        let mut shown = Vec::new();
        let mut seen =
            self.expr.text[..(at as usize).min(self.expr.text.len())].iter().filter(|byte| **byte == 1).count();
        for &byte in token {
            if byte == 1 {
                shown.extend_from_slice(self.dollars.get(seen).map(i64::to_string).unwrap_or_default().as_bytes());
                seen += 1;
            } else {
                shown.push(byte);
            }
        }
        let mut text = Vec::new();
        let mut seen = 0;
        for &byte in &self.expr.text {
            if byte == 1 {
                text.extend_from_slice(self.dollars.get(seen).map(i64::to_string).unwrap_or_default().as_bytes());
                seen += 1;
            } else {
                text.push(byte);
            }
        }
        Err(ArithError::Wrong(words, shown, Some(text)))
    }

    fn node(&mut self, node: &Node) -> Evaluated<i64> {
        Ok(match node {
            Node::Number(value) => *value,
            Node::Dollar(place) => self.dollars.get(*place).copied().unwrap_or(0),
            Node::Variable(target) => self.read(target)?,
            Node::Unary(sign, inner) => {
                let value = self.node(inner)?;
                match sign {
                    b'-' => value.wrapping_neg(),
                    b'!' => i64::from(value == 0),
                    b'~' => !value,
                    _ => value,
                }
            }
            Node::Binary(op, left, right, at) => {
                let left = self.node(left)?;
                let right = self.node(right)?;
                self.binary(*op, left, right, *at)?
            }
            Node::And(left, right) => i64::from(self.node(left)? != 0 && self.node(right)? != 0),
            Node::Or(left, right) => i64::from(self.node(left)? != 0 || self.node(right)? != 0),
            Node::Choice(condition, yes, no) => {
                if self.node(condition)? != 0 {
                    self.node(yes)?
                } else {
                    self.node(no)?
                }
            }
            Node::Comma(left, right) => {
                self.node(left)?;
                self.node(right)?
            }
            Node::Assign(target, op, value, at) => {
                let index = self.index(target)?;
                let value = match op {
                    None => self.node(value)?,
                    Some(op) => {
                        let old = self.read_at(target, index.as_ref())?;
                        let value = self.node(value)?;
                        self.binary(*op, old, value, *at)?
                    }
                };
                self.write(target, index, value)?;
                value
            }
            Node::Step(target, prefix, delta) => {
                let index = self.index(target)?;
                let old = self.read_at(target, index.as_ref())?;
                let new = old.wrapping_add(*delta);
                self.write(target, index, new)?;
                if *prefix { new } else { old }
            }
        })
    }

    fn binary(&self, op: BinaryOp, left: i64, right: i64, at: u32) -> Evaluated<i64> {
        Ok(match op {
            BinaryOp::Add => left.wrapping_add(right),
            BinaryOp::Subtract => left.wrapping_sub(right),
            BinaryOp::Multiply => left.wrapping_mul(right),
            BinaryOp::Divide | BinaryOp::Remainder if right == 0 => return self.wrong("division by 0", at),
            BinaryOp::Divide => left.wrapping_div(right),
            BinaryOp::Remainder => left.wrapping_rem(right),
            BinaryOp::Power if right < 0 => return self.wrong("exponent less than 0", at),
            BinaryOp::Power => power(left, right as u64),
            BinaryOp::ShiftLeft => left.wrapping_shl(right as u32),
            BinaryOp::ShiftRight => left.wrapping_shr(right as u32),
            BinaryOp::Less => i64::from(left < right),
            BinaryOp::LessEqual => i64::from(left <= right),
            BinaryOp::Greater => i64::from(left > right),
            BinaryOp::GreaterEqual => i64::from(left >= right),
            BinaryOp::Equal => i64::from(left == right),
            BinaryOp::NotEqual => i64::from(left != right),
            BinaryOp::BitAnd => left & right,
            BinaryOp::BitXor => left ^ right,
            BinaryOp::BitOr => left | right,
        })
    }

    fn index(&mut self, target: &Target) -> Evaluated<Option<IndexValue>> {
        let Some(text) = &target.index else { return Ok(None) };
        let (name, _) = self.shell.follow(&target.name);
        if matches!(self.shell.vars.get(&name).map(|var| &var.value), Some(Value::Assoc(_))) {
            let mut parser = crate::syntax::Parser::new(text, crate::syntax::ParseOptions::default());
            let key = parser.bare_text().unwrap_or_else(|| text.clone());
            return Ok(Some(IndexValue::Key(key)));
        }
        let number = match &target.compiled {
            Some(node) => self.node(node)?,
            None => self.shell.arith_at(text, self.depth + 1)?,
        };
        Ok(Some(IndexValue::Number(number)))
    }

    fn read(&mut self, target: &Target) -> Evaluated<i64> {
        if target.index.is_none()
            && let Some(value) = self.shell.plain_scalar(&target.name)
            && let Some(number) = plain_number(value)
        {
            return Ok(number);
        }
        let index = self.index(target)?;
        self.read_at(target, index.as_ref())
    }

    fn read_at(&mut self, target: &Target, index: Option<&IndexValue>) -> Evaluated<i64> {
        let value = match index {
            None => self.shell.scalar(&target.name),
            Some(index) => {
                let (name, _) = self.shell.follow(&target.name);
                if let IndexValue::Number(number) = index
                    && *number < 0
                    && self.shell.out_of_range(&name, *number)
                {
                    self.shell.complain_bytes(&[name.as_slice(), b": bad array subscript"].concat());
                    return Ok(0);
                }
                self.shell.element(&name, index)
            }
        };
        match value {
            None if self.shell.options.nounset => {
                self.shell.builtin = None;
                Err(ArithError::Unbound(target.name.clone()))
            }
            None => Ok(0),
            Some(text) => match plain_number(&text) {
                Some(number) => Ok(number),
                None if text.trim_ascii().is_empty() => Ok(0),
                None => self.shell.arith_at(&text, self.depth + 1),
            },
        }
    }

    fn write(&mut self, target: &Target, index: Option<IndexValue>, value: i64) -> Evaluated<()> {
        self.shell.assign_at(&target.name, index, decimal(value), false).map_err(|_| ArithError::Said)
    }
}

fn decimal(value: i64) -> Bytes {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut left = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    digits[at..].to_vec()
}

fn power(base: i64, mut exponent: u64) -> i64 {
    let (mut result, mut base) = (1_i64, base);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    result
}
