//! Comparisons and concatenation.

use super::super::ast::Comparison;
use super::super::characters;
use super::super::value::Value;
use super::{Machine, Run};
use std::cmp::Ordering;

impl Machine {
    /// Compares as numbers when both are, else as strings.
    #[allow(clippy::float_cmp, reason = "awk compares exactly")]
    #[inline]
    pub(super) fn compare(&self, comparison: Comparison, left: &Value, right: &Value) -> bool {
        if let (Some(left), Some(right)) = (left.numeric(), right.numeric()) {
            return match comparison {
                Comparison::Less => left < right,
                Comparison::LessEqual => left <= right,
                Comparison::Equal => left == right,
                Comparison::NotEqual => left != right,
                Comparison::Greater => left > right,
                Comparison::GreaterEqual => left >= right,
            };
        }
        let order = self.order_text(left, right);
        match comparison {
            Comparison::Less => order == Ordering::Less,
            Comparison::LessEqual => order != Ordering::Greater,
            Comparison::Equal => order == Ordering::Equal,
            Comparison::NotEqual => order != Ordering::Equal,
            Comparison::Greater => order == Ordering::Greater,
            Comparison::GreaterEqual => order != Ordering::Less,
        }
    }

    /// The order of two values as strings.
    pub(super) fn order_text(&self, left: &Value, right: &Value) -> Ordering {
        let format = &self.settings.convfmt;
        match (left, right) {
            (Value::Str(left) | Value::Input(left), Value::Str(right) | Value::Input(right)) => {
                self.order_bytes(left, right)
            }
            _ => self.order_bytes(&left.text(format), &right.text(format)),
        }
    }

    /// The order of two texts; case counts unless `IGNORECASE`.
    pub(super) fn order_bytes(&self, left: &[u8], right: &[u8]) -> Ordering {
        if self.regexes.ignore_case {
            return characters::change_case(left, false).cmp(&characters::change_case(right, false));
        }
        left.cmp(right)
    }

    /// Is the case of a `switch` the right one?
    pub(super) fn same(&mut self, subject: &Value, label: &Value) -> Run<bool> {
        if let Value::Regex(pattern) = label {
            let pattern = self.regexes.dynamic(pattern)?;
            let text = subject.text(&self.settings.convfmt);
            return Ok(self.regexes.is_match(&pattern, &text)?);
        }
        Ok(self.compare(Comparison::Equal, subject, label))
    }

    pub(super) fn concat(&mut self, count: usize) -> Run {
        let first = self.stack.len() - count;
        let mut text = match std::mem::take(&mut self.stack[first]) {
            Value::Str(text) => {
                let mut bytes = Vec::with_capacity(text.len() + 16);
                bytes.extend_from_slice(&text);
                bytes
            }
            other => {
                let mut bytes = Vec::with_capacity(24);
                other.write(&self.settings.convfmt, &mut bytes);
                bytes
            }
        };
        for value in &self.stack[first + 1..] {
            value.write(&self.settings.convfmt, &mut text);
        }
        self.stack.truncate(first);
        self.spend(text.len());
        if text.len() > crate::MAX_VALUE {
            return Err("string too long: memory exhausted".into());
        }
        self.push(Value::str(text));
        Ok(())
    }
}
