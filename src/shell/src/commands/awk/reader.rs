//! Input to records: `RS` as a newline, a character, nothing (paragraphs) or a regular expression.

use super::regexes::{RegexError, Regexes};
use super::value::Text;
use pattern::Pattern;
use std::ops::Range;

/// What ends a record.
#[derive(Clone, Debug)]
pub enum Separator {
    /// One byte.
    Byte(u8),
    /// Blank lines.
    Paragraph,
    /// A regular expression.
    Regex(Pattern),
}

impl Separator {
    /// What `RS` means.
    pub fn of_rs(rs: &Text, typed: bool, regexes: &mut Regexes) -> Result<Self, RegexError> {
        match &**rs {
            _ if typed => regexes.dynamic(rs).map(Self::Regex),
            b"" => Ok(Self::Paragraph),
            [byte] if !(regexes.ignore_case && byte.is_ascii_alphabetic()) => Ok(Self::Byte(*byte)),
            _ => regexes.dynamic(rs).map(Self::Regex),
        }
    }
}

/// What a reader has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// A record, and what ended it.
    Record(Range<usize>, Range<usize>),
    /// Not enough yet: feed it.
    Hungry,
    /// Nothing more.
    End,
}

/// Bytes that arrive, cut into records.
#[derive(Default)]
pub struct Reader {
    buffer: Vec<u8>,
    start: usize,
    /// How far the search for the end of this record has come.
    searched: usize,
    ended: bool,
}

impl Reader {
    /// More bytes; none means the end.
    pub fn feed(&mut self, bytes: Vec<u8>) {
        if bytes.is_empty() {
            self.ended = true;
            return;
        }
        if self.start >= self.buffer.len() && self.start == 0 {
            self.searched = 0;
            self.start = 0;
            self.buffer = bytes;
        } else {
            // The byte before stays: `^` in RS asks for it.
            let gone = self.start.saturating_sub(1);
            self.buffer.drain(..gone);
            self.searched = self.searched.saturating_sub(gone);
            self.start -= gone;
            self.buffer.extend_from_slice(&bytes);
        }
    }

    /// The bytes of a range that [`Reader::next`] gave.
    #[inline]
    pub fn bytes(&self, range: Range<usize>) -> &[u8] {
        &self.buffer[range]
    }

    /// Is a lot buffered without an end of record?
    pub fn is_overlong(&self) -> bool {
        self.buffer.len() - self.start > crate::MAX_VALUE
    }

    /// Gives back what was not read.
    pub fn rest(&self) -> &[u8] {
        &self.buffer[self.start.min(self.buffer.len())..]
    }

    fn take(&mut self, record: Range<usize>, end: Range<usize>) -> Got {
        self.start = end.end;
        self.searched = end.end;
        Got::Record(record, end)
    }

    /// What is left, when no separator comes any more.
    fn last(&mut self) -> Got {
        let end = self.buffer.len();
        if self.start >= end { Got::End } else { self.take(self.start..end, end..end) }
    }

    /// The next record.
    #[inline]
    pub fn next(&mut self, separator: &Separator, regexes: &Regexes) -> Result<Got, RegexError> {
        match separator {
            Separator::Byte(byte) => {
                let from = self.searched.max(self.start);
                if let Some(offset) = memchr::memchr(*byte, &self.buffer[from..]) {
                    let end = from + offset;
                    return Ok(self.take(self.start..end, end..end + 1));
                }
                self.searched = self.buffer.len();
                Ok(if self.ended { self.last() } else { Got::Hungry })
            }
            Separator::Paragraph => Ok(self.paragraph()),
            Separator::Regex(pattern) => self.regex(pattern, regexes),
        }
    }

    fn paragraph(&mut self) -> Got {
        while self.buffer.get(self.start) == Some(&b'\n') {
            self.start += 1;
        }
        let mut from = self.start;
        while let Some(offset) = memchr::memchr(b'\n', &self.buffer[from..]) {
            let newline = from + offset;
            let blank = self.buffer[newline..].iter().take_while(|byte| **byte == b'\n').count();
            if newline + blank == self.buffer.len() && !self.ended {
                return Got::Hungry;
            }
            if blank > 1 || newline + blank == self.buffer.len() {
                return self.take(self.start..newline, newline..newline + blank);
            }
            from = newline + 1;
        }
        if self.ended { self.last() } else { Got::Hungry }
    }

    fn regex(&mut self, pattern: &Pattern, regexes: &Regexes) -> Result<Got, RegexError> {
        if self.start >= self.buffer.len() {
            return Ok(if self.ended { Got::End } else { Got::Hungry });
        }
        let mut at = self.start;
        while let Some(found) = regexes.find(pattern, &self.buffer, at)? {
            if found.start == found.end {
                at = found.end + 1;
                if at > self.buffer.len() {
                    break;
                }
                continue;
            }
            // A match that touches the end of what is here might go on.
            if found.end == self.buffer.len() && !self.ended {
                return Ok(Got::Hungry);
            }
            let start = self.start;
            return Ok(self.take(start..found.start, found.start..found.end));
        }
        Ok(if self.ended { self.last() } else { Got::Hungry })
    }
}
