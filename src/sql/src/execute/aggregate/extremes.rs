//! min, max, any_value, min_by, max_by.

use super::State;
use crate::Result;
use crate::execute::Context;
use crate::types::{Physical, Type};
use crate::value::{Value, compare_floats};
use crate::vector::{Data, Vector};
use std::cmp::Ordering;
use std::sync::Arc;

pub(super) fn new(argument: &Type, greatest: bool) -> Box<dyn State> {
    if argument.physical() == Physical::Int {
        return Box::new(Integers { greatest, best: vec![], known: vec![] });
    }
    if argument.physical() == Physical::Float {
        return Box::new(Floats { greatest, best: vec![], known: vec![] });
    }
    let wanted = if greatest { Ordering::Greater } else { Ordering::Less };
    Box::new(Values { wanted, best: vec![] })
}

struct Integers {
    greatest: bool,
    best: Vec<i64>,
    known: Vec<bool>,
}

impl State for Integers {
    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, 0);
        self.known.resize(groups, false);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Int(values) = &args[0].data else { return Ok(()) };
        let valid = args[0].valid.as_ref();
        columns::greatest_ints(groups, values, valid, self.greatest, &mut self.best, &mut self.known);
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let values = std::mem::take(&mut self.best);
        let valid = crate::vector::Bitmap::from_fn(values.len(), |i| self.known[i]);
        Ok(Vector { ty: ty.clone(), data: Data::Int(values), valid: Some(valid) })
    }
}

struct Floats {
    greatest: bool,
    best: Vec<f64>,
    known: Vec<bool>,
}

impl State for Floats {
    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, 0.0);
        self.known.resize(groups, false);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Float(values) = &args[0].data else { return Ok(()) };
        let valid = args[0].valid.as_ref();
        columns::greatest_floats(groups, values, valid, self.greatest, &mut self.best, &mut self.known);
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let values = std::mem::take(&mut self.best);
        let valid = crate::vector::Bitmap::from_fn(values.len(), |i| self.known[i]);
        Ok(Vector { ty: ty.clone(), data: Data::Float(values), valid: Some(valid) })
    }
}

struct Values {
    wanted: Ordering,
    best: Vec<Value>,
}

impl State for Values {
    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, Value::Null);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let vector = &args[0];
        for (row, group) in groups.iter().enumerate() {
            if vector.is_null(row) {
                continue;
            }
            let best = &mut self.best[*group as usize];
            // No copy unless it is better.
            let order = match (&vector.data, &*best) {
                (_, Value::Null) => self.wanted,
                (Data::Text(strings), Value::Text(best)) => strings.get(row).as_bytes().cmp(best.as_bytes()),
                (Data::Float(values), Value::Float(best)) => compare_floats(values[row], *best),
                (Data::Decimal(values), Value::Decimal(best)) => values[row].cmp(best),
                (_, best) => vector.value(row).cmp(best),
            };
            // Of equals (1.5 and 1.50) the last one stands, as in PostgreSQL; equal texts are the same.
            let equal = order == Ordering::Equal && !matches!(vector.data, Data::Text(_));
            if order == self.wanted || equal {
                *best = vector.value(row);
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::from_values(ty, std::mem::take(&mut self.best)))
    }
}

#[derive(Default)]
pub(super) struct Any {
    first: Vec<Value>,
}

impl State for Any {
    fn resize(&mut self, groups: usize) {
        self.first.resize(groups, Value::Null);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            let first = &mut self.first[*group as usize];
            if first.is_null() {
                *first = args[0].value(row);
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::from_values(ty, std::mem::take(&mut self.first)))
    }
}

pub(super) struct By {
    wanted: Ordering,
    best: Vec<(Value, Value)>,
}

impl By {
    pub(super) fn new(greatest: bool) -> Self {
        Self { wanted: if greatest { Ordering::Greater } else { Ordering::Less }, best: vec![] }
    }
}

impl State for By {
    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, (Value::Null, Value::Null));
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            let key = args[1].value(row);
            let best = &mut self.best[*group as usize];
            if !key.is_null() && (best.0.is_null() || key.cmp(&best.0) == self.wanted) {
                *best = (key, args[0].value(row));
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::from_values(ty, std::mem::take(&mut self.best).into_iter().map(|(_, value)| value)))
    }
}
