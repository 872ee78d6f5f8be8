//! Functions that give rows: in FROM, and in the select list where they multiply the rows.
//!
//! To add one, give its columns in `signature` and its rows in `rows`; each family has its file.

mod json;
mod series;
mod text;

use super::eval::{eval, eval_constant};
use super::{Batch, Context, Operator};
use crate::Result;
use crate::plan::SetCall;
use crate::storage::CHUNK;
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Builder, Data, NO_ROW, Vector};
use std::sync::Arc;

/// What a call of a set-returning function means.
pub struct Signature {
    /// The types its arguments are cast to.
    pub arguments: Vec<Type>,
    /// Its columns.
    pub columns: Vec<(String, Type)>,
}

/// The rows of one call, given a few at a time.
pub(super) type Rows = Box<dyn Iterator<Item = Result<Vec<Value>>>>;

/// Whether a name is a set-returning function's.
pub fn is_set_returning(name: &str) -> bool {
    matches!(
        name,
        "generate_series"
            | "unnest"
            | "explode"
            | "posexplode"
            | "sequence_table"
            | "generate_subscripts"
            | "regexp_split_to_table"
            | "string_to_table"
            | "regexp_matches"
            | "json_array_elements"
            | "jsonb_array_elements"
            | "json_array_elements_text"
            | "jsonb_array_elements_text"
            | "json_each"
            | "jsonb_each"
            | "json_each_text"
            | "jsonb_each_text"
            | "json_object_keys"
            | "jsonb_object_keys"
    )
}

/// What `name(types…)` gives; `None`: no such function for these types.
pub fn signature(name: &str, types: &[Type]) -> Option<Signature> {
    series::signature(name, types).or_else(|| text::signature(name, types)).or_else(|| json::signature(name, types))
}

/// The rows of a call.
fn rows(call: &SetCall, args: Vec<Value>, context: &Context<'_>) -> Result<Rows> {
    if args.iter().any(Value::is_null) && !matches!(call.name.as_str(), "unnest" | "string_to_table") {
        return Ok(Box::new(std::iter::empty()));
    }
    if let Some(rows) = series::rows(call, &args)? {
        return Ok(rows);
    }
    if let Some(rows) = text::rows(call, &args, context)? {
        return Ok(rows);
    }
    json::rows(call, &args)
}

/// Functions in FROM, side by side; the shorter ones are filled with NULLs.
pub(super) struct TableFunction<'p> {
    calls: &'p [SetCall],
    ordinality: bool,
    running: Option<Vec<Option<Rows>>>,
    count: i64,
}

impl<'p> TableFunction<'p> {
    pub(super) fn new(calls: &'p [SetCall], ordinality: bool) -> Self {
        Self { calls, ordinality, running: None, count: 0 }
    }
}

impl Operator for TableFunction<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let running = match &mut self.running {
            Some(running) => running,
            None => {
                let mut started = Vec::new();
                for call in self.calls {
                    let args = call.args.iter().map(|arg| eval_constant(arg, context)).collect::<Result<Vec<_>>>()?;
                    started.push(Some(rows(call, args, context)?));
                }
                self.running.insert(started)
            }
        };
        let mut builders: Vec<Builder> =
            self.calls.iter().flat_map(|call| &call.columns).map(|(_, ty)| Builder::new(ty, 64)).collect();
        let mut count = 0;
        while count < CHUNK {
            let mut any = false;
            let mut given: Vec<Option<Vec<Value>>> = Vec::with_capacity(running.len());
            for rows in running.iter_mut() {
                let row = rows.as_mut().and_then(Iterator::next).transpose()?;
                if row.is_none() {
                    *rows = None;
                }
                any |= row.is_some();
                given.push(row);
            }
            if !any {
                break;
            }
            let mut slots = builders.iter_mut();
            for (call, row) in self.calls.iter().zip(given) {
                let mut values = row.unwrap_or_default().into_iter();
                for builder in slots.by_ref().take(call.columns.len()) {
                    builder.push(values.next().unwrap_or_default());
                }
            }
            count += 1;
        }
        if count == 0 {
            return Ok(None);
        }
        context.budget.spend(count as u64 + 1)?;
        let mut columns: Vec<Arc<Vector>> = builders.into_iter().map(|builder| Arc::new(builder.finish())).collect();
        if self.ordinality {
            let numbers = (self.count + 1..=self.count + count as i64).collect();
            columns.push(Arc::new(Vector::new(Type::Int8, Data::Int(numbers))));
        }
        self.count += count as i64;
        Ok(Some(Batch::new(columns, count)))
    }
}

/// Set-returning calls in the select list.
pub(super) struct ProjectSet<'p> {
    input: Box<dyn Operator + 'p>,
    calls: &'p [SetCall],
    current: Option<(Batch, usize, Vec<Option<Rows>>)>,
}

impl<'p> ProjectSet<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, calls: &'p [SetCall]) -> Self {
        Self { input, calls, current: None }
    }

    fn start(&self, batch: &Batch, row: usize, context: &Context<'_>) -> Result<Vec<Option<Rows>>> {
        let one = batch.gather(&[row as u32]);
        let mut started = Vec::new();
        for call in self.calls {
            let args =
                call.args.iter().map(|arg| Ok(eval(arg, &one, context)?.value(0))).collect::<Result<Vec<_>>>()?;
            started.push(Some(rows(call, args, context)?));
        }
        Ok(started)
    }
}

impl Operator for ProjectSet<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        loop {
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                let started = self.start(&batch, 0, context)?;
                self.current = Some((batch, 0, started));
            }
            let Some((batch, mut row, mut running)) = self.current.take() else { continue };
            let mut builders: Vec<Builder> =
                self.calls.iter().flat_map(|call| &call.columns).map(|(_, ty)| Builder::new(ty, 64)).collect();
            let mut picked: Vec<u32> = Vec::new();
            loop {
                if picked.len() >= CHUNK {
                    break;
                }
                let mut any = false;
                let mut given: Vec<Option<Vec<Value>>> = Vec::with_capacity(running.len());
                for rows in &mut running {
                    let values = rows.as_mut().and_then(Iterator::next).transpose()?;
                    if values.is_none() {
                        *rows = None;
                    }
                    any |= values.is_some();
                    given.push(values);
                }
                if any {
                    picked.push(row as u32);
                    let mut slots = builders.iter_mut();
                    for (call, values) in self.calls.iter().zip(given) {
                        let mut values = values.unwrap_or_default().into_iter();
                        for builder in slots.by_ref().take(call.columns.len()) {
                            builder.push(values.next().unwrap_or_default());
                        }
                    }
                    continue;
                }
                row += 1;
                if row >= batch.rows {
                    break;
                }
                context.budget.spend(4)?;
                running = self.start(&batch, row, context)?;
            }
            context.budget.spend(picked.len() as u64 + 1)?;
            debug_assert!(!picked.contains(&NO_ROW));
            let left = batch.gather(&picked);
            let added = builders.into_iter().map(|builder| Arc::new(builder.finish()));
            let out = Batch::new(left.columns.iter().cloned().chain(added).collect(), picked.len());
            if row < batch.rows {
                self.current = Some((batch, row, running));
            }
            if out.rows > 0 {
                return Ok(Some(out));
            }
        }
    }
}
