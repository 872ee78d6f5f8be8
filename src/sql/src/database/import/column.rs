//! A column while its records are read.

use super::quick;
use super::records::{Record, Records};
use crate::Result;
use crate::csv::Field;
use crate::database::load::{infer, reads};
use crate::storage::{Appender, CHUNK, Chunk, Rows};
use crate::types::{ColumnType, Type};
use crate::value::{self, Value};
use crate::vector::{Builder, Vector};
use std::sync::Arc;

/// Records from which types are guessed.
const SAMPLE: usize = 1_000;

/// A column being read.
pub(super) struct Column {
    ty: ColumnType,
    builder: Builder,
    /// The type was asked for: what it does not read is an error.
    asked: bool,
    /// The type was guessed, and something does not fit it.
    wrong: bool,
    /// The field of the record at hand, where the type was asked for.
    ready: Value,
}

impl Column {
    pub(super) fn new(ty: ColumnType, asked: bool, wrong: bool) -> Self {
        Self { builder: Builder::new(&ty.ty, CHUNK), ty, asked, wrong, ready: Value::Null }
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
    pub(super) fn push(&mut self, field: &Field<'_>) {
        if self.asked {
            self.builder.push(std::mem::take(&mut self.ready));
            return;
        }
        if self.wrong || is_null(field) {
            self.builder.push_null();
            return;
        }
        let (text, ty) = (&*field.text, &self.ty.ty);
        if *ty == Type::Text {
            self.builder.push_str(text);
        } else if let Some(value) = quick(text.as_bytes(), ty).or_else(|| read_as(text, ty)) {
            self.builder.push(value);
        } else {
            self.wrong = true;
            self.builder.push_null();
        }
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

/// Moves what was read into a chunk.
pub(super) fn flush(columns: &mut [Column], rows: &mut Rows, count: usize) {
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
