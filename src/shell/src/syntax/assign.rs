//! Assignments.

use super::parser::{Parser, Result, is_name};
use super::word::{Place, Until};
use super::{AssignValue, Assignment, Element, ErrorKind, Subscript, SyntaxError, Word};
use std::rc::Rc;

impl Parser {
    /// An assignment, if one comes next; otherwise the place is unchanged.
    pub(super) fn assignment(&mut self) -> Result<Option<Assignment>> {
        let start = self.pos;
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_name(*byte)).unwrap_or(rest.len());
        if length == 0 || rest[0].is_ascii_digit() || !matches!(rest.get(length), Some(b'=' | b'+' | b'[')) {
            return Ok(None);
        }
        let name = rest[..length].to_vec();
        self.pos += length;
        let index = match self.peek() {
            Some(b'[') => match self.subscript() {
                Ok(index) if self.looking_at(b"=") || self.looking_at(b"+=") => Some(Rc::new(index)),
                Err(error) if matches!(error.kind, ErrorKind::Unclosed(..)) => return Err(error),
                _ => {
                    self.pos = start;
                    return Ok(None);
                }
            },
            _ => None,
        };
        let append = self.eat(b"+=");
        if !append && !self.eat(b"=") {
            self.pos = start;
            return Ok(None);
        }
        let value = if self.peek() == Some(b'(') {
            let elements = self.nested(Parser::elements);
            AssignValue::Array(elements.map_err(|error| SyntaxError { in_elements: true, ..error })?)
        } else {
            AssignValue::Scalar(self.assigned_word()?)
        };
        Ok(Some(Assignment { name, index, append, value, span: self.span_from(start) }))
    }

    /// `[…]` followed by `=` or `+=`.
    fn assigned_subscript(&mut self) -> Option<Rc<Subscript>> {
        let subscript = self.subscript().ok()?;
        (self.looking_at(b"=") || self.looking_at(b"+=")).then(|| Rc::new(subscript))
    }

    fn assigned_word(&mut self) -> Result<Word> {
        let extglob = self.options.extglob;
        self.word_at(Place { until: Until::Meta, quoted: false, assignment: true, extglob })
    }

    /// `(…)`, from its parenthesis on.
    fn elements(&mut self) -> Result<Vec<Element>> {
        let open = self.pos;
        self.pos += 1;
        let mut elements = Vec::new();
        loop {
            self.newlines()?;
            match self.peek() {
                Some(b')') => {
                    self.pos += 1;
                    return Ok(elements);
                }
                None => {
                    let line = self.line_at(open);
                    return self.error(ErrorKind::Unclosed(b")".to_vec(), line), self.pos);
                }
                Some(b'[') => {
                    let start = self.pos;
                    if let Some(index) = self.assigned_subscript() {
                        let append = self.eat(b"+=");
                        if !append {
                            self.pos += 1;
                        }
                        let value = self.assigned_word()?;
                        elements.push(Element { index: Some(index), append, value });
                        continue;
                    }
                    self.pos = start;
                    let value = self.word()?;
                    elements.push(Element { index: None, append: false, value });
                }
                Some(byte) if super::parser::is_meta(byte) && !self.looking_at(b"<(") && !self.looking_at(b">(") => {
                    return self.unexpected();
                }
                Some(_) => {
                    let value = self.word()?;
                    elements.push(Element { index: None, append: false, value });
                }
            }
        }
    }
}
