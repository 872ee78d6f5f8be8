//! CSV text becomes a table, chunk by chunk. Types are guessed from the first records and each field is read as its column's
//! type at once; a column whose guess proves wrong later is read again, as a whole.

use super::Database;
use super::load::{infer, reads};
use crate::Result;
use crate::csv::{Field, Reader};
use crate::error::{Error, Store};
use crate::storage::{Appender, CHUNK, Chunk, Rows};
use crate::types::{ColumnType, Type};
use crate::value::{self, Decimal, Value, calendar};
use crate::vector::{Builder, Vector};
use base::Budget;
use columns::{date_digits, digits};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records from which types are guessed.
const SAMPLE: usize = 1_000;

impl Database {
    /// Makes (or replaces) a table from CSV text whose first record names the columns. Types are inferred: boolean, integer,
    /// bigint, numeric, date, timestamp, else text. Empty unquoted fields are NULL.
    pub fn load_csv(&mut self, name: &str, csv: &str) -> Result<()> {
        self.import_csv(name, csv, &BTreeMap::new(), &Budget::unlimited())
    }

    /// The same for a learner's text: it spends `budget`; `types` gives types of columns, as `CREATE TABLE` spells them, that
    /// are not to be inferred.
    pub fn import_csv(
        &mut self,
        name: &str,
        csv: &str,
        types: &BTreeMap<String, String>,
        budget: &Budget,
    ) -> Result<()> {
        budget.spend(csv.len() as u64 / 4)?;
        // A table takes about what its text does.
        budget.take_memory(csv.len() as u64)?;
        let done = self.import(name, csv, types);
        budget.give_memory(csv.len() as u64);
        done
    }

    fn import(&mut self, name: &str, csv: &str, types: &BTreeMap<String, String>) -> Result<()> {
        let mut reader = Reader::new(csv, ',');
        let mut fields = Vec::new();
        if !reader.record(&mut fields) {
            return Err(Error::from(Store::CopyRow).with("text", "empty file"));
        }
        let names: Vec<String> = fields.iter().map(|field| field.text.clone().into_owned()).collect();
        let sample = sample(csv, names.len())?;
        let mut columns = Vec::with_capacity(names.len());
        for (name, texts) in names.iter().zip(&sample) {
            let (ty, asked) = match types.get(name) {
                Some(spelled) => (crate::ddl::spelled_type(spelled)?, true),
                None => (ColumnType::plain(infer(texts)), false),
            };
            let guessed = asked || (0..texts.len()).any(|row| !texts.is_null(row));
            columns.push(Column { builder: Builder::new(&ty.ty, CHUNK), ty, asked, wrong: !guessed });
        }
        let mut rows = Rows::default();
        let mut records = Records::new(csv, names.len())?;
        let mut count = 0;
        while records.next(&mut fields)? {
            for (column, field) in columns.iter_mut().zip(&fields) {
                column.push(field)?;
            }
            count += 1;
            if count == CHUNK {
                flush(&mut columns, &mut rows, count);
                count = 0;
            }
        }
        flush(&mut columns, &mut rows, count);
        rows.seal_last();
        for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.wrong) {
            column.ty = ColumnType::plain(again(csv, names.len(), at, &mut rows)?);
        }
        let columns = names.into_iter().zip(columns.into_iter().map(|column| column.ty)).collect();
        self.put_rows(name, columns, rows);
        Ok(())
    }
}

/// The records after the heading, each of one width; blank lines are passed over.
struct Records<'a> {
    reader: Reader<'a>,
    width: usize,
    line: usize,
}

impl<'a> Records<'a> {
    fn new(csv: &'a str, width: usize) -> Result<Self> {
        let mut reader = Reader::new(csv, ',');
        reader.record(&mut Vec::new());
        Ok(Self { reader, width, line: 1 })
    }

    fn next(&mut self, fields: &mut Vec<Field<'a>>) -> Result<bool> {
        while self.reader.record(fields) {
            self.line += 1;
            if fields.len() == self.width {
                return Ok(true);
            }
            if fields.len() != 1 || !fields[0].text.is_empty() {
                return Err(Error::from(Store::CopyRow)
                    .with("line", self.line)
                    .with("expected", self.width)
                    .with("found", fields.len()));
            }
        }
        Ok(false)
    }
}

fn is_null(field: &Field<'_>) -> bool {
    field.text.is_empty() && !field.quoted
}

/// The first records, as texts.
fn sample(csv: &str, width: usize) -> Result<Vec<Vector>> {
    let mut texts: Vec<Builder> = (0..width).map(|_| Builder::new(&Type::Text, SAMPLE)).collect();
    let mut records = Records::new(csv, width)?;
    let mut fields = Vec::new();
    for _ in 0..SAMPLE {
        if !records.next(&mut fields)? {
            break;
        }
        for (column, field) in texts.iter_mut().zip(&fields) {
            if is_null(field) { column.push_null() } else { column.push_str(&field.text) }
        }
    }
    Ok(texts.into_iter().map(Builder::finish).collect())
}

/// A column being read.
struct Column {
    ty: ColumnType,
    builder: Builder,
    /// The type was asked for: what it does not read is an error.
    asked: bool,
    /// The type was guessed, and something does not fit it.
    wrong: bool,
}

impl Column {
    fn push(&mut self, field: &Field<'_>) -> Result<()> {
        if self.wrong || is_null(field) {
            self.builder.push_null();
            return Ok(());
        }
        let (text, ty) = (&*field.text, &self.ty.ty);
        if *ty == Type::Text {
            self.builder.push_str(text);
        } else if let Some(value) = quick(text.as_bytes(), ty).filter(|_| self.ty.length.is_none()) {
            self.builder.push(value);
        } else if self.asked {
            self.builder.push(crate::cast::cast_value(&Value::text(text), &Type::Text, &self.ty, false)?);
        } else if let Some(value) = reads(text, ty).then(|| value::read(text, ty).ok()).flatten() {
            self.builder.push(value);
        } else {
            self.wrong = true;
            self.builder.push_null();
        }
        Ok(())
    }
}

/// Moves what was read into a chunk.
fn flush(columns: &mut [Column], rows: &mut Rows, count: usize) {
    if count == 0 {
        return;
    }
    let vectors: Vec<Arc<Vector>> = columns
        .iter_mut()
        .map(|column| {
            let next = Builder::new(&column.ty.ty, CHUNK);
            Arc::new(std::mem::replace(&mut column.builder, next).finish())
        })
        .collect();
    Appender::new(rows).append(&vectors, count);
}

/// Reads one column again, all its texts being known now; gives its type.
fn again(csv: &str, width: usize, at: usize, rows: &mut Rows) -> Result<Type> {
    let mut texts = Builder::new(&Type::Text, rows.len());
    let mut records = Records::new(csv, width)?;
    let mut fields = Vec::new();
    while records.next(&mut fields)? {
        if is_null(&fields[at]) { texts.push_null() } else { texts.push_str(&fields[at].text) }
    }
    let texts = texts.finish();
    let ty = infer(&texts);
    let mut column = Rows::default();
    let mut from = 0;
    for chunk in &rows.chunks {
        let part = texts.slice(from, chunk.rows);
        from += chunk.rows;
        let vector = if ty == Type::Text {
            part
        } else {
            let read =
                |row| if part.is_null(row) { Value::Null } else { value::read(part.str(row), &ty).unwrap_or_default() };
            Vector::from_values(&ty, (0..part.len()).map(read))
        };
        column.chunks.push(Arc::new(Chunk { columns: vec![Arc::new(vector)], rows: chunk.rows }));
    }
    column.seal();
    for (chunk, column) in rows.chunks.iter_mut().zip(column.chunks) {
        Arc::make_mut(chunk).columns[at] = Arc::clone(&column.columns[0]);
    }
    Ok(ty)
}

/// The common spellings of the common types, read without a detour; `None`: look again.
pub(super) fn quick(text: &[u8], ty: &Type) -> Option<Value> {
    match ty {
        Type::Int4 | Type::Int8 => {
            let (n, 0) = digits(text)? else { return None };
            let (low, high) = value::integer_range(ty);
            (low..=high).contains(&n).then_some(Value::Int(n))
        }
        Type::Numeric => digits(text).map(|(n, scale)| Value::Decimal(Decimal::new(i128::from(n), scale))),
        Type::Float8 => {
            // Both are exact doubles, so their quotient is the nearest one (Clinger 1990).
            let (n, scale) = digits(text)?;
            let power = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
            (n.abs() < 1 << 53).then_some(Value::Float(n as f64 / power.get(scale as usize)?))
        }
        Type::Date => {
            let (year, month, day) = date_digits(text)?;
            let right = year > 0
                && (1..=12).contains(&month)
                && (1..=calendar::days_in_month(i64::from(year), month)).contains(&day);
            right.then(|| Value::Date(calendar::days_from_civil(i64::from(year), month, day)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_reading_agrees_with_reading() {
        for ty in [Type::Int4, Type::Int8, Type::Numeric, Type::Float8, Type::Date] {
            for text in [
                "0",
                "7",
                "-7",
                "12.50",
                "-0.5",
                "0.001",
                "2147483648",
                "123456789012345",
                "-999999999999.99",
                "2024-02-29",
                "1999-12-31",
                "0.30000000000001",
            ] {
                if let Some(value) = quick(text.as_bytes(), &ty) {
                    let known = value::read(text, &ty).unwrap();
                    assert_eq!(format!("{value:?}"), format!("{known:?}"), "{text} as {ty:?}");
                }
            }
            for text in
                ["", "-", ".", "5.", ".5", "007", "1e5", "+1", "1.2.3", "2023-02-29", "2024-13-01", "0000-01-01"]
            {
                assert!(quick(text.as_bytes(), &ty).is_none(), "{text} as {ty:?}");
            }
        }
    }

    #[test]
    fn a_wrong_guess_is_read_again() {
        let mut csv = String::from("n,late,text\n");
        for n in 0..20_000 {
            csv.push_str(&format!("{n},,x{}\n", n % 7));
        }
        csv.push_str("oops,1.5,\"\"\n");
        let mut database = Database::new();
        database.load_csv("t", &csv).unwrap();
        let schema = database.schema();
        let types: Vec<&str> = schema.tables[0].columns.iter().map(|column| column.ty.as_str()).collect();
        assert_eq!(types, ["text", "numeric", "text"]);
        let asked = BTreeMap::from([("n".to_owned(), "integer".to_owned())]);
        assert!(database.import_csv("t", &csv, &asked, &Budget::unlimited()).is_err());
        assert!(database.import_csv("t", &csv, &BTreeMap::new(), &Budget::new(10)).is_err());
    }
}
