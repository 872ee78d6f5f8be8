//! The record: `$0`, its fields, `NF`, each made from the others when it is asked for.

use super::fields::{Span, Splitter};
use super::regexes::{RegexError, Regexes};
use super::value::{Text, Value};

/// How many fields a record may have.
const MAX_FIELDS: usize = 10_000_000;

/// The present record.
pub struct Record {
    whole: Text,
    /// The text that spans lie in.
    base: Text,
    spans: Vec<Span>,
    /// Fields that were assigned, by position from 0; shorter than `spans` while none beyond was.
    values: Vec<Option<Value>>,
    /// Where cutting goes on; `None` when all fields are known.
    resume: Option<usize>,
    /// `whole` is to be made from the fields.
    stale: bool,
    /// `$0` was assigned a string: it is no number, whatever it looks like.
    pub is_string: bool,
    /// How it is cut.
    pub splitter: Splitter,
    /// Newlines separate fields too (`RS = ""`).
    pub newline_too: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}

impl Record {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            whole: Text::default(),
            base: Text::default(),
            spans: Vec::new(),
            values: Vec::new(),
            resume: None,
            stale: false,
            is_string: false,
            splitter: Splitter::Blanks,
            newline_too: false,
        }
    }

    /// A new record.
    pub fn set(&mut self, text: Text) {
        self.base = text.clone();
        self.whole = text;
        self.spans.clear();
        self.values.clear();
        self.resume = Some(0);
        self.stale = false;
        self.is_string = false;
    }

    /// A new record with these bytes; reuses the memory of the last one when nobody holds it.
    pub fn set_bytes(&mut self, bytes: &[u8]) {
        self.base = Text::default();
        let mut text = std::mem::take(&mut self.whole);
        let buffer = text.make_mut();
        buffer.clear();
        buffer.extend_from_slice(bytes);
        self.set(text);
    }

    /// Knows fields up to number `count`.
    fn cut(&mut self, count: usize, regexes: &Regexes) -> Result<(), RegexError> {
        if let Some(from) = self.resume
            && self.spans.len() < count
        {
            let wanted = count - 1;
            self.resume = self.splitter.cut(&self.base, from, wanted, self.newline_too, regexes, &mut self.spans)?;
        }
        Ok(())
    }

    /// Knows all fields: before `FS` changes.
    pub fn cut_all(&mut self, regexes: &Regexes) -> Result<(), RegexError> {
        self.cut(usize::MAX, regexes)
    }

    /// The number of fields.
    pub fn count(&mut self, regexes: &Regexes) -> Result<usize, RegexError> {
        self.cut_all(regexes)?;
        Ok(self.spans.len())
    }

    /// `$0`.
    pub fn whole(&mut self, ofs: &[u8], convfmt: &[u8]) -> &Text {
        if self.stale {
            let mut text = Vec::with_capacity(self.base.len() + 8);
            for index in 0..self.spans.len() {
                if index > 0 {
                    text.extend_from_slice(ofs);
                }
                match self.values.get(index).and_then(Option::as_ref) {
                    Some(value) => value.write(convfmt, &mut text),
                    None => text.extend_from_slice(self.slice(index)),
                }
            }
            self.whole = text.into();
            self.stale = false;
        }
        &self.whole
    }

    fn slice(&self, index: usize) -> &[u8] {
        let (start, end) = self.spans[index];
        &self.base[start as usize..end as usize]
    }

    /// Field number `number`, from 1; `None` when there is none.
    #[inline]
    pub fn field(&mut self, number: usize, regexes: &Regexes) -> Result<Option<Value>, RegexError> {
        self.cut(number, regexes)?;
        if number > self.spans.len() {
            return Ok(None);
        }
        if let Some(Some(value)) = self.values.get(number - 1) {
            return Ok(Some(value.clone()));
        }
        Ok(Some(Value::Input(self.slice(number - 1).into())))
    }

    /// The number of field number `number`.
    #[inline]
    pub fn field_number(&mut self, number: usize, regexes: &Regexes) -> Result<f64, RegexError> {
        self.cut(number, regexes)?;
        if number > self.spans.len() {
            return Ok(0.0);
        }
        if let Some(Some(value)) = self.values.get(number - 1) {
            return Ok(value.num());
        }
        Ok(super::number::prefix(self.slice(number - 1)))
    }

    /// Writes field number `number`.
    #[inline]
    pub fn write_field(
        &mut self,
        number: usize,
        ofmt: &[u8],
        regexes: &Regexes,
        out: &mut Vec<u8>,
    ) -> Result<(), RegexError> {
        self.cut(number, regexes)?;
        if number <= self.spans.len() {
            match self.values.get(number - 1).and_then(Option::as_ref) {
                Some(value) => value.write(ofmt, out),
                None => out.extend_from_slice(self.slice(number - 1)),
            }
        }
        Ok(())
    }

    /// Assigns field number `number`; the record grows when there are fewer.
    pub fn set_field(&mut self, number: usize, value: Value, regexes: &Regexes) -> Result<(), RegexError> {
        self.cut_all(regexes)?;
        if number > self.spans.len() {
            self.resize(number)?;
        }
        if self.values.len() < number {
            self.values.resize(self.spans.len(), None);
        }
        self.values[number - 1] = Some(value);
        self.stale = true;
        Ok(())
    }

    fn resize(&mut self, count: usize) -> Result<(), RegexError> {
        if count > MAX_FIELDS {
            return Err("too many fields".into());
        }
        let before = self.spans.len();
        self.spans.resize(count, (0, 0));
        self.values.resize(count, None);
        for value in self.values.iter_mut().skip(before) {
            *value = Some(Value::Uninit);
        }
        Ok(())
    }

    /// Assigns `NF`.
    pub fn set_count(&mut self, count: usize, regexes: &Regexes) -> Result<(), RegexError> {
        self.cut_all(regexes)?;
        if count > self.spans.len() {
            self.values.resize(self.spans.len(), None);
        }
        self.resize(count)?;
        self.stale = true;
        Ok(())
    }
}
