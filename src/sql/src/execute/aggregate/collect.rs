//! string_agg, array_agg, json_agg and json_object_agg: the rows are kept, put in order at the end, and joined.

use super::{Aggregator, State};
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::plan::AggregateCall;
use crate::types::Type;
use crate::value::{ArrayValue, Json, Value, json};
use crate::vector::Vector;
use std::cmp::Ordering;
use std::sync::Arc;

struct Row {
    args: Vec<Value>,
    order: Vec<Value>,
}

pub(super) struct Collect {
    function: Aggregator,
    directions: Vec<(bool, bool)>,
    distinct: bool,
    types: Vec<Type>,
    rows: Vec<Vec<Row>>,
    size: u64,
}

impl Collect {
    pub(super) fn new(call: &AggregateCall) -> Self {
        Self {
            function: call.function.clone(),
            directions: call.order.iter().map(|key| (key.descending, key.nulls_first)).collect(),
            distinct: call.distinct,
            types: call.args.iter().map(|arg| arg.ty.clone()).collect(),
            rows: vec![],
            size: 0,
        }
    }

    fn order(&self, a: &Row, b: &Row) -> Ordering {
        for ((a, b), (descending, nulls_first)) in a.order.iter().zip(&b.order).zip(&self.directions) {
            let order = match (a.is_null(), b.is_null()) {
                (true, true) => Ordering::Equal,
                (true, false) => {
                    if *nulls_first {
                        Ordering::Less
                    } else {
                        Ordering::Greater
                    }
                }
                (false, true) => {
                    if *nulls_first {
                        Ordering::Greater
                    } else {
                        Ordering::Less
                    }
                }
                _ if *descending => b.cmp(a),
                _ => a.cmp(b),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }

    fn join(&self, rows: &[Row], ty: &Type) -> Result<Value> {
        if rows.is_empty() {
            return Ok(Value::Null);
        }
        Ok(match self.function {
            Aggregator::StringAgg => {
                let mut out = String::new();
                for (i, row) in rows.iter().enumerate() {
                    if i > 0 {
                        out.push_str(row.args.get(1).and_then(Value::as_str).unwrap_or(""));
                    }
                    out.push_str(row.args[0].as_str().unwrap_or(""));
                }
                Value::text(out)
            }
            Aggregator::ArrayAgg => self.array(rows, ty)?,
            Aggregator::JsonAgg(true) => {
                let items = rows.iter().map(|row| crate::functions::to_json(&row.args[0], &self.types[0])).collect();
                Value::Json(Arc::new(Json::Array(items)))
            }
            Aggregator::JsonAgg(false) => {
                let items: Vec<String> =
                    rows.iter().map(|row| crate::functions::write_json(&row.args[0], &self.types[0])).collect();
                // After an array or a row comes a line of its own.
                let structured = matches!(self.types[0], Type::Array(_) | Type::Record(_));
                Value::text(format!("[{}]", items.join(if structured { ", \n " } else { ", " })))
            }
            Aggregator::JsonObjectAgg(binary) => {
                let mut pairs = Vec::new();
                let mut text = String::from("{ ");
                for (i, row) in rows.iter().enumerate() {
                    let Some(key) = row.args[0].as_str() else {
                        return Err(Error::from(Execute::InvalidArgument).with("why", "null-key"));
                    };
                    if binary {
                        pairs.push((key.to_owned(), crate::functions::to_json(&row.args[1], &self.types[1])));
                    } else {
                        text.push_str(if i > 0 { ", " } else { "" });
                        let _ = json::quote(&mut text, key);
                        text.push_str(" : ");
                        text.push_str(&crate::functions::write_json(&row.args[1], &self.types[1]));
                    }
                }
                if binary { Value::Json(Arc::new(Json::object(pairs))) } else { Value::text(text + " }") }
            }
            _ => Value::Null,
        })
    }

    fn array(&self, rows: &[Row], ty: &Type) -> Result<Value> {
        let element = ty.element().cloned().unwrap_or(Type::Text);
        if !matches!(self.types[0], Type::Array(_)) {
            let items = rows.iter().map(|row| row.args[0].clone()).collect();
            return Ok(Value::Array(Arc::new(ArrayValue::new(element, items))));
        }
        let rows: Vec<Value> = rows.iter().map(|row| row.args[0].clone()).collect();
        let array = ArrayValue::of_arrays(element, &rows).ok_or_else(|| Error::from(Execute::ArrayDimensions))?;
        Ok(Value::Array(Arc::new(array)))
    }
}

impl State for Collect {
    fn resize(&mut self, groups: usize) {
        self.rows.resize_with(groups, Vec::new);
    }

    fn update(
        &mut self,
        groups: &[u32],
        args: &[Arc<Vector>],
        order: &[Arc<Vector>],
        context: &Context<'_>,
    ) -> Result<()> {
        context.budget.spend(groups.len() as u64)?;
        for (row, group) in groups.iter().enumerate() {
            if self.function == Aggregator::StringAgg && args[0].is_null(row) {
                continue;
            }
            let row = Row {
                args: args.iter().map(|arg| arg.value(row)).collect(),
                order: order.iter().map(|key| key.value(row)).collect(),
            };
            let bytes: usize =
                row.args.iter().chain(&row.order).map(|value| size_of::<Value>() + value.heap_size()).sum();
            self.size += bytes as u64 + 48;
            self.rows[*group as usize].push(row);
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, context: &Context<'_>) -> Result<Vector> {
        let mut groups = std::mem::take(&mut self.rows);
        let mut out = Vec::with_capacity(groups.len());
        for rows in &mut groups {
            context.budget.spend(rows.len() as u64 * 4 + 1)?;
            if !self.directions.is_empty() {
                rows.sort_by(|a, b| self.order(a, b));
            } else if self.distinct {
                // PostgreSQL tells values apart by sorting them.
                rows.sort_by(|a, b| a.args.cmp(&b.args));
            }
            out.push(self.join(rows, ty)?);
        }
        Ok(Vector::from_values(ty, out))
    }

    fn heap_size(&self) -> u64 {
        self.size
    }
}
