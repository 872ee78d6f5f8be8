//! A column while its records are read.

use super::quick;
use super::records::{Record, Records};
use crate::Result;
use crate::csv::Field;
use crate::database::load::{infer, reads};
use crate::storage::{Appender, CHUNK, Chunk, Rows};
use crate::types::{ColumnType, Physical, Type};
use crate::value::{self, Decimal, Value};
use crate::vector::{Builder, Data, Dictionary, Strings, Vector};
use columns::{Loading, Sink};
use std::sync::Arc;

/// Records from which types are guessed.
const SAMPLE: usize = 1_000;

/// A column being read.
pub(super) struct Column {
    ty: ColumnType,
    /// The type was asked for: what it does not read is an error.
    asked: bool,
    /// The type was guessed, and something does not fit it.
    wrong: bool,
    /// The field of the record at hand, where the type was asked for.
    ready: Value,
}

impl Column {
    pub(super) fn new(ty: ColumnType, asked: bool, wrong: bool) -> Self {
        Self { ty, asked, wrong, ready: Value::Null }
    }

    /// Whether its type was asked for, so that a record may fail to fit.
    pub(super) fn is_asked(&self) -> bool {
        self.asked
    }

    /// Whether its guessed type has proved wrong.
    pub(super) fn is_wrong(&self) -> bool {
        self.wrong
    }

    pub(super) fn set_type(&mut self, ty: ColumnType) {
        self.ty = ty;
    }

    pub(super) fn into_type(self) -> ColumnType {
        self.ty
    }

    /// What its next values are read into, and whether every field in the usual spelling may go there unseen.
    pub(super) fn loading(&self) -> (Loading, bool) {
        let (low, high) = value::integer_range(&self.ty.ty);
        let plain = self.ty.length.is_none();
        let sink = match &self.ty.ty {
            _ if self.wrong => Sink::Nothing(0),
            Type::Int2 | Type::Int4 | Type::Int8 => Sink::Ints(Vec::with_capacity(CHUNK), low, high),
            Type::Float8 => Sink::Floats(Vec::with_capacity(CHUNK)),
            Type::Numeric if plain => Sink::Decimals(Vec::with_capacity(CHUNK)),
            Type::Date => Sink::Days(Vec::with_capacity(CHUNK)),
            // Read as texts, which `flush` turns into values: those of a type that was asked for one by one, before.
            ty => {
                let texts = Sink::Texts(Vec::with_capacity(CHUNK), Dictionary::with_capacity(CHUNK, CHUNK * 8));
                return (Loading::new(texts), !self.asked || *ty == Type::Text);
            }
        };
        (Loading::new(sink), true)
    }

    /// Reads a field as the type that was asked for; nothing is kept before the whole record is known to fit.
    pub(super) fn try_read(&mut self, field: &Field<'_>) -> Result<()> {
        self.ready = if is_null(field) {
            Value::Null
        } else {
            crate::cast::cast_value(&Value::text(&*field.text), &Type::Text, &self.ty, false)?
        };
        Ok(())
    }

    /// Takes the field of a record that fits.
    pub(super) fn push(&mut self, field: &Field<'_>, loading: &mut Loading) {
        if self.asked {
            let value = std::mem::take(&mut self.ready);
            return put(&value, &self.ty.ty, loading);
        }
        if self.wrong || is_null(field) {
            return loading.push_null();
        }
        let (text, ty) = (&*field.text, &self.ty.ty);
        if *ty == Type::Text {
            loading.push_text(text);
        } else if let Some(value) = quick(text.as_bytes(), ty).or_else(|| read_as(text, ty)) {
            put(&value, ty, loading);
        } else {
            self.wrong = true;
            loading.push_null();
        }
    }

    /// What was read, as a vector of the column's type.
    fn vector(&mut self, loading: Loading) -> Vector {
        let rows = loading.len();
        let (sink, valid) = loading.finish();
        let data = match sink {
            Sink::Ints(values, ..) | Sink::Days(values) => Data::Int(values),
            Sink::Floats(values) => Data::Float(values),
            Sink::Decimals(values) => {
                Data::Decimal(values.into_iter().map(|(n, scale)| Decimal::new(n, scale)).collect())
            }
            Sink::Nothing(_) => return Vector::nulls(&self.ty.ty, rows),
            Sink::Texts(codes, dictionary) => Data::Text(Strings { codes, dictionary: Arc::new(dictionary) }),
        };
        if self.ty.ty.physical() == Physical::Text || !matches!(data, Data::Text(_)) {
            return Vector { ty: self.ty.ty.clone(), data, valid };
        }
        let texts = Vector { ty: Type::Text, data, valid };
        let mut values = Builder::new(&self.ty.ty, rows);
        for row in 0..rows {
            let value = match texts.str(row) {
                _ if texts.is_null(row) => None,
                text if self.asked => value::read(text, &self.ty.ty).ok(),
                text => read_as(text, &self.ty.ty),
            };
            // What was asked for has been read before.
            self.wrong |= !self.asked && value.is_none() && !texts.is_null(row);
            values.push(value.unwrap_or_default());
        }
        values.finish()
    }
}

/// Adds a value to the column it is of.
fn put(value: &Value, ty: &Type, loading: &mut Loading) {
    match value {
        Value::Int(n) | Value::Date(n) if matches!(ty, Type::Int2 | Type::Int4 | Type::Int8 | Type::Date) => {
            loading.push_int(*n);
        }
        Value::Float(x) if *ty == Type::Float8 => loading.push_float(*x),
        Value::Decimal(d) => loading.push_decimal(d.mantissa, d.scale),
        Value::Null => loading.push_null(),
        other => loading.push_text(&other.write(ty)),
    }
}

fn read_as(text: &str, ty: &Type) -> Option<Value> {
    reads(text, ty).then(|| value::read(text, ty).ok()).flatten()
}

fn is_null(field: &Field<'_>) -> bool {
    field.text.is_empty() && !field.quoted
}

fn push_text(column: &mut Builder, field: &Field<'_>) {
    if is_null(field) { column.push_null() } else { column.push_str(&field.text) }
}

/// The first records, as texts.
pub(super) fn sample(mut records: Records<'_>) -> Vec<Vector> {
    let mut texts: Vec<Builder> = (0..records.width()).map(|_| Builder::new(&Type::Text, SAMPLE)).collect();
    let mut fields = Vec::new();
    for _ in 0..SAMPLE {
        match records.next(&mut fields) {
            Some(Record::Fits) => texts.iter_mut().zip(&fields).for_each(|(column, field)| push_text(column, field)),
            Some(Record::Ragged) => {}
            None => break,
        }
    }
    texts.into_iter().map(Builder::finish).collect()
}

/// What the next chunk is read into, and whether records in the usual spelling may go there unseen.
pub(super) fn next_chunk(columns: &[Column]) -> (Vec<Loading>, bool) {
    let (loading, unseen): (Vec<Loading>, Vec<bool>) = columns.iter().map(Column::loading).unzip();
    (loading, unseen.into_iter().all(|unseen| unseen))
}

/// Moves what was read into a chunk.
pub(super) fn flush(columns: &mut [Column], loading: Vec<Loading>, rows: &mut Rows) {
    let count = loading.first().map_or(0, Loading::len);
    if count == 0 {
        return;
    }
    let vectors: Vec<Arc<Vector>> =
        columns.iter_mut().zip(loading).map(|(column, loading)| Arc::new(column.vector(loading))).collect();
    Appender::new(rows).append(&vectors, count);
}

/// Reads one column again, all its texts being known now; gives its type. `put_aside` are the numbers of the records that
/// are no rows, rising.
pub(super) fn read_again(mut records: Records<'_>, put_aside: &[usize], at: usize, rows: &mut Rows) -> Type {
    let mut texts = Builder::new(&Type::Text, rows.len());
    let mut fields = Vec::new();
    while records.next(&mut fields).is_some() {
        if put_aside.binary_search(&records.number()).is_err() {
            push_text(&mut texts, &fields[at]);
        }
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
    ty
}
