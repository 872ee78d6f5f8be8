//! percentile_cont, percentile_disc, median, mode: the values are kept and sorted at the end.

use super::{Aggregator, State};
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::plan::AggregateCall;
use crate::types::Type;
use crate::value::{ArrayValue, Interval, Value};
use crate::vector::Vector;
use std::sync::Arc;

pub(super) struct Quantile {
    function: Aggregator,
    descending: bool,
    values: Vec<Vec<Value>>,
    fractions: Vec<Value>,
    size: u64,
}

impl Quantile {
    pub(super) fn new(function: Aggregator, call: &AggregateCall) -> Self {
        let descending = call.order.first().is_some_and(|key| key.descending);
        Self { function, descending, values: vec![], fractions: vec![], size: 0 }
    }

    fn at(&self, sorted: &[Value], fraction: f64) -> Result<Value> {
        if !(0.0..=1.0).contains(&fraction) {
            return Err(Error::from(Execute::PercentileRange).with("value", crate::value::write_float8(fraction)));
        }
        let last = sorted.len() - 1;
        if self.function == Aggregator::PercentileDisc {
            let at = (fraction * sorted.len() as f64).ceil().max(1.0) as usize - 1;
            return Ok(sorted[at.min(last)].clone());
        }
        let position = fraction * last as f64;
        let (low, high) = (position.floor() as usize, position.ceil() as usize);
        let part = position - low as f64;
        Ok(match (&sorted[low], &sorted[high]) {
            (Value::Float(a), Value::Float(b)) => Value::Float(if low == high { *a } else { a + part * (b - a) }),
            (Value::Interval(a), Value::Interval(b)) => {
                let difference = b.add(&a.neg().unwrap_or_default()).and_then(|d| d.mul(part));
                Value::Interval(difference.and_then(|d| a.add(&d)).unwrap_or(Interval::default()))
            }
            (a, _) => a.clone(),
        })
    }
}

impl State for Quantile {
    fn resize(&mut self, groups: usize) {
        self.values.resize_with(groups, Vec::new);
        self.fractions.resize(groups, Value::Null);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            let value = args[0].value(row);
            if !value.is_null() {
                self.size += (size_of::<Value>() + value.heap_size()) as u64;
                self.values[*group as usize].push(value);
            }
            if let Some(fraction) = args.get(1) {
                self.fractions[*group as usize] = fraction.value(row);
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, context: &Context<'_>) -> Result<Vector> {
        let mut out = Vec::with_capacity(self.values.len());
        for (i, mut values) in std::mem::take(&mut self.values).into_iter().enumerate() {
            context.budget.spend(values.len() as u64 * 2 + 1)?;
            if values.is_empty() {
                out.push(Value::Null);
                continue;
            }
            values.sort();
            if self.descending {
                values.reverse();
            }
            out.push(match (&self.function, &self.fractions[i]) {
                (Aggregator::Mode, _) => most_frequent(&values),
                (_, Value::Array(fractions)) => {
                    let each = fractions.items.iter().map(|fraction| match fraction.as_float() {
                        Some(fraction) => self.at(&values, fraction),
                        None => Ok(Value::Null),
                    });
                    let element = ty.element().cloned().unwrap_or(Type::Float8);
                    Value::Array(Arc::new(ArrayValue::new(element, each.collect::<Result<_>>()?)))
                }
                (_, fraction) => self.at(&values, fraction.as_float().unwrap_or(0.5))?,
            });
        }
        Ok(Vector::from_values(ty, out))
    }

    fn heap_size(&self) -> u64 {
        self.size
    }
}

fn most_frequent(sorted: &[Value]) -> Value {
    let mut best: (usize, &Value) = (0, &sorted[0]);
    let mut start = 0;
    for i in 1..=sorted.len() {
        if i == sorted.len() || sorted[i] != sorted[start] {
            if i - start > best.0 {
                best = (i - start, &sorted[start]);
            }
            start = i;
        }
    }
    best.1.clone()
}
