//! LIKE and ILIKE. A pattern is compiled once; common shapes (equal, begins, ends, contains) are plain searches.

use super::{Batch, Context, eval};
use crate::Result;
use crate::error::{Error, Execute};
use crate::plan::Expr;
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Data, Dictionary, Operand, Vector};
use columns::Finder;

/// A compiled pattern.
pub struct LikePattern {
    shape: Shape,
    insensitive: bool,
}

enum Shape {
    Equal(String),
    Prefix(String),
    Suffix(String),
    Contains(Finder),
    General(Vec<Item>),
}

enum Item {
    Any,
    Many,
    Char(char),
}

impl LikePattern {
    /// Compiles a pattern.
    pub fn new(pattern: &str, escape: Option<char>, insensitive: bool) -> Result<Self> {
        let mut items = Vec::new();
        let folded = if insensitive { pattern.to_lowercase() } else { pattern.to_owned() };
        let mut chars = folded.chars();
        while let Some(c) = chars.next() {
            if Some(c) == escape {
                items.push(Item::Char(chars.next().ok_or_else(|| Error::from(Execute::LikePattern))?));
            } else if c == '%' {
                if !matches!(items.last(), Some(Item::Many)) {
                    items.push(Item::Many);
                }
            } else if c == '_' {
                items.push(Item::Any);
            } else {
                items.push(Item::Char(c));
            }
        }
        let first = matches!(items.first(), Some(Item::Many));
        let last = items.len() > 1 && matches!(items.last(), Some(Item::Many));
        let inner = &items[usize::from(first)..items.len() - usize::from(last)];
        let plain: Option<String> =
            inner.iter().map(|item| if let Item::Char(c) = item { Some(*c) } else { None }).collect();
        let shape = match (plain, first, last) {
            (Some(text), false, false) => Shape::Equal(text),
            (Some(text), false, true) => Shape::Prefix(text),
            (Some(text), true, false) => Shape::Suffix(text),
            (Some(text), true, true) => Shape::Contains(Finder::new(&text)),
            (None, ..) => Shape::General(items),
        };
        Ok(Self { shape, insensitive })
    }

    /// Whether a text fits.
    pub fn matches(&self, text: &str) -> bool {
        if self.insensitive {
            return self.fits(&text.to_lowercase());
        }
        self.fits(text)
    }

    fn fits(&self, text: &str) -> bool {
        match &self.shape {
            Shape::General(items) => general(items, text),
            plain => plain.fits(text.as_bytes()),
        }
    }

    /// Whether string `code` of a dictionary fits.
    fn fits_entry(&self, dictionary: &Dictionary, code: u32) -> bool {
        match &self.shape {
            Shape::General(_) => self.matches(dictionary.get(code)),
            _ if self.insensitive => self.matches(dictionary.get(code)),
            plain => plain.fits(dictionary.bytes(code)),
        }
    }
}

impl Shape {
    /// Whole characters begin and end alike in UTF-8, so bytes tell.
    fn fits(&self, text: &[u8]) -> bool {
        match self {
            Self::Equal(wanted) => text == wanted.as_bytes(),
            Self::Prefix(wanted) => text.starts_with(wanted.as_bytes()),
            Self::Suffix(wanted) => text.ends_with(wanted.as_bytes()),
            Self::Contains(finder) => finder.is_in(text),
            Self::General(items) => std::str::from_utf8(text).is_ok_and(|text| general(items, text)),
        }
    }
}

/// Greedy with one point to come back to: linear in practice, text × pattern at worst.
fn general(items: &[Item], text: &str) -> bool {
    let mut item = 0;
    let mut rest = text.chars();
    let mut back: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        match items.get(item) {
            Some(Item::Many) => {
                item += 1;
                if item == items.len() {
                    return true;
                }
                back = Some((item, rest.clone()));
                continue;
            }
            Some(Item::Any) => {
                if rest.next().is_some() {
                    item += 1;
                    continue;
                }
                return false;
            }
            Some(Item::Char(wanted)) => {
                let mut ahead = rest.clone();
                match ahead.next() {
                    Some(c) if c == *wanted => {
                        rest = ahead;
                        item += 1;
                        continue;
                    }
                    None => return false,
                    Some(_) => {}
                }
            }
            None => {
                if rest.as_str().is_empty() {
                    return true;
                }
            }
        }
        let Some((at, from)) = &mut back else { return false };
        if from.next().is_none() {
            return false;
        }
        item = *at;
        rest = from.clone();
    }
}

pub(super) fn like(
    inner: &Expr,
    pattern: &Expr,
    escape: Option<char>,
    insensitive: bool,
    negated: bool,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let (text, pattern) = (eval(inner, batch, context)?, eval(pattern, batch, context)?);
    context.budget.spend(batch.rows as u64 / 4 + 1)?;
    if let Operand::Const(_, pattern) = &pattern {
        let Value::Text(pattern) = pattern else { return Ok(Operand::Const(Type::Bool, Value::Null)) };
        let compiled = LikePattern::new(pattern, escape, insensitive)?;
        return Ok(match text {
            Operand::Const(_, Value::Text(text)) => {
                Operand::Const(Type::Bool, Value::Bool(compiled.matches(&text) != negated))
            }
            Operand::Const(..) => Operand::Const(Type::Bool, Value::Null),
            Operand::Vector(vector) => {
                let Data::Text(strings) = &vector.data else { return Ok(Operand::Const(Type::Bool, Value::Null)) };
                let values = if let (Shape::Contains(finder), false) = (&compiled.shape, insensitive) {
                    finder.is_in_each(strings, negated)
                } else if strings.is_small() {
                    let entries = strings.dictionary.len() as u32;
                    let answers: Vec<bool> =
                        (0..entries).map(|code| compiled.fits_entry(&strings.dictionary, code) != negated).collect();
                    strings.codes.iter().map(|code| answers[*code as usize]).collect()
                } else {
                    strings
                        .codes
                        .iter()
                        .map(|code| compiled.fits_entry(&strings.dictionary, *code) != negated)
                        .collect()
                };
                Vector { ty: Type::Bool, data: Data::Bool(values), valid: vector.valid.clone() }.into()
            }
        });
    }
    let answers = (0..batch.rows).map(|i| match (text.value(i), pattern.value(i)) {
        (Value::Text(text), Value::Text(pattern)) => {
            Ok(Value::Bool(LikePattern::new(&pattern, escape, insensitive)?.matches(&text) != negated))
        }
        _ => Ok(Value::Null),
    });
    Ok(Vector::from_values(&Type::Bool, answers.collect::<Result<Vec<_>>>()?).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_postgresql() {
        let fits = |text: &str, pattern: &str| LikePattern::new(pattern, Some('\\'), false).unwrap().matches(text);
        assert!(fits("abc", "a%") && fits("abc", "%c") && fits("abc", "%b%") && fits("abc", "a_c") && fits("", "%"));
        assert!(fits("aXbXc", "a%X_") && fits("100%", "100\\%") && !fits("1000", "100\\%") && !fits("abc", "a_"));
        assert!(fits("mississippi", "m%iss%ip_i") && !fits("abc", "") && fits("é!", "_!"));
        assert!(LikePattern::new("a\\", Some('\\'), false).is_err());
    }
}
