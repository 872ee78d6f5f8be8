//! bool_and, bool_or, bit_and, bit_or, bit_xor.

use super::{Aggregator, State};
use crate::Result;
use crate::execute::Context;
use crate::functions::bits as strings;
use crate::types::Type;
use crate::value::Value;
use crate::vector::Vector;
use std::sync::Arc;

pub(super) struct Truth {
    all: bool,
    states: Vec<Option<bool>>,
}

impl Truth {
    pub(super) fn new(all: bool) -> Self {
        Self { all, states: vec![] }
    }
}

impl State for Truth {
    fn resize(&mut self, groups: usize) {
        self.states.resize(groups, None);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            if let Value::Bool(b) = args[0].value(row) {
                let state = &mut self.states[*group as usize];
                let so_far = state.unwrap_or(self.all);
                *state = Some(if self.all { so_far && b } else { so_far || b });
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::from_values(ty, self.states.iter().map(|state| state.map_or(Value::Null, Value::Bool))))
    }
}

pub(super) struct Bits {
    function: Aggregator,
    states: Vec<Value>,
}

impl Bits {
    pub(super) fn new(function: Aggregator) -> Self {
        Self { function, states: vec![] }
    }
}

impl State for Bits {
    fn resize(&mut self, groups: usize) {
        self.states.resize(groups, Value::Null);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            let state = &mut self.states[*group as usize];
            *state = match (&self.function, &*state, args[0].value(row)) {
                (_, _, Value::Null) => continue,
                (_, Value::Null, first) => first,
                (Aggregator::BitAnd, Value::Int(so_far), Value::Int(n)) => Value::Int(so_far & n),
                (Aggregator::BitOr, Value::Int(so_far), Value::Int(n)) => Value::Int(so_far | n),
                (_, Value::Int(so_far), Value::Int(n)) => Value::Int(so_far ^ n),
                (Aggregator::BitAnd, so_far, bits) => strings::and(so_far, &bits)?,
                (Aggregator::BitOr, so_far, bits) => strings::or(so_far, &bits)?,
                (_, so_far, bits) => strings::xor(so_far, &bits)?,
            };
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::from_values(ty, std::mem::take(&mut self.states)))
    }
}
