//! The records after the heading, and where in the text they stand.

use crate::csv::{Field, Reader};
use columns::Loading;

/// Whether a record is as wide as the heading.
pub(super) enum Record {
    Fits,
    Ragged,
}

/// The records of a text, one after the other; blank lines are passed over.
#[derive(Clone, Copy)]
pub(super) struct Records<'a> {
    csv: &'a str,
    reader: Reader<'a>,
    width: usize,
    number: usize,
    /// First byte of the last record.
    start: usize,
    /// Lines before the byte `counted`.
    lines: u64,
    counted: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(csv: &'a str, delimiter: char) -> Self {
        Self { csv, reader: Reader::new(csv, delimiter), width: 0, number: 0, start: 0, lines: 0, counted: 0 }
    }

    /// Reads the heading; all further records have its width. False where there is none.
    pub(super) fn heading(&mut self, fields: &mut Vec<Field<'a>>) -> bool {
        let found = self.reader.record(fields);
        self.width = fields.len();
        found
    }

    /// The next record.
    pub(super) fn next(&mut self, fields: &mut Vec<Field<'a>>) -> Option<Record> {
        loop {
            self.start = self.offset();
            if !self.reader.record(fields) {
                return None;
            }
            self.number += 1;
            if fields.len() == self.width {
                return Some(Record::Fits);
            }
            if !is_blank(fields) {
                return Some(Record::Ragged);
            }
        }
    }

    /// Reads records into columns as long as they are spelled in the usual way, at most `limit`; gives how many.
    pub(super) fn load(&mut self, columns: &mut [Loading], limit: usize) -> usize {
        let rows = columns::load(&mut self.reader, columns, limit);
        self.number += rows;
        rows
    }

    /// How many records were read, blank ones included.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The last record as it is written, and the line it starts on, from 1.
    pub(super) fn written(&mut self) -> (u64, &'a str) {
        let passed = self.csv[self.counted..self.start].bytes();
        self.lines += passed.filter(|byte| *byte == b'\n').count() as u64;
        self.counted = self.start;
        (self.lines + 1, self.csv[self.start..self.offset()].trim_end_matches(['\r', '\n']))
    }

    fn offset(&self) -> usize {
        self.csv.len() - self.reader.rest().len()
    }
}

fn is_blank(fields: &[Field<'_>]) -> bool {
    matches!(fields, [only] if only.text.is_empty() && !only.quoted)
}
