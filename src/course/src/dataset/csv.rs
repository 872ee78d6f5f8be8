//! CSV as RFC 4180 has it: a field without quotes that is empty is NULL, as in PostgreSQL's COPY.

use base::{Cell, Column, Kind, Table};

/// Why a CSV text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvError {
    /// There is no heading.
    Empty,
    /// A quoted field does not end.
    Unclosed {
        /// the line it starts on
        line: usize,
    },
    /// A row has another number of fields than the heading.
    Fields {
        /// the line of the row
        line: usize,
        /// fields of the heading
        expected: usize,
        /// fields of the row
        actual: usize,
    },
}

/// A table of texts and NULLs. Empty lines are skipped.
pub fn read_csv(text: &str) -> Result<Table, CsvError> {
    let mut records = Records { text, line: 1 };
    let (_, heading) = records.next().ok_or(CsvError::Empty)??;
    let columns: Vec<Column> =
        heading.into_iter().map(|name| Column { name: name.unwrap_or_default(), kind: Kind::Text }).collect();
    let mut rows = Vec::new();
    for record in records {
        let (line, fields) = record?;
        if fields.len() != columns.len() {
            return Err(CsvError::Fields { line, expected: columns.len(), actual: fields.len() });
        }
        rows.push(fields.into_iter().map(|field| field.map_or(Cell::Null, Cell::Text)).collect());
    }
    Ok(Table { columns, rows })
}

/// A table with its heading; NULL is an empty field.
pub fn write_csv(table: &Table) -> String {
    let mut out = String::new();
    for (index, column) in table.columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_field(&mut out, &column.name);
    }
    out.push('\n');
    for row in &table.rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            match cell {
                Cell::Null => {}
                Cell::Bool(true) => out.push_str("true"),
                Cell::Bool(false) => out.push_str("false"),
                Cell::Int(number) => out.push_str(&number.to_string()),
                Cell::Float(number) => out.push_str(&number.to_string()),
                Cell::Text(text) => write_field(&mut out, text),
            }
        }
        out.push('\n');
    }
    out
}

fn write_field(out: &mut String, text: &str) {
    if text.is_empty() || text.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// Records with the line that each starts on.
struct Records<'a> {
    text: &'a str,
    line: usize,
}

impl Iterator for Records<'_> {
    type Item = Result<(usize, Vec<Option<String>>), CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.trim_start_matches('\r');
            match rest.strip_prefix('\n') {
                Some(after) => {
                    self.text = after;
                    self.line += 1;
                }
                None if rest.is_empty() => return None,
                None => break,
            }
        }
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            let (field, end) = match self.field() {
                Ok(read) => read,
                Err(error) => {
                    self.text = "";
                    return Some(Err(error));
                }
            };
            fields.push(field);
            if end {
                return Some(Ok((line, fields)));
            }
        }
    }
}

impl Records<'_> {
    /// One field, and whether the record ends with it.
    fn field(&mut self) -> Result<(Option<String>, bool), CsvError> {
        let mut value = None;
        if let Some(quoted) = self.text.strip_prefix('"') {
            let line = self.line;
            let mut text = String::new();
            let mut rest = quoted;
            loop {
                let close = rest.find('"').ok_or(CsvError::Unclosed { line })?;
                text.push_str(&rest[..close]);
                rest = &rest[close + 1..];
                match rest.strip_prefix('"') {
                    Some(after) => {
                        text.push('"');
                        rest = after;
                    }
                    None => break,
                }
            }
            self.line += text.matches('\n').count();
            self.text = rest;
            value = Some(text);
        }
        let end = self.text.find([',', '\n']).unwrap_or(self.text.len());
        let bare = self.text[..end].trim_end_matches('\r');
        if !bare.is_empty() {
            value.get_or_insert_default().push_str(bare);
        }
        let separator = self.text[end..].chars().next();
        self.text = self.text.get(end + 1..).unwrap_or("");
        if separator == Some('\n') {
            self.line += 1;
        }
        Ok((value, separator != Some(',')))
    }
}
